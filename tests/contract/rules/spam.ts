import { describe, expect, test } from 'vitest';
import type { HeldMark } from '../../../protocol/spam.ts';
import type { Store } from '../../../server/store/store.ts';
import { setOutbox } from '../outbox.ts';
import { BELLA, DAY, MINUTE, NOON, newSent, setScene, texts } from '../scene.ts';

const held = (...rules: HeldMark['rules']): HeldMark => ({ rules, at: NOON, fromSeq: 1 });

/** SP1 to SP6 in the store: what is held stands in no other list, and comes out whole. */
export function spamRules(store: () => Store): void {
  const { hooked, rowsOf, messageOf } = setOutbox(store);
  const counts = () => store().views.count('nobody');
  const idsIn = async (view: 'all' | 'unassigned' | 'closed' | 'quarantine' | 'callbacks', siteId: string) =>
    (await store().views.page({ view, agentId: 'nobody', siteId, limit: 50 })).items.map(each => each.id);

  test('SP1 first words may begin a conversation in quarantine, where nobody waits and no other list has it', async () => {
    const scene = await setScene(store());
    const siteId = scene.site.id;
    const before = await counts();
    const robot = await scene.visitor();
    const { conversation } = await scene.say(robot, 'Buy links', { held: held('links', 'advert') });
    expect(conversation).toMatchObject({
      status: 'held',
      held: { rules: ['links', 'advert'], fromSeq: 1 },
      waitingSince: null,
      preview: { text: 'Buy links' },
    });
    expect(await store().conversations.find(conversation.id)).toEqual(conversation);
    expect(await counts()).toEqual({ ...before, quarantine: before.quarantine + 1 });
    for (const view of ['all', 'unassigned', 'closed', 'callbacks'] as const)
      expect(await idsIn(view, siteId)).toEqual([]);
    expect(await idsIn('quarantine', siteId)).toEqual([conversation.id]);

    const again = await scene.say(robot, 'Hello?', { held: null });
    expect(again.conversation).toMatchObject({ status: 'held', lastSeq: 2, waitingSince: null });
    const open = await scene.say(await scene.visitor(), 'Hello');
    const second = await scene.say({ ...robot, id: open.conversation.visitorId! }, 'Buy links', {
      held: held('links'),
    });
    expect(second.conversation, 'what is on the desk stays there').toMatchObject({ status: 'open' });
  });

  test('SP1 a repeat of what is held gets the first answer', async () => {
    const scene = await setScene(store());
    const robot = await scene.visitor();
    const said = scene.submission(robot, { kind: 'message', text: 'Buy links' }, { held: held('links') });
    const first = await store().conversations.submit(said);
    const second = await store().conversations.submit({ ...said, held: null });
    expect(second).toMatchObject({ isRepeat: true, entry: first.entry, conversation: { status: 'held' } });
  });

  test('SP1 a callback that is held takes nobody’s place and stands in no queue, and can be moved and cancelled', async () => {
    const scene = await setScene(store(), { callbacksPerSlot: 1 });
    const [robot, ann] = [await scene.visitor(), await scene.visitor()];
    const startAt = NOON + 2 * DAY;
    const asked = await scene.ask(robot, { startAt }, { held: held('premium_number') });
    expect(asked.callback).toMatchObject({ status: 'held', startAt });
    expect(asked.conversation.callbackAt).toBe(null);
    expect(await store().callbacks.slotLoad(scene.site.id, startAt, startAt + 1)).toEqual(new Map());
    await scene.ask(ann, { startAt });
    const queue = (await store().callbacks.queue({ limit: 1000 })).items.map(each => each.callback.id);
    expect(queue).not.toContain(asked.callback!.id);
    const window = { startAt: startAt + 30 * MINUTE, endAt: startAt + 45 * MINUTE };
    const moved = await scene.change(asked.callback!.id, { author: { kind: 'visitor' }, window, callbacksPerSlot: 1 });
    expect(moved).toMatchObject({ callback: { status: 'held', ...window }, conversation: { callbackAt: null } });
    const off = await scene.change(asked.callback!.id, { author: { kind: 'visitor' }, window: null });
    expect(off.callback).toMatchObject({ status: 'cancelled' });
  });

  test('SP3 what comes out is on the desk with its times, and who wrote it waits from now on', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const first = await scene.ask(ann, { startAt: NOON + DAY }, { held: held('foreign_number') });
    const { id } = first.conversation;
    await scene.say(ann, 'Are you there?');
    const at = NOON + 3 * MINUTE;
    const sent = newSent('release');
    const written = await store().spam.release({ conversationId: id, author: BELLA, sent, at });
    expect(written).toMatchObject({
      entry: { seq: 3, body: { kind: 'event', event: 'released', rules: ['foreign_number'] }, createdAt: at },
      conversation: {
        status: 'open',
        waitingSince: at,
        callbackAt: NOON + DAY,
        createdAt: first.conversation.createdAt,
      },
      callback: { id: first.callback!.id, status: 'pending' },
      isRepeat: false,
    });
    expect(written!.conversation.held).toBe(undefined);
    expect(await store().conversations.find(id)).toEqual(written!.conversation);
    expect(await idsIn('unassigned', scene.site.id)).toEqual([id]);
    expect(await idsIn('callbacks', scene.site.id)).toEqual([id]);
    expect(await idsIn('quarantine', scene.site.id)).toEqual([]);
    const entries = await store().conversations.entriesAfter(id, 0, 10);
    expect(texts(entries)).toEqual(['callback', 'Are you there?', 'event']);
    expect(entries[0]!.createdAt).toBe(first.entry.createdAt);

    const repeat = await store().spam.release({ conversationId: id, author: BELLA, sent, at: at + 1 });
    expect(repeat).toMatchObject({ isRepeat: true, entry: { seq: 3 } });
    const nothing = await store().spam.release({ conversationId: id, author: BELLA, sent: newSent('again'), at });
    expect(nothing).toMatchObject({ entry: { body: { event: 'unchanged' } }, conversation: { status: 'open' } });
    expect(await store().spam.release({ conversationId: id, author: { kind: 'system' }, at })).toBe(null);
    await expect(store().spam.release({ conversationId: 'none', author: BELLA, at })).rejects.toMatchObject({
      code: 'CONVERSATION_UNKNOWN',
    });
  });

  test('SP3 webhooks are told nothing of what is held, and all of it when it comes out', async () => {
    const scene = await setScene(store());
    const webhook = await hooked(scene.site.id);
    const ann = await scene.visitor();
    const { conversation } = await scene.ask(ann, {}, { held: held('foreign_number') });
    await scene.say(ann, 'Please call');
    expect(await rowsOf(webhook.id)).toEqual([]);
    const at = NOON + DAY;
    const written = await store().spam.release({ conversationId: conversation.id, author: BELLA, at });
    expect(written?.leaves).toBe(true);
    const told = (await rowsOf(webhook.id)).map(row => {
      const { data } = messageOf(row);
      return [row.event, data.entry!.seq, data.conversation!.status];
    });
    expect(told.sort()).toEqual([
      ['callback.changed', 1, 'open'],
      ['callback.changed', 3, 'open'],
      ['conversation.changed', 1, 'open'],
      ['conversation.changed', 3, 'open'],
      ['entry.added', 1, 'open'],
      ['entry.added', 2, 'open'],
      ['entry.added', 3, 'open'],
    ]);
  });

  test('SP3 D1 a slip that is taken back at once, with nothing said between, is told once', async () => {
    const scene = await setScene(store());
    const webhook = await hooked(scene.site.id);
    const { conversation } = await scene.say(await scene.visitor(), 'Hello');
    const slip = { conversationId: conversation.id, author: BELLA, at: NOON };
    await store().spam.hold(slip);
    await store().spam.release(slip);
    const told = (await rowsOf(webhook.id)).filter(row => row.event === 'entry.added');
    expect(told.map(row => messageOf(row).data.entry!.seq).sort()).toEqual([1, 2, 3]);
  });

  test('SP4 an agent’s Spam takes a conversation off the desk with its callbacks, and out again whole', async () => {
    const scene = await setScene(store());
    const webhook = await hooked(scene.site.id, { events: ['entry.added'] });
    const ann = await scene.visitor();
    const { conversation, callback } = await scene.ask(ann);
    const { id } = conversation;
    const sent = newSent('hold');
    const hold = { conversationId: id, author: BELLA, sent, at: NOON + MINUTE };
    const written = await store().spam.hold(hold);
    expect(written).toMatchObject({
      entry: { seq: 2, body: { kind: 'event', event: 'held' } },
      conversation: {
        status: 'held',
        held: { rules: ['agent'], at: NOON + MINUTE, fromSeq: 3 },
        callbackAt: null,
        waitingSince: null,
      },
    });
    expect(await store().callbacks.find(callback!.id)).toMatchObject({ status: 'held' });
    expect(await store().spam.hold(hold)).toMatchObject({ isRepeat: true, entry: { seq: 2 } });
    expect(await store().spam.hold({ ...hold, sent: undefined })).toBe(null);
    await scene.say(ann, 'Still here');
    const seqs = async () => (await rowsOf(webhook.id)).map(row => messageOf(row).data.entry!.seq).sort();
    expect(await seqs(), 'what was said before and that it is held').toEqual([1, 2]);
    await store().spam.release({ conversationId: id, author: BELLA, at: NOON + 2 * MINUTE });
    expect(await seqs(), 'and nothing twice').toEqual([1, 2, 3, 4]);
    expect(await store().callbacks.find(callback!.id)).toMatchObject({ status: 'pending' });
  });

  test('SP4 closing and opening again leave quarantine alone', async () => {
    const scene = await setScene(store());
    const { conversation } = await scene.say(await scene.visitor(), 'Buy', { held: held('advert') });
    expect(await scene.close(conversation.id)).toBe(null);
    expect(await scene.reopen(conversation.id)).toBe(null);
    expect(await store().conversations.find(conversation.id)).toMatchObject({ status: 'held' });
  });

  test('SP6 work lets out only what nothing else holds', async () => {
    const scene = await setScene(store());
    const release = (conversationId: string) =>
      store().spam.release({ conversationId, author: { kind: 'system' }, only: 'unproven', at: NOON });
    const { conversation: bought } = await scene.say(await scene.visitor(), 'Buy', { held: held('advert') });
    expect(await release(bought.id)).toBe(null);
    const { conversation: asked } = await scene.say(await scene.visitor(), 'Hi', { held: held('unproven') });
    expect(await release(asked.id)).toMatchObject({ conversation: { status: 'open' } });
    await store().spam.hold({ conversationId: asked.id, author: BELLA, at: NOON });
    expect(await release(asked.id), 'an agent has the last word').toBe(null);
  });

  test('SP6 a challenge is used up once, and is forgotten when it would be good no more', async () => {
    const { id: siteId } = (await setScene(store())).site;
    const challenge = { kind: 'challenge', name: 'abc' } as const;
    const both = await Promise.all([1, 2].map(() => store().spam.spend(siteId, challenge, NOON + MINUTE)));
    expect(both.sort()).toEqual([false, true]);
    await store().spam.sweep(NOON);
    expect(await store().spam.spend(siteId, challenge, NOON + MINUTE)).toBe(false);
    await store().spam.sweep(NOON + 2 * MINUTE);
    expect(await store().spam.tallies(siteId, 'challenge')).toEqual([]);
  });

  test('SP5 what is counted is added up, each site and kind for itself', async () => {
    const [siteId, other] = [(await setScene(store())).site.id, (await setScene(store())).site.id];
    const word = (name: string, lesson: { held: number; released: number }) => ({
      kind: 'word' as const,
      name,
      ...lesson,
    });
    await store().spam.count(
      siteId,
      [word('casino', { held: 1, released: 0 }), word('$set', { held: 0, released: 2 })],
      NOON,
    );
    await store().spam.count(siteId, [word('casino', { held: 2, released: 1 })], NOON + 1);
    await store().spam.count(other, [word('casino', { held: 9, released: 9 })], NOON);
    await store().spam.count(siteId, [], NOON);
    const found = await store().spam.tallies(siteId, 'word', ['casino', 'nothing']);
    expect(found).toMatchObject([{ siteId, kind: 'word', name: 'casino', held: 3, released: 1, at: NOON + 1 }]);
    expect((await store().spam.tallies(siteId, 'word')).map(each => each.name)).toEqual(['$set', 'casino']);
    expect(await store().spam.tallies(siteId, 'sender')).toEqual([]);
  });

  describe('SP1 search', () => {
    test('finds what is held in quarantine alone', async () => {
      const scene = await setScene(store());
      const word = `zzz${scene.site.id.replace(/\D/g, '')}`;
      const robot = await scene.visitor({ name: `Robot ${word}` });
      await scene.say(robot, `Buy ${word}`, { held: held('advert') });
      await scene.say(await scene.visitor(), `Ask ${word}`);
      await store().search.settled();
      const found = async (where?: 'desk' | 'quarantine') => {
        const { people, entries } = await store().search.find({ q: word, limit: 10, ...(where && { in: where }) });
        return [people.length, ...entries.map(each => each.entry.body)];
      };
      expect(await found()).toEqual([0, { kind: 'message', text: `Ask ${word}` }]);
      expect(await found('quarantine')).toEqual([1, { kind: 'message', text: `Buy ${word}` }]);
    });

    test('finds what is held in a large quarantine as in a small one, of the sites that somebody sees', async () => {
      const [scene, other] = [await setScene(store()), await setScene(store())];
      const word = `yyy${scene.site.id.replace(/\D/g, '')}`;
      const hold = async (of: typeof scene, text: string) =>
        (await of.say(await of.visitor(), text, { held: held('advert') })).entry;
      const first = await hold(scene, `First ${word}`);
      const elsewhere = await hold(other, `Elsewhere ${word}`);
      const found = async (q: string, siteIds: string[] | null = null) => {
        await store().search.settled();
        return (await store().search.find({ q, in: 'quarantine', siteIds, limit: 10 })).entries.map(each => each.entry);
      };
      const look = async () => {
        expect(await found(word)).toEqual([elsewhere, first]);
        expect(await found(word, [scene.site.id])).toEqual([first]);
        expect(await found(`first ${word}`)).toEqual([first]);
        expect(await found('fi')).toEqual([]);
      };
      await look();
      await Promise.all(Array.from({ length: 1_001 }, (_, at) => hold(scene, `Crowd ${at}`)));
      await look();
    });
  });
}
