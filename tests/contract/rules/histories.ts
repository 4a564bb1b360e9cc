import { expect, test } from 'vitest';
import type { Store } from '../../../server/store/store.ts';
import fc from '../../helpers/properties.ts';
import { BELLA, newAgent, numbers, setScene, upTo } from '../scene.ts';

/** What anybody may do to one conversation; small numbers, so that repeats and collisions are frequent. */
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('say' as const), who: fc.nat(2), id: fc.nat(8), text: fc.nat(1) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('reply' as const), who: fc.nat(2), id: fc.nat(8), text: fc.nat(1) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('note' as const), who: fc.nat(2), id: fc.nat(8), text: fc.nat(1) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('close' as const, 'reopen' as const), who: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('assign' as const), who: fc.nat(2), to: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('read' as const), who: fc.nat(2), seq: fc.nat(12) }) },
);

/** As little of a store as can be right: lists, no numbers. */
interface Model {
  words: string[];
  status: 'open' | 'closed';
  assignee: string | null;
  isWaiting: boolean;
  agentRead: number;
}

/** ST2..ST6 over random histories of three visitors, compared with a model after every turn. */
export function historyRules(store: () => Store): void {
  test('ST3 any history leaves what a list of it would', { timeout: 60_000 }, async () => {
    const agents = [newAgent(), newAgent()];
    const property = fc.asyncProperty(fc.array(fc.array(step, { maxLength: 6 }), { maxLength: 8 }), async turns => {
      const scene = await setScene(store());
      const people = await Promise.all([scene.visitor(), scene.visitor(), scene.visitor()]);
      const ids: string[] = [];
      const models: Model[] = [];
      for (const ann of people) {
        ids.push((await scene.say(ann, 'Hello')).conversation.id);
        models.push({ words: ['Hello'], status: 'open', assignee: null, isWaiting: true, agentRead: 0 });
      }
      const sent = new Map<string, string>();

      for (const turn of turns) {
        // All of a turn is begun before any of it is answered; stores keep the order in which it was begun
        // within one conversation only if it is awaited, so each conversation gets one step of a turn.
        const chosen = new Map(turn.map(each => [each.who, each]));
        await Promise.all(
          [...chosen.values()].map(async each => {
            const [id, model] = [ids[each.who]!, models[each.who]!];
            if (each.do === 'say' || each.do === 'reply' || each.do === 'note') {
              const clientId = `${each.do === 'say' ? 'visitor' : 'agent'}-${each.who}-${each.id}-${scene.site.id}`;
              const words = `${each.do} ${each.text}`;
              const answer =
                each.do === 'say'
                  ? scene.say(people[each.who]!, words, { clientId })
                  : scene.reply(id, words, { clientId, kind: each.do === 'note' ? 'note' : 'message' });
              const before = sent.get(clientId);
              if (before !== undefined && before !== words) {
                await expect(answer).rejects.toMatchObject({ code: 'CLIENT_ID_REUSED' });
                return;
              }
              expect((await answer).isRepeat).toBe(before !== undefined);
              if (before !== undefined) return;
              sent.set(clientId, words);
              model.words.push(words);
              if (each.do === 'note') return;
              model.status = 'open';
              model.isWaiting = each.do === 'say';
              if (each.do === 'say') return;
              model.agentRead = model.words.length;
              model.assignee ??= BELLA.id;
            } else if (each.do === 'assign') {
              const to = agents[each.to] ?? null;
              const written = await scene.assign(id, to);
              expect(written === null).toBe(model.assignee === (to?.id ?? null));
              if (written) model.words.push('event');
              model.assignee = to?.id ?? null;
            } else if (each.do === 'read') {
              const seq = Math.min(each.seq, model.words.length);
              const moved = await store().conversations.markRead(id, 'agent', each.seq);
              expect(moved !== null).toBe(seq > model.agentRead);
              model.agentRead = Math.max(seq, model.agentRead);
            } else {
              const status = each.do === 'close' ? 'closed' : 'open';
              const written = each.do === 'close' ? await scene.close(id) : await scene.reopen(id);
              expect(written === null).toBe(model.status === status);
              if (written) model.words.push('event');
              if (written && status === 'closed') model.isWaiting = false;
              model.status = status;
            }
          }),
        );
      }

      for (const [index, model] of models.entries()) {
        const entries = await store().conversations.entriesAfter(ids[index]!, 0, 1000);
        expect(numbers(entries)).toEqual(upTo(model.words.length));
        expect(entries.map(each => ('text' in each.body ? each.body.text : each.body.kind))).toEqual(model.words);
        const conversation = await store().conversations.find(ids[index]!);
        expect(conversation).toMatchObject({
          lastSeq: model.words.length,
          status: model.status,
          assigneeId: model.assignee,
          agentReadSeq: model.agentRead,
        });
        expect(conversation?.waitingSince !== null).toBe(model.isWaiting);
      }
    });
    await fc.assert(property, { seed: 20_250_602, numRuns: 25 });
  });
}
