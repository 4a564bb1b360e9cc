import { expect, test } from 'vitest';
import { REMINDERS } from '../../../server/features/reminders/settings.ts';
import { lookJob, planOfOffer, waitOf } from '../../../server/features/waiting-list/rules.ts';
import type { Offering, WaitDraft, WaitRecord } from '../../../server/features/waiting-list/store.ts';
import type { Store } from '../../../server/store/store.ts';
import { BELLA, DAY, MINUTE, NOON, newDelivery, newId, setScene } from '../scene.ts';
import { newDraft, newPlan, TOMORROW } from './bookings.ts';

const HOUR = 60 * MINUTE;
const DATE = '2025-06-03';

/** Somebody who is to wait for tomorrow. */
export function newWaiting(siteId: string, fields: Partial<WaitDraft> = {}): WaitDraft {
  return {
    ...{ id: newId('wait'), siteId, date: DATE, timeZone: 'UTC', from: TOMORROW, to: TOMORROW + 4 * HOUR },
    items: [{ serviceId: 'cut', name: 'Cut', staffId: 'anybody', staffName: '' }],
    ...{ name: 'Ann', phone: '', email: `${newId('ann')}@example.com`, locale: 'en', visitorZone: 'UTC' },
    ...{ most: 20, tellIn: 'en', at: NOON },
    ...fields,
  };
}

