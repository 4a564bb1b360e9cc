import { expect, test } from 'vitest';
import { BOT_ALONE } from '../../../protocol/script/turn.ts';
import { SCRIPT_PHRASES } from '../../../protocol/script/words.ts';
import type { BotEnd } from '../../../server/features/bots/rules.ts';
import type { ScriptDesk } from '../../../server/features/scripts/rules.ts';
import type { Store } from '../../../server/store/store.ts';
import { SCRIPT } from '../../helpers/script.ts';
import { BELLA, MINUTE, newId, newSent, setScene, texts } from '../scene.ts';

const SYSTEM = { kind: 'system' } as const;
const LATE: BotEnd = { is: 'failed', why: 'late', problem: 'no answer within 3 s' };
const answered = (reply: Partial<Extract<BotEnd, { is: 'answered' }>['reply']>): BotEnd => ({
  is: 'answered',
  reply: { text: '', buttons: [], person: false, ...reply },
});

/** BT1 to BT3: what is written when a bot is asked, answers, or is passed over. */
export function botRules(store: () => Store): void {
  async function talk(script = BOT_ALONE) {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const desk = (): ScriptDesk => ({
      script,
      hasBot: true,
      siteLocale: 'en',
      isHere: true,
      count: { id: newId('act'), day: '2026-06-01' },
    });
    const say = (text: string, extra: Parameters<typeof scene.say>[2] = {}) =>
      scene.say(ann, text, { scripted: desk(), ...extra });
    const entries = (id: string) => store().conversations.entriesAfter(id, 0, 100);
    const jobs = async (id: string) => (await store().jobs.ofConversation(id)).filter(each => each.kind === 'bot');
    /** The job of a conversation, as a server takes it. */
    async function take(id: string, step = 1, at = scene.tick() + MINUTE) {
      const taken = await store().jobs.take({ kinds: ['bot'], at, leaseUntil: at + MINUTE, limit: 1000 });
      return taken.find(each => each.subject === id && each.step === step)!;
    }
    const settle = async (job: Awaited<ReturnType<typeof take>>, end: BotEnd) =>
      store().bots.settle({ job, end, desk: desk(), at: scene.tick() });
    return { scene, ann, say, entries, jobs, take, settle };
  }
  const find = async (id: string) => (await store().conversations.find(id))!;

  test('BT1 BT2 what fits nowhere is the bot’s: nobody waits, and the job is written with the words', async () => {
    const { say, entries, jobs, take, settle } = await talk(SCRIPT);
    expect((await say('Delivery')).answer!.entry.body).toMatchObject({ script: { node: 'delivery' } });
    const { conversation, answer } = await say('Have you got peonies?');
    const { id } = conversation;
    expect(answer).toBe(undefined);
    expect(conversation).toMatchObject({
      status: 'closed',
      waitingSince: null,
      script: { is: 'answering', botSeq: 3 },
    });
    expect((await jobs(id)).map(each => [each.step, each.subjectVersion])).toEqual([
      [1, 3],
      [2, 3],
    ]);
    const written = (await settle(
      await take(id),
      answered({ text: 'From May on.', buttons: ['Order', 'start over'] }),
    ))!;
    expect(written.entry).toMatchObject({
      seq: 4,
      author: SYSTEM,
      body: {
        kind: 'message',
        text: 'From May on.',
        script: { act: 'bot', node: '', buttons: ['Order', 'Start over', 'Talk to a person'] },
      },
    });
    expect(await find(id)).toEqual(written.conversation);
    expect(written.conversation).toMatchObject({
      status: 'closed',
      waitingSince: null,
      script: { is: 'answering', trail: [], isAsked: false },
    });
    expect(written.conversation.script).not.toHaveProperty('botSeq');
    expect([await jobs(id), texts(await entries(id)).length]).toEqual([[], 4]);
  });

  test('BT2 of two servers that have it, and of a repeat, one writes', async () => {
    const { say, entries, jobs, take, settle } = await talk();
    const twice = { clientId: newId('client'), fingerprint: 'print:peonies', newConversationId: newId('conversation') };
    const copies = await Promise.all([1, 2, 3].map(() => say('Peonies?', twice)));
    const { id } = copies[0]!.conversation;
    const lost = await take(id);
    // Its server died; a minute later another one takes it, and the first is back.
    const again = await take(id, 1, lost.readyAt + MINUTE);
    const ends = await Promise.all([
      settle(lost, answered({ text: 'From the dead' })),
      settle(again, answered({ text: 'From May on.' })),
      settle(again, answered({ text: 'From May on.' })),
    ]);
    expect(ends.filter(each => each !== null)).toHaveLength(1);
    expect([texts(await entries(id)), await jobs(id)]).toEqual([['Peonies?', 'From May on.'], []]);
  });

  test('BT3 one that is late is passed over aloud, once: it waits, with its ladder, and the person is told', async () => {
    const { say, entries, take, settle } = await talk();
    const { id } = (await say('Peonies?')).conversation;
    const asked = await take(id);
    const over = await take(id, 2, asked.readyAt + MINUTE);
    const written = (await settle(over, LATE))!;
    expect(written.entry.body).toEqual({
      kind: 'event',
      event: 'bot_passed_on',
      why: 'late',
      problem: 'no answer within 3 s',
    });
    expect(written.answer!.entry.body).toMatchObject({
      text: SCRIPT_PHRASES.en.passedOn,
      script: { act: 'person', buttons: [] },
    });
    expect(written.conversation).toMatchObject({
      status: 'open',
      waitingSince: written.entry.createdAt,
      wait: { kind: 'message', late: null },
      script: { is: 'handed_over' },
      preview: { text: 'Peonies?', author: 'visitor' },
    });
    expect(await find(id)).toEqual(written.conversation);
    expect((await store().jobs.ofConversation(id)).map(each => each.kind).sort()).toEqual(['ladder_message', 'notice']);
    expect(await settle(asked, answered({ text: 'Too late' }))).toBe(null);
    expect((await say('Hello?')).conversation.script).not.toHaveProperty('botSeq');
    expect(await entries(id)).toHaveLength(4);
  });

  test('BT3 it hands over by itself, with its own words or without', async () => {
    for (const text of ['One moment, please.', '']) {
      const { say, take, settle } = await talk();
      const { id } = (await say('I want to complain')).conversation;
      const written = (await settle(await take(id), answered({ text, person: true })))!;
      expect(written.entry.body).toMatchObject({ event: 'bot_passed_on', why: 'asked', problem: '' });
      expect(written.answer!.entry.body).toMatchObject({ text: text || SCRIPT_PHRASES.en.passedOn });
      expect(written.conversation).toMatchObject({ status: 'open', script: { is: 'handed_over' } });
    }
  });

  test('BT2 newer words are asked about in the place of older ones', async () => {
    const { say, entries, jobs, take, settle } = await talk();
    const { id } = (await say('Peonies?')).conversation;
    const old = await take(id);
    await say('White ones');
    expect((await jobs(id)).map(each => each.subjectVersion)).toEqual([2, 2]);
    expect(await settle(old, answered({ text: 'Which?' }))).toBe(null);
    await settle(await take(id, 1, old.readyAt + MINUTE), answered({ text: 'From May on.' }));
    expect(texts(await entries(id))).toEqual(['Peonies?', 'White ones', 'From May on.']);
  });

  test('BT3 BT4 what a person, a button or somebody who takes it up ends, it does not answer any more', async () => {
    const ways = ['agent', 'person', 'assigned', 'spam', 'off', 'photo'] as const;
    for (const way of ways) {
      const { scene, say, jobs, take, settle } = await talk();
      const { id } = (await say('Peonies?')).conversation;
      const job = await take(id);
      if (way === 'agent') await scene.reply(id, 'Bella here');
      if (way === 'person') await say('Talk to a person');
      if (way === 'assigned') await scene.assign(id, { id: 'bella', name: 'Bella' });
      if (way === 'spam') {
        await store().spam.hold({ conversationId: id, author: BELLA, sent: newSent('hold'), at: scene.tick() });
      }
      if (way === 'off') await say('Hello?', { scripted: null });
      if (way === 'photo') await say('');
      const after = await find(id);
      expect([way, await jobs(id)]).toEqual([way, []]);
      expect([way, await settle(job, answered({ text: 'From May on.' }))]).toEqual([way, null]);
      expect([way, await find(id)]).toEqual([way, after]);
      expect([way, after.script?.is]).toEqual([way, way === 'agent' ? 'silent' : 'handed_over']);
      // Nobody answered, so it waits for a person, but not in quarantine.
      const waits = way !== 'agent' && way !== 'spam';
      expect([way, after.waitingSince !== null]).toEqual([way, waits]);
    }
  });

  test('BT1 what is held is nothing to ask others about', async () => {
    const { scene, say, jobs } = await talk();
    const held = { rules: ['links' as const], at: scene.tick(), fromSeq: 1 };
    const { conversation } = await say('Buy my pills', { held });
    expect([conversation.script, await jobs(conversation.id)]).toEqual([undefined, []]);
  });

  test('SA6 what it did is counted', async () => {
    const { scene, say, take, settle } = await talk();
    const { id } = (await say('Peonies?')).conversation;
    await settle(await take(id), answered({ text: 'From May on.' }));
    await say('And tulips?');
    await settle(await take(id), LATE);
    const of = (act: string) => ({ day: '2026-06-01', node: '', act, count: 1 });
    expect(await store().scripts.counts(scene.site.id, '2026-06-01')).toEqual([of('bot'), of('bot_skipped')]);
  });
}
