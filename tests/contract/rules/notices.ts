import { expect, test } from 'vitest';
import { NOTICE_DEFAULTS, type NoticeSettings } from '../../../protocol/notices.ts';
import type { Job, JobKind, NewJob } from '../../../server/features/jobs/store.ts';
import type { NewNotice } from '../../../server/features/notices/store.ts';
import type { Store } from '../../../server/store/store.ts';
import { BELLA, DAY, MINUTE, NOON, newAgent, newDelivery, newId, newSent, setScene } from '../scene.ts';

const CAUSES: readonly JobKind[] = ['notice', 'notice_own', 'notice_due'];
const STEPS: readonly JobKind[] = ['notice_step', 'notice_own_step'];

/** NO1, NO3, NO4, NO5 in the store: what is told is written with its cause, ends with what acknowledges it, and leaves once. */
export function noticeRules(store: () => Store): void {
  const jobsOf = async (conversationId: string, kinds = CAUSES) =>
    (await store().jobs.ofConversation(conversationId)).filter(each => kinds.includes(each.kind));
  /** What waits to be told, by cause and number of its entry. */
  const waiting = async (conversationId: string) =>
    (await jobsOf(conversationId)).map(each => each.subject.slice(conversationId.length + 1)).sort();
  async function talk() {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const { conversation } = await scene.say(ann, 'Hello');
    return { scene, ann, id: conversation.id };
  }
  const stepOf = (conversationId: string, change: Partial<NewJob> = {}): NewJob => ({
    ...{ kind: 'notice_step', siteId: 'site', conversationId, subject: `${conversationId}.message.1.${newId('carl')}` },
    ...{ subjectVersion: 0, step: 1, dueAt: NOON },
    ...change,
  });
  async function taken(conversationId: string): Promise<Job> {
    const job = stepOf(conversationId, { dueAt: NOON - DAY });
    await store().jobs.change({ cancel: [], put: [job] });
    const found = await store().jobs.take({ kinds: STEPS, at: NOON, leaseUntil: NOON + MINUTE, limit: 1000 });
    return found.find(each => each.subject === job.subject)!;
  }
  function noticeTo(agentId: string, fields: Partial<NewNotice> = {}): NewNotice {
    const conversationId = newId('talk');
    const part = { subject: `${conversationId}.message.1.${agentId}`, conversationId, cause: 'message' as const };
    const id = newId('notice');
    const deliveries = [newDelivery({ id: `${id} phone`, kind: 'push', target: newId('phone') })];
    return { id, agentId, way: 'push', part, deliveries, ...fields };
  }
  const tell = (claim: Job, notices: NewNotice[], at = NOON, next: NewJob[] = []) =>
    store().notices.tell({ claim, notices, next, at });
  const left = async (all: NewNotice[]) => {
    const ids = all.flatMap(({ deliveries }) => deliveries.map(each => each.id));
    const { items } = await store().outbox.page({ isDead: false, limit: 10_000 });
    return items.filter(each => ids.includes(each.id)).map(({ id, dueAt }) => [id, dueAt]);
  };

  test('NO1 what waits is to be told once: further words are part of it until they were read', async () => {
    const { scene, ann, id } = await talk();
    expect(await waiting(id)).toEqual(['message.1']);
    await scene.say(ann, 'Hello?');
    expect(await waiting(id)).toEqual(['message.1']);
    await store().conversations.markRead(id, 'agent', 2);
    await scene.say(ann, 'Anybody?');
    await scene.say(ann, 'Please');
    expect(await waiting(id)).toEqual(['message.1', 'message.3']);
    const sent = scene.submission(ann, scene.formBody());
    await store().conversations.submit(sent);
    await store().conversations.submit(sent);
    expect(await waiting(id)).toEqual(['form.5', 'message.1', 'message.3']);
  });

  test('NO1 NO4 whoever answers or takes it ends it in the same step; a note, and routing, do not', async () => {
    const { scene, ann, id } = await talk();
    await scene.reply(id, 'Look', { kind: 'note' });
    const put = [stepOf(id)];
    await store().jobs.change({ cancel: [], put });
    expect([await waiting(id), (await jobsOf(id, STEPS)).length]).toEqual([['message.1'], 1]);
    const assign = { conversationId: id, to: { id: 'carl', name: 'Carl' }, at: scene.tick() };
    await store().conversations.assign({ ...assign, author: { kind: 'system' } });
    expect(await waiting(id)).toEqual(['message.1', 'message.3']);
    await scene.assign(id, BELLA);
    expect([await waiting(id), await jobsOf(id, STEPS)]).toEqual([[], []]);
    await scene.reply(id, 'Hello');
    await scene.say(ann, 'Thanks');
    expect(await waiting(id)).toEqual(['message.6']);
    await scene.reply(id, 'Bye');
    expect(await waiting(id)).toEqual([]);
  });

  test('NO1 NO4 what is somebody’s own is not ended by another one’s answer', async () => {
    const { scene, id } = await talk();
    const carl = newAgent();
    const body = { kind: 'note' as const, text: 'Look', mentions: [{ id: carl.id, name: carl.name }] };
    const note = { conversationId: id, clientId: newId('client'), fingerprint: 'note', author: BELLA, body };
    await store().conversations.append({ ...note, at: scene.tick() });
    await scene.assign(id, carl);
    expect(await waiting(id)).toEqual(['handover.3', 'mention.2']);
    await scene.reply(id, 'Hello');
    expect(await waiting(id)).toEqual(['handover.3', 'mention.2']);
    const mine = { agentId: carl.id, conversationId: id, seq: 2 };
    expect(await store().mentions.isUnread(mine)).toBe(true);
    await store().mentions.read(mine);
    expect(await store().mentions.isUnread(mine)).toBe(false);
  });

  test('NO1 a call is told of when it is asked for and at its time, which moves and ends with it', async () => {
    const { scene, ann, id } = await talk();
    const { callback } = await scene.ask(ann, { startAt: NOON + DAY });
    const due = async () => (await jobsOf(id)).filter(each => each.kind === 'notice_due').map(each => each.dueAt);
    expect([await waiting(id), await due()]).toEqual([
      [`callback.2`, `callback_due.${callback!.id}`, 'message.1'],
      [NOON + DAY],
    ]);
    const window = { startAt: NOON + 2 * DAY, endAt: NOON + 2 * DAY + 15 * MINUTE };
    await scene.change(callback!.id, { window });
    expect([await waiting(id), await due()]).toEqual([[`callback_due.${callback!.id}`], [NOON + 2 * DAY]]);
    await scene.change(callback!.id, { attempt: { outcome: 'reached', note: '' } });
    expect(await waiting(id)).toEqual([]);
  });

  test('NO1 SP1 of what is in quarantine nobody is told before it is out', async () => {
    const { scene, id } = await talk();
    await store().spam.hold({ conversationId: id, author: BELLA, sent: newSent('spam'), at: scene.tick() });
    expect(await waiting(id)).toEqual([]);
    await store().spam.release({ conversationId: id, author: BELLA, sent: newSent('no spam'), at: scene.tick() });
    expect(await waiting(id)).toEqual(['message.3']);
  });

  test('NO3 JB2 what leaves, and what is next, is written with the end of the job, once', async () => {
    const { id } = await talk();
    const claim = await taken(id);
    const notice = noticeTo(newId('carl'));
    const next = stepOf(id, { step: 2, dueAt: NOON + MINUTE });
    const told = await Promise.all([tell(claim, [notice], NOON, [next]), tell(claim, [notice], NOON, [next])]);
    expect(told.sort()).toEqual([false, true]);
    expect(await left([notice])).toHaveLength(1);
    expect(await jobsOf(id, STEPS)).toMatchObject([{ subject: next.subject, step: 2, attempts: 0 }]);
    await store().jobs.change({ cancel: [{ kind: 'notice_step', conversationId: id }], put: [] });
    const late = noticeTo(newId('dora'));
    expect([await tell(claim, [late]), await left([late])]).toEqual([false, []]);
  });

  test('NO5 many at once are one notice, and what comes after it has left is the next, after a rest', async () => {
    const { id } = await talk();
    const carl = newId('carl');
    const all = Array.from({ length: 60 }, () => noticeTo(carl));
    const [one, ...more] = all as [NewNotice, ...NewNotice[]];
    expect(await tell(await taken(id), [one])).toBe(true);
    for (const some of [more.slice(0, 30), more.slice(30)]) await tell(await taken(id), some, NOON + 1_000);
    expect(await left(all)).toEqual([[one.deliveries[0]!.id, NOON + 3_000]]);
    const closed = await store().notices.close(one.id);
    expect(closed).toMatchObject({ agentId: carl, way: 'push', number: 1, more: 10, isOpen: false });
    expect(closed!.parts).toEqual(all.slice(0, 50).map(each => each.part));
    const after = noticeTo(carl);
    await tell(await taken(id), [after], NOON + 1_000);
    expect(await left([after])).toEqual([[after.deliveries[0]!.id, NOON + 33_000]]);
    // Another way, another agent, and programs have their own.
    const others = [noticeTo(carl, { way: 'sms' }), noticeTo(newId('dora'))];
    const hooks = [noticeTo(carl, { way: 'webhook' }), noticeTo(carl, { way: 'webhook' })];
    await tell(await taken(id), [...others, ...hooks], NOON + 1_000);
    expect((await left([...others, ...hooks])).map(([, dueAt]) => dueAt).sort()).toEqual([
      ...[NOON + 1_000, NOON + 1_000],
      ...[NOON + 4_000, NOON + 4_000],
    ]);
    expect(await store().notices.close('none')).toBe(null);
  });

  test('NO5 PR1 of others is told by a notice of their own where the first one’s person is erased meanwhile', async () => {
    const { ann, id } = await talk();
    const { id: other } = await talk();
    const carl = newId('carl');
    const first = noticeTo(carl);
    const part = { ...first.part, conversationId: id };
    const deliveries = first.deliveries.map(each => ({ ...each, conversationId: id }));
    await tell(await taken(id), [{ ...first, part, deliveries }]);
    const joins = noticeTo(carl);
    await tell(await taken(other), [joins], NOON + 1_000);
    expect(await left([first, joins])).toEqual([[first.deliveries[0]!.id, NOON + 3_000]]);
    const { contactId } = ann;
    await store().privacy.erase({ contactId, id: newId('erasure'), by: BELLA, at: NOON, keysUntil: NOON + DAY });
    const after = noticeTo(carl);
    await tell(await taken(other), [after], NOON + 1_000);
    expect(await left([first, after])).toEqual([[after.deliveries[0]!.id, NOON + 33_000]]);
  });

  test('NO5 of those who begin one at once, one does', async () => {
    const { id } = await talk();
    const carl = newId('carl');
    const all = Array.from({ length: 4 }, () => noticeTo(carl));
    const claims: Job[] = [];
    for (const _ of all) claims.push(await taken(id));
    await Promise.all(all.map((each, at) => tell(claims[at]!, [each])));
    const [[first]] = (await left(all)) as [[string]];
    expect(await left(all)).toHaveLength(1);
    const { parts } = (await store().notices.close(first.split(' ')[0]!))!;
    expect(parts.map(each => each.subject).sort()).toEqual(all.map(each => each.part.subject).sort());
  });

  test('NO3 how an agent is told is kept as it was set last, and notices go when they are old', async () => {
    const { id } = await talk();
    const carl = newId('carl');
    expect(await store().notices.settings(carl)).toBe(null);
    const quiet = { from: '22:00', to: '08:00', timeZone: 'Asia/Ulaanbaatar' };
    for (const showsWords of [false, true]) {
      await store().notices.putSettings({ id: carl, settings: { ...NOTICE_DEFAULTS, quiet, showsWords } });
    }
    expect(await store().notices.settings(carl)).toEqual({ ...NOTICE_DEFAULTS, quiet, showsWords: true });
    const notice = noticeTo(carl);
    await tell(await taken(id), [notice]);
    await store().notices.sweep(NOON);
    expect(await store().notices.close(notice.id)).not.toBe(null);
    await store().notices.sweep(NOON + DAY);
    expect(await store().notices.close(notice.id)).toBe(null);
  });

  test('NO10 settings are kept over those that they were alone, and of two at once one is', async () => {
    const dan = newId('dan');
    const put = (pauses: { page: number; other: number }, was?: NoticeSettings) =>
      store().notices.putSettings({ id: dan, settings: { ...NOTICE_DEFAULTS, pauses } }, was);
    const first = { ...NOTICE_DEFAULTS, pauses: { page: 2, other: 2 } };
    expect(await put({ page: 9, other: 9 }, first)).toBe(false);
    expect(await store().notices.settings(dan)).toBe(null);
    const begun = await Promise.all([2, 2].map(page => put({ page, other: 2 }, NOTICE_DEFAULTS)));
    expect(begun.filter(Boolean)).toHaveLength(1);
    // Whatever the order in which its fields came.
    const { pauses, ...rest } = first;
    const changed = await Promise.all([3, 4].map(page => put({ page, other: 2 }, { pauses, ...rest })));
    expect(changed.filter(Boolean)).toHaveLength(1);
    expect(await put({ page: 5, other: 2 }, first)).toBe(false);
    expect(await put({ page: 6, other: 2 })).toBe(true);
    expect((await store().notices.settings(dan))!.pauses.page).toBe(6);
  });
}