/** WL2 to WL7: who waits for a full day, and the place that one of them at a time is offered. */
export function waitingRules(store: () => Store): void {
  type Scene = Awaited<ReturnType<typeof setScene>>;
  async function join(scene: Scene, fields: Partial<WaitDraft> = {}): Promise<WaitRecord> {
    const wait = newWaiting(scene.site.id, { at: scene.tick(), ...fields });
    const visitor = await scene.visitor({ name: 'Ann' });
    await store().conversations.submit(scene.submission(visitor, scene.formBody({ message: '' }), { wait }));
    return (await store().waits.find(wait.id))!;
  }
  const offering = ({ id, version }: WaitRecord, staffId: string, fields: Partial<Offering> = {}): Offering => ({
    ...{ id, version, plan: newPlan([staffId]), until: NOON + 30 * MINUTE, keptUntil: NOON + 32 * MINUTE },
    letter: newDelivery({ id: `waiting_${id}_${version}`, event: 'waiting' }),
    ...fields,
  });
  const turn = (input: Omit<Parameters<Store['waits']['turn']>[0], 'at'>, at = NOON + MINUTE) =>
    store().waits.turn({ ...input, at });
  const find = async ({ id }: { id: string }) => (await store().waits.find(id))!;
  const lookOf = async (siteId: string) => {
    const { subject } = lookJob({ siteId, date: DATE }, { dueAt: 0, version: 0 });
    return (await store().jobs.ofConversation('')).find(each => each.subject === subject);
  };

  test('WL2 who joins is there once, with the entry in their conversation and a job that looks at their list', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor({ name: 'Ann' });
    const wait = newWaiting(scene.site.id);
    const sent = scene.submission(ann, scene.formBody({ name: 'Ann', message: '' }), { wait });
    const written = await store().conversations.submit(sent);
    expect(written.entry.body).toEqual({
      ...scene.formBody({ name: 'Ann', subject: 'Cut' }),
      message: 'On the waiting list: Tuesday 3 June, 12:00–16:00 (Coordinated Universal Time)',
      wait: { id: wait.id, act: 'joined' },
    });
    expect(written.conversation).toMatchObject({ channels: ['booking'], status: 'closed', waitingSince: null });
    expect(await store().conversations.submit(sent)).toMatchObject({ isRepeat: true, entry: written.entry });
    const kept = await find(wait);
    expect(kept).toMatchObject({
      ...{ contactId: ann.contactId, conversationId: written.conversation.id, state: 'waiting', version: 1 },
      ...{ offer: null, passed: [], bookingId: null, createdAt: NOON },
    });
    expect(await store().waits.ofDay(scene.site.id, DATE)).toEqual([kept]);
    expect(await lookOf(scene.site.id)).toMatchObject({ kind: 'waiting', siteId: scene.site.id, dueAt: NOON });
    const span = { from: TOMORROW + 3 * HOUR, to: TOMORROW + 9 * HOUR };
    expect(await store().waits.between({ siteIds: [scene.site.id], span })).toEqual([kept]);
    expect(await store().waits.between({ siteIds: [], span })).toEqual([]);
    const after = { from: TOMORROW + 4 * HOUR, to: TOMORROW + DAY };
    expect(await store().waits.between({ siteIds: [scene.site.id], span: after })).toEqual([]);
  });

  test('WL2 of many at once no more get on the list than it takes', async () => {
    const scene = await setScene(store());
    const all = await Promise.allSettled(Array.from({ length: 12 }, () => join(scene, { most: 5 })));
    expect(all.filter(each => each.status === 'fulfilled')).toHaveLength(5);
    const refused = all.flatMap(each => (each.status === 'rejected' ? [each.reason.code] : []));
    expect(refused).toEqual(Array(7).fill('SLOT_TAKEN'));
    expect(await store().waits.ofDay(scene.site.id, DATE)).toHaveLength(5);
  }, 60_000);

  test('WL2 nobody stands twice in the list of a day, by however many browsers they come at once', async () => {
    const scene = await setScene(store());
    const [email, phone] = [`${newId('ann')}@example.com`, '+97699112277'];
    const all = await Promise.allSettled(
      [{}, { phone }, { email: email.toUpperCase() }].map(each => join(scene, { email, ...each })),
    );
    expect(all.filter(each => each.status === 'fulfilled')).toHaveLength(1);
    const refused = all.flatMap(each => (each.status === 'rejected' ? [each.reason.fields] : []));
    expect(refused).toEqual(Array(2).fill({ date: 'ALREADY_CLAIMED' }));
    const [kept] = await store().waits.ofDay(scene.site.id, DATE);
    await join(scene, { date: '2025-06-04', email });
    await store().waits.end({ id: kept!.id, version: 1, state: 'left', at: NOON + MINUTE });
    const again = await join(scene, { email, phone });
    await expect(join(scene, { phone })).rejects.toMatchObject({ code: 'ALREADY_CLAIMED' });
    expect(await store().waits.ofDay(scene.site.id, DATE)).toEqual([again]);
  }, 60_000);

  test('WL3 a booking that is cancelled or moved has their list looked at in the same step, and no other change does', async () => {
    const scene = await setScene(store());
    const { id: siteId } = scene.site;
    const [oyuna, tuya] = [newId('employee'), newId('employee')];
    const { contactId } = await join(scene);
    const booked = async (startAt: number) =>
      (await store().bookings.book(newDraft(newPlan([oyuna], startAt), { siteId }), { contactId }))!.booking;
    const change = ({ id, version }: { id: string; version: number }, what: object, at: number) =>
      store().bookings.change({ id, version, change: what, by: BELLA, reminders: REMINDERS.initial, at });
    const [first, second] = [await booked(TOMORROW), await booked(TOMORROW + HOUR)];
    const before = (await lookOf(siteId))!;
    await change(first, { note: 'Regular' }, NOON + 5 * MINUTE);
    expect(await lookOf(siteId)).toEqual(before);
    await change({ ...first, version: 2 }, { plan: newPlan([tuya]) }, NOON + 6 * MINUTE);
    const moved = (await lookOf(siteId))!;
    expect(moved).toMatchObject({ dueAt: NOON + 6 * MINUTE, subjectVersion: before.subjectVersion + 1 });
    // Whoever looks at it just now does not see this one.
    const [taken] = await store().jobs.take({
      kinds: ['waiting'],
      at: NOON + HOUR,
      leaseUntil: NOON + 2 * HOUR,
      limit: 99,
    });
    expect(taken).toBeDefined();
    await change(second, { state: 'cancelled' }, NOON + 7 * MINUTE);
    expect(await store().jobs.move(moved, NOON + DAY)).toBe(false);
    expect(await lookOf(siteId)).toMatchObject({ dueAt: NOON + 7 * MINUTE, subjectVersion: before.subjectVersion + 2 });
    const far = await booked(TOMORROW + 30 * DAY);
    const last = await lookOf(siteId);
    await change(far, { state: 'cancelled' }, NOON + 8 * MINUTE);
    expect(await lookOf(siteId)).toEqual(last);
  });

  test('WL4 of ten who are asked at once for one place exactly one is, and it is nobody else’s until the end', async () => {
    const scene = await setScene(store());
    const oyuna = newId('employee');
    const all: WaitRecord[] = [];
    for (let guest = 0; guest < 10; guest += 1) all.push(await join(scene));
    const turned = await Promise.all(all.map(each => turn({ next: offering(each, oyuna) })));
    expect(turned.map(each => each.outcome).sort()).toEqual([...Array(9).fill('taken'), 'turned']);
    const asked = (await store().waits.ofDay(scene.site.id, DATE)).filter(each => each.state === 'offered');
    expect(asked).toMatchObject([
      { offer: { startAt: TOMORROW, until: NOON + 30 * MINUTE, items: [{ staffId: oyuna }] }, version: 2 },
    ]);
    const whose = { contactId: all[0]!.contactId };
    const book = (at: number) => store().bookings.book(newDraft(newPlan([oyuna]), { at }), whose);
    // A moment longer than the offer stands.
    expect(await book(NOON + 31 * MINUTE)).toBeNull();
    expect(await book(NOON + 32 * MINUTE)).toMatchObject({ outcome: 'booked' });
    const letters = (await store().outbox.page({ isDead: false, limit: 10_000 })).items.map(each => each.id);
    expect(all.filter(each => letters.includes(`waiting_${each.id}_1`))).toHaveLength(1);
  }, 60_000);

  test('WL4 a place that is not taken goes to the next one in one step: nobody comes between, and it is asked for once', async () => {
    const scene = await setScene(store());
    const oyuna = newId('employee');
    const [ann, bob, cid] = [await join(scene), await join(scene), await join(scene)];
    expect(await turn({ next: offering(ann, oyuna) })).toEqual({ outcome: 'turned', written: null });
    const offered = await find(ann);
    expect(await turn({ next: offering(bob, oyuna) })).toMatchObject({ outcome: 'taken' });
    expect(await turn({ ended: ann, next: offering(bob, oyuna) })).toMatchObject({ outcome: 'other' });
    const says = { author: { kind: 'visitor' } as const, body: scene.formBody({ message: 'No' }) };
    const [one, other] = await Promise.all([
      turn({ ended: { ...offered, says }, next: offering(bob, oyuna) }),
      turn({ ended: { ...offered, says }, next: offering(cid, oyuna) }),
    ]);
    expect([one.outcome, other.outcome].sort()).toEqual(['other', 'turned']);
    expect([one, other].find(each => each.written)).toMatchObject({
      written: { entry: { seq: 2, body: { message: 'No' } } },
    });
    expect(await find(ann)).toMatchObject({
      state: 'waiting',
      offer: null,
      passed: [{ from: TOMORROW, to: TOMORROW + HOUR }],
    });
    const asked = (await store().waits.ofDay(scene.site.id, DATE)).filter(each => each.state === 'offered');
    expect(asked).toHaveLength(1);
    // The next one does not want it either: it is free.
    await turn({ ended: asked[0]! });
    expect(await store().bookings.book(newDraft(newPlan([oyuna])), { contactId: ann.contactId })).toMatchObject({
      outcome: 'booked',
    });
  });

  test('WL5 what is offered becomes one booking, until its end and for them alone', async () => {
    const scene = await setScene(store());
    const oyuna = newId('employee');
    const ann = await join(scene);
    await turn({ next: offering(ann, oyuna) });
    const offered = await find(ann);
    const { offer, id, version } = offered;
    const take = (fields: object = {}) =>
      store().waits.take({
        ...{ id, version, at: NOON + 10 * MINUTE },
        draft: newDraft(planOfOffer(offer!), {
          siteId: scene.site.id,
          source: 'waiting',
          clientId: null,
          holdId: offer!.holdId,
        }),
        says: booking => ({ author: { kind: 'visitor' }, body: scene.formBody({ message: booking.id }) }),
        ...fields,
      });
    expect(await take({ at: offer!.until })).toEqual({ outcome: 'other' });
    expect(await take({ version: 1 })).toEqual({ outcome: 'other' });
    const [one, two] = await Promise.all([take(), take()]);
    expect([one.outcome, two.outcome].sort()).toEqual(['booked', 'other']);
    const done = await find(ann);
    const booking = (await store().bookings.find(done.bookingId!))!;
    expect(done).toMatchObject({ state: 'booked', offer: null });
    expect(booking).toMatchObject({
      ...{ contactId: ann.contactId, conversationId: ann.conversationId, startAt: TOMORROW, source: 'waiting' },
      items: [{ staffId: oyuna, staffName: `Ms ${oyuna}` }],
    });
    const entries = await store().conversations.entriesAfter(ann.conversationId, 1, 10);
    expect(entries.map(each => each.body)).toEqual([scene.formBody({ message: booking.id })]);
    expect(await store().bookings.findHold(offer!.holdId, NOON)).toBeNull();
    expect(await store().waits.ofDay(scene.site.id, DATE)).toEqual([]);
  });

  test('WL6 whoever leaves gives back what is kept for them, once', async () => {
    const scene = await setScene(store());
    const oyuna = newId('employee');
    const ann = await join(scene);
    await join(scene);
    await turn({ next: offering(ann, oyuna) });
    const before = (await lookOf(scene.site.id))!;
    const end = (version: number) => store().waits.end({ id: ann.id, version, state: 'left', at: NOON + 2 * MINUTE });
    expect(await end(1)).toBeNull();
    const [one, two] = await Promise.all([end(2), end(2)]);
    expect([one, two].filter(each => each !== null)).toMatchObject([
      { wait: { state: 'left', offer: null, version: 3 } },
    ]);
    expect(await end(3)).toBeNull();
    expect((await lookOf(scene.site.id))!.subjectVersion).toBe(before.subjectVersion + 1);
    expect(await store().bookings.book(newDraft(newPlan([oyuna])), { contactId: ann.contactId })).toBeTruthy();
  });

  test('WL7 who waited is handed out and erased with what is kept for them, and forgotten when the day is long past', async () => {
    const scene = await setScene(store());
    const oyuna = newId('employee');
    const [ann, bob] = [await join(scene), await join(scene)];
    await turn({ next: offering(ann, oyuna) });
    const expire = (before: number) =>
      store().privacy.expire({ siteId: scene.site.id, kind: 'conversations', before, limit: 10 });
    expect((await expire(TOMORROW)).conversationIds).toEqual([]);
    expect((await store().privacy.held(ann.contactId))!.rows.waits).toEqual([waitOf(await find(ann))]);
    const order = { id: newId('erasure'), by: BELLA, at: NOON + MINUTE, keysUntil: NOON + 2 * DAY };
    await store().privacy.erase({ contactId: ann.contactId, ...order });
    expect(await store().waits.find(ann.id)).toBeNull();
    expect(await store().bookings.book(newDraft(newPlan([oyuna])), { contactId: bob.contactId })).toBeTruthy();
    await store().waits.sweep(TOMORROW + 5 * DAY);
    expect(await find(bob)).toEqual(bob);
    await store().waits.sweep(TOMORROW + 8 * DAY);
    expect(await store().waits.find(bob.id)).toBeNull();
  });
}
