import { expect, test } from 'vitest';
import type { HeldMark } from '../../../protocol/spam.ts';
import { isStep } from '../../../server/features/ladder/rules.ts';
import type { ScriptDesk } from '../../../server/features/scripts/rules.ts';
import type { Store } from '../../../server/store/store.ts';
import { SCRIPT } from '../../helpers/script.ts';
import { BELLA, MINUTE, NOON, newId, newSent, setScene, texts } from '../scene.ts';

const SYSTEM = { kind: 'system' } as const;
const HOURS = 'About opening hours.\n\nDid this help?';

/** SA1 to SA3, SA6: what a script does in the step of what it answers, and how it is silenced and given back. */
export function scriptRules(store: () => Store): void {
  async function talk() {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const desk = (): ScriptDesk => ({
      script: SCRIPT,
      hasBot: false,
      siteLocale: 'en',
      isHere: true,
      count: { id: newId('act'), day: '2026-06-01' },
    });
    const say = (text: string, extra: Parameters<typeof scene.say>[2] = {}) =>
      scene.say(ann, text, { scripted: desk(), ...extra });
    const listed = async (view: 'all' | 'unassigned' | 'closed') =>
      (await store().views.page({ view, agentId: '', siteId: scene.site.id, limit: 9 })).items.map(each => each.id);
    const entries = (id: string) => store().conversations.entriesAfter(id, 0, 100);
    const ladder = async (id: string) => (await store().jobs.ofConversation(id)).filter(isStep).map(each => each.kind);
    const resume = (id: string, sent = newSent('resume')) =>
      store().scripts.resume({ conversationId: id, author: BELLA, sent, scripted: desk(), at: scene.tick() });
    return { scene, ann, say, listed, entries, ladder, resume };
  }
  const find = async (id: string) => (await store().conversations.find(id))!;

  test('SA1 ST3 what is said and what the script answers are written in one step, with the next two numbers', async () => {
    const { say, entries, listed } = await talk();
    const first = await say('Opening hours');
    const { entry, answer, conversation } = first;
    const { id } = conversation;
    expect([entry.seq, answer!.entry.seq, answer!.entry.author]).toEqual([1, 2, SYSTEM]);
    expect(answer!.entry.body).toMatchObject({
      kind: 'message',
      text: HOURS,
      script: { act: 'answer', node: 'hours' },
    });
    expect([first.previousSeq, answer!.previousSeq]).toEqual([0, 1]);
    expect(await find(id)).toEqual(conversation);
    expect(await entries(id)).toEqual([entry, answer!.entry]);
    expect(conversation).toMatchObject({ lastSeq: 2, lastVisibleSeq: 2, lastVisitorSeq: 1, waitingSince: null });
    expect(conversation.preview).toMatchObject({ text: 'Opening hours', author: 'visitor' });
    const { answer: next } = await say('Delivery');
    expect(next!.conversation.script).toEqual({ is: 'answering', trail: ['hours', 'delivery'], isAsked: false });
    expect(texts(await entries(id))).toEqual(['Opening hours', HOURS, 'Delivery', 'About delivery.']);
    expect([await listed('all'), await listed('closed')]).toEqual([[], [id]]);
  });

  test('SA1 ST2 what is said again is answered once, also at once', async () => {
    const { say, entries, scene } = await talk();
    const twice = { clientId: newId('client'), fingerprint: 'print:hours', newConversationId: newId('conversation') };
    const copies = await Promise.all([1, 2, 3].map(() => say('Opening hours', twice)));
    expect(copies.filter(each => !each.isRepeat)).toHaveLength(1);
    const [{ conversation }] = copies as [(typeof copies)[number]];
    const again = await say('Opening hours', twice);
    expect([again.isRepeat, again.answer, again.entry.seq]).toEqual([true, undefined, 1]);
    expect(texts(await entries(conversation.id))).toEqual(['Opening hours', HOURS]);
    // Different things at once: each has its answer right behind it.
    await Promise.all(['Delivery', 'Opening hours', 'In the city'].map(text => say(text)));
    const authors = (await entries(conversation.id)).map(each => each.author.kind);
    expect(authors).toEqual(Array.from({ length: 4 }, () => ['visitor', 'system']).flat());
    const counts = await store().scripts.counts(scene.site.id, '2026-06-01');
    const acts = counts.filter(each => each.act !== 'offered');
    expect(acts.reduce((sum, { count }) => sum + count, 0)).toBe(4);
  });

  test('SA2 nobody waits while it answers; what fits nowhere waits, an answer ends that, and a call begins it', async () => {
    const { say, ladder, listed } = await talk();
    const { conversation: answered } = await say('Delivery');
    const { id } = answered;
    expect([answered.status, answered.waitingSince, await ladder(id)]).toEqual(['closed', null, []]);
    const asked = await say('Something else');
    expect(asked.answer!.entry.body).toMatchObject({ script: { act: 'ask' } });
    expect(asked.conversation).toMatchObject({ status: 'open', waitingSince: asked.entry.createdAt });
    expect([await ladder(id), await listed('unassigned')]).toEqual([['ladder_message'], [id]]);
    const back = await say('Opening hours');
    expect([back.conversation.status, back.conversation.wait, await ladder(id)]).toEqual(['closed', undefined, []]);
    const called = await say('Talk to a person');
    expect(called.answer!.entry.body).toMatchObject({ script: { act: 'person', node: 'hours', buttons: [] } });
    const wait = { kind: 'message', late: null };
    expect(called.conversation).toMatchObject({ status: 'open', wait, waitingSince: called.entry.createdAt });
    expect(called.conversation.script).toMatchObject({ is: 'handed_over' });
    expect([await ladder(id), await listed('unassigned')]).toEqual([['ladder_message'], [id]]);
    // A button answers still, and the wait goes on.
    const meanwhile = await say('Delivery');
    expect(meanwhile.answer!.entry.body).toMatchObject({ text: 'About delivery.' });
    expect(await find(id)).toMatchObject({ status: 'open', waitingSince: called.entry.createdAt });
    expect((await say('Hello?')).answer).toBe(undefined);
  });

  test('SA3 a word of a person silences it, until it is given back', async () => {
    const { scene, say, entries, resume } = await talk();
    const { conversation } = await say('Talk to a person');
    const { id } = conversation;
    await scene.reply(id, 'Only for you', { kind: 'note' });
    expect((await find(id)).script).toMatchObject({ is: 'handed_over' });
    expect((await scene.reply(id, 'Hello, Bella here')).conversation.script).toMatchObject({ is: 'silent' });
    const said = await say('Delivery');
    expect([said.answer, said.conversation.waitingSince]).toEqual([undefined, said.entry.createdAt]);
    // Closing does not make it speak again.
    await scene.close(id);
    expect((await say('Opening hours')).answer).toBe(undefined);

    const sent = newSent('resume');
    const resumed = await resume(id, sent);
    expect(resumed.entry.body).toEqual({ kind: 'event', event: 'script_resumed' });
    expect(resumed.answer!.entry.body).toMatchObject({ text: 'What is it about?', script: { act: 'answer' } });
    expect(resumed.conversation).toMatchObject({ status: 'closed', waitingSince: null, lastSeq: 9 });
    expect(await find(id)).toEqual(resumed.conversation);
    const repeat = await resume(id, sent);
    expect([repeat.isRepeat, repeat.entry, repeat.answer]).toEqual([true, resumed.entry, undefined]);
    expect((await resume(id)).entry.body).toEqual({ kind: 'event', event: 'unchanged' });
    expect((await say('Delivery')).answer!.entry.body).toMatchObject({ text: 'About delivery.' });
    expect(texts(await entries(id)).slice(6)).toEqual([
      'Opening hours',
      'event',
      'What is it about?',
      'event',
      'Delivery',
      'About delivery.',
    ]);
  });

  test('SA3 who was called and closed it without a word leaves it to the script; who was given it, takes it', async () => {
    const { scene, say } = await talk();
    const { conversation } = await say('Talk to a person');
    const { id } = conversation;
    expect((await scene.close(id))!.conversation).toMatchObject({ status: 'closed', script: { is: 'answering' } });
    expect((await say('Delivery')).conversation.status).toBe('closed');
    expect((await scene.assign(id, { id: 'bella', name: 'Bella' }))!.conversation.script).toMatchObject({
      is: 'handed_over',
      trail: ['delivery'],
    });
    expect((await say('And to the mountains?')).answer).toBe(undefined);
  });

  test('SA2 LA3 a step of the ladder, for who was asked back and said no more, calls people', async () => {
    const { scene, say } = await talk();
    const { conversation, entry } = await say('My order came broken');
    const job = (
      await store().jobs.take({ kinds: ['ladder_message'], at: NOON * 2, leaseUntil: NOON * 3, limit: 1000 })
    ).find(each => each.subject === conversation.id)!;
    const told = { step: 'offered' as const, to: [{ id: 'bella', name: 'Bella' }] };
    const body = {
      kind: 'event',
      event: 'wait_late',
      of: 'message',
      since: entry.createdAt,
      fromId: null,
      ...told,
    } as const;
    const count = {
      id: newId('step'),
      siteId: scene.site.id,
      day: '2026-06-01',
      of: 'message',
      step: 'offered',
      at: NOON,
    } as const;
    const climbed = await store().ladder.climb({ job, event: { body, count }, next: null, at: scene.tick() });
    expect(climbed!.conversation).toMatchObject({ script: { is: 'handed_over' }, wait: { late: 'offered' } });
    expect((await say('Anybody?')).answer).toBe(undefined);
  });

  test('SA2 where it was switched off meanwhile, what is said waits for people', async () => {
    const { say, listed, ladder } = await talk();
    const { conversation } = await say('Delivery');
    const { id } = conversation;
    const off = await say('And to the mountains?', { scripted: null });
    expect(off.conversation).toMatchObject({ status: 'open', waitingSince: off.entry.createdAt });
    expect(off.conversation.script).toMatchObject({ is: 'handed_over' });
    expect([await listed('unassigned'), await ladder(id)]).toEqual([[id], ['ladder_message']]);
    await say('Hello?', { scripted: null });
    expect(await find(id)).toMatchObject({ lastSeq: 4, waitingSince: off.entry.createdAt });
  });

  test('SA2 a form keeps waiting, and so does who waited before there was a script', async () => {
    const { scene, ann, say, ladder } = await talk();
    const { conversation } = await say('Delivery');
    const { id } = conversation;
    const form = await scene.fill(ann);
    expect(form.conversation).toMatchObject({ status: 'open', wait: { kind: 'form' } });
    const { conversation: after, answer } = await say('Opening hours');
    expect(answer!.entry.body).toMatchObject({ text: HOURS });
    expect([after.status, after.wait, await ladder(id)]).toEqual([
      'open',
      { kind: 'form', late: null },
      ['ladder_form'],
    ]);

    const { scene: other, ann: old, say: sayThere } = await talk();
    await other.say(old, 'Delivery');
    const waits = await sayThere('Delivery');
    expect([waits.answer, waits.conversation.script]).toEqual([undefined, undefined]);
  });

  test('SA2 SP1 in quarantine it answers as anywhere, and who is let out waits', async () => {
    const { scene, say } = await talk();
    const held: HeldMark = { rules: ['links'], at: NOON, fromSeq: 1 };
    const { conversation, answer } = await say('Delivery', { held });
    expect([conversation.status, answer!.entry.seq]).toEqual(['held', 2]);
    expect((await say('Talk to a person')).conversation).toMatchObject({ status: 'held', waitingSince: null });
    const at = scene.tick();
    const released = await store().spam.release({ conversationId: conversation.id, author: BELLA, at });
    expect(released!.conversation).toMatchObject({ status: 'open', waitingSince: at, script: { is: 'handed_over' } });
  });

  test('SA6 what it did is counted by day and answer, until it is too old', async () => {
    const { scene, say } = await talk();
    const all = ['Opening hours', 'Yes', 'Opening hours', 'No', 'What?', 'Talk to a person'];
    for (const said of all) await say(said);
    const counts = () => store().scripts.counts(scene.site.id, '2026-06-01');
    const of = (act: string, count: number) => ({ day: '2026-06-01', node: 'hours', act, count });
    const expected = [of('answer', 2), of('ask', 1), of('person', 1), of('sorry', 1), of('thanks', 1)];
    expect(await counts()).toEqual(expected);
    expect(await store().scripts.counts(scene.site.id, '2026-06-02')).toEqual([]);
    await store().scripts.sweep(NOON);
    expect(await counts()).toEqual(expected);
    await store().scripts.sweep(NOON + 60 * MINUTE);
    expect(await counts()).toEqual([]);
  });

  test('SA6 what a button offered is counted too, as often as it stood there', async () => {
    const { scene, say, resume } = await talk();
    const { conversation } = await say('Delivery');
    for (const said of ['In the city', 'Start over', 'Roses?']) await say(said);
    await say('Talk to a person');
    await scene.reply(conversation.id, 'Here I am');
    await resume(conversation.id);
    const counts = await store().scripts.counts(scene.site.id, '2026-06-01');
    const offered = counts.filter(each => each.act === 'offered').map(({ node, count }) => [node, count]);
    expect(offered).toEqual([
      ['city', 1],
      ['country', 1],
      ['delivery', 3],
      ['hours', 3],
    ]);
  });
}
