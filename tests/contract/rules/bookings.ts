import { expect, test } from 'vitest';
import { bookingOf } from '../../../server/features/bookings/rules.ts';
import type { BookingChange, BookingDraft, BookingRecord } from '../../../server/features/bookings/store.ts';
import type { Plan, Slot } from '../../../server/features/bookings/visit.ts';
import type { PurchaseRecord } from '../../../server/features/purchases/store.ts';
import { REMINDERS } from '../../../server/features/reminders/settings.ts';
import type { Store } from '../../../server/store/store.ts';
import { BELLA, DAY, MINUTE, NOON, newId, person, setScene } from '../scene.ts';
import { newPurchase } from './purchases.ts';

const HOUR = 60 * MINUTE;
export const TOMORROW = NOON + DAY;

/** An hour of one of these employees, and of one of these places, from a time on. */
export function newPlan(staffIds: readonly string[], startAt = TOMORROW, places: readonly string[] = []): Plan {
  const span = { from: startAt, to: startAt + HOUR };
  const slots: Slot[] = [{ ...span, owners: staffIds.map(id => `staff ${id}`), item: 0 }];
  if (places.length > 0) slots.push({ ...span, owners: places, item: null });
  return {
    startAt,
    endAt: span.to,
    items: [{ serviceId: 'cut', name: 'Cut', startAt, endAt: span.to, price: { minor: 35_000, isFrom: true } }],
    slots,
    names: Object.fromEntries(staffIds.map(id => [id, `Ms ${id}`])),
  };
}

export function newDraft(plan: Plan, fields: Partial<BookingDraft> = {}): BookingDraft {
  return {
    ...{ id: newId('booking'), siteId: 'site', currency: 'MNT', timeZone: 'Asia/Ulaanbaatar', name: 'Сараа', note: '' },
    ...{ locale: 'mn', visitorZone: 'UTC', source: 'hand', by: BELLA, sourceKey: 'hand', clientId: newId('client') },
    ...{ fingerprint: 'print', holdId: null, tellIn: 'en', reminders: REMINDERS.initial, at: NOON, plan },
    ...fields,
  };
}

/** BK5 to BK8: each five minutes of somebody are one booking’s. */
export function bookingRules(store: () => Store): void {
  const someone = () => newId('employee');
  const whose = async () => ({ contactId: await person(store()) });
  async function booked(plan: Plan, fields: Partial<BookingDraft> = {}): Promise<BookingRecord> {
    return (await store().bookings.book(newDraft(plan, fields), await whose()))!.booking;
  }
  const hold = (plan: Plan, fields: Partial<Parameters<Store['bookings']['hold']>[0]> = {}) =>
    store().bookings.hold({
      ...{ id: newId('hold'), siteId: 'site', plan, fingerprint: 'print', instead: null },
      ...{ until: NOON + 5 * MINUTE, lastsUntil: NOON + 30 * MINUTE, at: NOON },
      ...fields,
    });
  const change = ({ id, version }: BookingRecord, what: BookingChange, at = NOON + MINUTE) =>
    store().bookings.change({ id, version, change: what, by: BELLA, reminders: REMINDERS.initial, at });

  test('BK5 of a hundred at once for one employee exactly one gets it, and of anybody each somebody else', async () => {
    const oyuna = someone();
    const all = await Promise.all(
      Array.from({ length: 100 }, async () => store().bookings.book(newDraft(newPlan([oyuna])), await whose())),
    );
    expect(all.filter(each => each !== null)).toHaveLength(1);
    const team = Array.from({ length: 5 }, someone);
    const anybody = await Promise.all(
      team.map(async () => store().bookings.book(newDraft(newPlan(team)), await whose())),
    );
    const got = anybody.map(each => each!.booking.items[0]!.staffId);
    expect([...got].sort()).toEqual([...team].sort());
    expect(await store().bookings.book(newDraft(newPlan(team)), await whose())).toBeNull();
  });

  test('BK5 a booking has its employee, its price and its day in the shop, and is found by time', async () => {
    const [oyuna, tuya] = [someone(), someone()];
    await booked(newPlan([oyuna]));
    // Eight hours before them in the shop it is the next day.
    const late = newPlan([oyuna, tuya], NOON + 4.5 * HOUR);
    const made = await booked(late, { siteId: oyuna });
    expect(bookingOf(made)).toMatchObject({
      items: [{ staffId: oyuna, staffName: `Ms ${oyuna}`, price: { minor: 35_000, isFrom: true } }],
      ...{ state: 'booked', version: 1, date: '2025-06-03', endAt: late.endAt, conversationId: null },
    });
    const other = await booked(newPlan([oyuna, tuya]), { siteId: oyuna });
    expect(other.items[0]!.staffId).toBe(tuya);
    const between = (from: number, to: number, staffId?: string) =>
      store().bookings.between({ siteIds: [oyuna], staffId, span: { from, to } });
    expect(await between(NOON, NOON + 2 * DAY)).toEqual([made, other]);
    expect(await between(NOON, NOON + 2 * DAY, tuya)).toEqual([other]);
    expect(await between(late.endAt - 1, late.endAt)).toEqual([made]);
    expect(await between(late.endAt, TOMORROW)).toEqual([]);
    expect(await store().bookings.between({ siteIds: [], span: { from: NOON, to: NOON + 2 * DAY } })).toEqual([]);
    expect(await store().bookings.find(made.id)).toEqual(made);
    expect(await store().bookings.find('none')).toBeNull();
  });

  test('BK5 a client id is booked once, and with other content refused', async () => {
    const sent = { sourceKey: newId('key'), clientId: newId('client') };
    const plan = newPlan([someone()]);
    const first = await booked(plan, sent);
    expect(await store().bookings.book(newDraft(plan, sent), await whose())).toEqual({
      booking: first,
      outcome: 'repeated',
    });
    const other = await store().bookings.book(newDraft(plan, { ...sent, fingerprint: 'other' }), await whose());
    expect(other).toEqual({ booking: first, outcome: 'other' });
    const twice = { sourceKey: newId('key'), clientId: newId('client') };
    const both = newPlan([someone(), someone()]);
    const raced = await Promise.all(
      [1, 2].map(async () => store().bookings.book(newDraft(both, twice), await whose())),
    );
    expect(raced.map(each => each!.outcome).sort()).toEqual(['booked', 'repeated']);
  });

  test('BK5 what is taken is told by whom it is taken of, holds that run among it', async () => {
    const [oyuna, room] = [someone(), `place ${newId('room')} 0`];
    const made = await booked(newPlan([oyuna], TOMORROW, [room]));
    const kept = await hold(newPlan([oyuna], TOMORROW + HOUR));
    const span = { from: TOMORROW, to: TOMORROW + DAY };
    const taken = await store().bookings.taken(span, NOON);
    const spans = (owner: string) => taken.get(owner)?.map(({ from, to }) => [from, to]);
    const hour = (from: number) => [from, from + HOUR];
    expect(spans(`staff ${oyuna}`)).toEqual([hour(TOMORROW), hour(TOMORROW + HOUR)]);
    expect(spans(room)).toEqual([hour(TOMORROW)]);
    const by = (await store().bookings.takenBy(span, NOON)).filter(each => each.owner === `staff ${oyuna}`);
    expect(by.map(each => each.bookingId)).toEqual([made.id, null]);
    const later = await store().bookings.taken(span, kept!.until);
    expect(later.get(`staff ${oyuna}`)).toHaveLength(1);
  });

  test('BK6 a hold keeps its time until it runs out, is renewed, given back, and becomes a booking', async () => {
    const oyuna = someone();
    const plan = newPlan([oyuna]);
    const first = (await hold(plan))!;
    expect(first).toMatchObject({ items: [{ staffId: oyuna }], startAt: TOMORROW, until: NOON + 5 * MINUTE });
    // The same again is the same hold.
    expect(await hold(plan, { id: first.id, until: NOON + 9 * MINUTE })).toEqual(first);
    expect(await hold(plan)).toBeNull();
    expect(await store().bookings.book(newDraft(plan), await whose())).toBeNull();
    const renewed = await store().bookings.renewHold(first.id, NOON + 8 * MINUTE, NOON + 4 * MINUTE);
    expect(renewed).toEqual({ ...first, until: NOON + 8 * MINUTE });
    expect(await hold(plan, { at: NOON + 7 * MINUTE })).toBeNull();
    const own = await store().bookings.book(newDraft(plan, { holdId: first.id, at: NOON + 7 * MINUTE }), await whose());
    expect(own).toMatchObject({ outcome: 'booked', booking: { items: [{ staffId: oyuna }] } });
    expect(await store().bookings.findHold(first.id, NOON)).toBeNull();
  });

  test('BK6 however often it is renewed, and by whichever hold in its stead, a time is kept no longer than it lasts', async () => {
    const plan = newPlan([someone()]);
    const first = (await hold(plan))!;
    const renew = (id: string, minutes: number) =>
      store().bookings.renewHold(id, NOON + (minutes + 5) * MINUTE, NOON + minutes * MINUTE);
    for (const minutes of [4, 8, 12, 16, 20]) await renew(first.id, minutes);
    const later = { at: NOON + 24 * MINUTE, until: NOON + 29 * MINUTE, lastsUntil: NOON + 54 * MINUTE };
    const beside = newPlan([plan.slots[0]!.owners[0]!.split(' ')[1]!], TOMORROW + 15 * MINUTE);
    const second = (await hold(beside, { ...later, instead: first.id }))!;
    expect(await renew(second.id, 28)).toMatchObject({ until: NOON + 30 * MINUTE });
    expect(await store().bookings.renewHold(second.id, NOON + DAY, NOON + 30 * MINUTE)).toBeNull();
    expect(await hold(plan, { at: NOON + 30 * MINUTE, until: NOON + 35 * MINUTE })).not.toBeNull();
    // Of another time it begins anew.
    const third = (await hold(newPlan([someone()]), later))!;
    const fourth = await hold(newPlan([someone()], TOMORROW + 3 * HOUR), {
      ...{ at: NOON + 28 * MINUTE, until: NOON + 33 * MINUTE, lastsUntil: NOON + 58 * MINUTE },
      instead: third.id,
    });
    expect(fourth).toMatchObject({ lastsUntil: NOON + 58 * MINUTE });
  });

  test('BK6 one that has run out is anybody’s, and comes back to nobody', async () => {
    const plan = newPlan([someone()]);
    const first = (await hold(plan))!;
    const late = NOON + 5 * MINUTE;
    expect(await store().bookings.findHold(first.id, late)).toBeNull();
    expect(await store().bookings.renewHold(first.id, late + MINUTE, late)).toBeNull();
    const second = (await hold(plan, { at: late, until: late + 5 * MINUTE }))!;
    await store().bookings.sweep(late);
    expect(await store().bookings.findHold(second.id, late)).toEqual(second);
    await store().bookings.dropHold(second.id);
    expect(await hold(plan, { at: late, until: late + MINUTE })).not.toBeNull();
  });

  test('BK6 another hold in its stead gives it back only where the other is got', async () => {
    const [oyuna, tuya] = [someone(), someone()];
    const mine = (await hold(newPlan([oyuna])))!;
    const theirs = (await hold(newPlan([tuya])))!;
    expect(await hold(newPlan([tuya]), { instead: mine.id })).toBeNull();
    expect(await store().bookings.findHold(mine.id, NOON)).toEqual(mine);
    // A quarter of an hour later it overlaps itself.
    const moved = await hold(newPlan([oyuna], TOMORROW + 15 * MINUTE), { instead: mine.id });
    expect(moved).toMatchObject({ startAt: TOMORROW + 15 * MINUTE });
    expect(await store().bookings.findHold(mine.id, NOON)).toBeNull();
    await store().bookings.dropHold(theirs.id);
  });

  test('BK7 it moves where there is room, by its version, and keeps its time where there is none', async () => {
    const [oyuna, tuya] = [someone(), someone()];
    const first = await booked(newPlan([oyuna]));
    const other = await booked(newPlan([oyuna], TOMORROW + HOUR));
    const onto = newPlan([oyuna], TOMORROW + 30 * MINUTE);
    expect(await change(first, { plan: onto })).toEqual({ outcome: 'taken', booking: first });
    const moved = await change(first, { plan: newPlan([tuya], TOMORROW + 30 * MINUTE) });
    expect(moved).toMatchObject({
      outcome: 'changed',
      before: { version: 1 },
      booking: { version: 2, items: [{ staffId: tuya }], startAt: TOMORROW + 30 * MINUTE, state: 'booked' },
    });
    expect(await change(first, { note: 'late' })).toMatchObject({ outcome: 'other', booking: { version: 2 } });
    const within = await change(other, { plan: newPlan([oyuna], TOMORROW + 90 * MINUTE) });
    expect(within).toMatchObject({ outcome: 'changed' });
    expect(await booked(newPlan([oyuna]))).toBeTruthy();
    expect(
      await store().bookings.change({
        id: 'none',
        version: 1,
        change: {},
        by: BELLA,
        reminders: REMINDERS.initial,
        at: NOON,
      }),
    ).toBeNull();
  });

  test('BK7 one that is cancelled gives back its time, and takes it again where it is free still', async () => {
    const oyuna = someone();
    const plan = newPlan([oyuna]);
    const first = await booked(plan);
    const gone = await change(first, { state: 'cancelled' });
    expect(gone).toMatchObject({
      outcome: 'changed',
      booking: { state: 'cancelled', stateBy: BELLA, stateAt: NOON + MINUTE },
    });
    const second = await booked(plan);
    const cancelled = (await store().bookings.find(first.id))!;
    expect(await change(cancelled, { state: 'booked', plan })).toMatchObject({ outcome: 'taken' });
    await change(second, { state: 'cancelled' });
    expect(await change(cancelled, { state: 'booked', plan })).toMatchObject({ outcome: 'changed' });
    expect(await store().bookings.book(newDraft(plan), await whose())).toBeNull();
  });

  test('BK5 what is long past and has no cells any more is nobody else’s either', async () => {
    const [oyuna, tuya] = [someone(), someone()];
    const first = await booked(newPlan([oyuna]));
    const late = TOMORROW + 4 * DAY;
    await store().bookings.sweep(late);
    const again = (at: number, staffIds = [oyuna]) =>
      whose().then(each => store().bookings.book(newDraft(newPlan(staffIds, at), { at: late }), each));
    expect(await again(TOMORROW + 30 * MINUTE)).toBeNull();
    expect(await again(TOMORROW + HOUR)).toMatchObject({ outcome: 'booked' });
    expect((await again(TOMORROW, [oyuna, tuya]))!.booking.items[0]!.staffId).toBe(tuya);
    expect(await change(first, { plan: newPlan([oyuna], TOMORROW + 15 * MINUTE) }, late)).toMatchObject({
      outcome: 'taken',
    });
    expect(await change(first, { plan: newPlan([oyuna], TOMORROW - 15 * MINUTE) }, late)).toMatchObject({
      outcome: 'changed',
    });
  });

  test('BK14 of many who write down the same time of long ago at once, one gets it', async () => {
    const [oyuna, tuya] = [someone(), someone()];
    const past = NOON - 10 * DAY;
    const all = await Promise.all(
      Array.from({ length: 8 }, async () => store().bookings.book(newDraft(newPlan([oyuna], past)), await whose())),
    );
    expect(all.filter(each => each !== null)).toHaveLength(1);
    const pair = await Promise.all(
      [past + HOUR / 2, past - HOUR / 2].map(async startAt =>
        store().bookings.book(newDraft(newPlan([tuya], startAt)), await whose()),
      ),
    );
    expect(pair.filter(each => each !== null)).toHaveLength(2);
    const moves = await Promise.all(
      pair.map(each => change(each!.booking, { plan: newPlan([tuya], past - 9 * HOUR) })),
    );
    expect(moves.map(each => each?.outcome).sort()).toEqual(['changed', 'taken']);
  });

  test('BK7 two who change it at once: one is told that it is another by now', async () => {
    const first = await booked(newPlan([someone()]));
    const both = await Promise.all([change(first, { note: 'one' }), change(first, { note: 'two' })]);
    expect(both.map(each => each!.outcome).sort()).toEqual(['changed', 'other']);
  });

  test('BK7 of two tills that pay and cancel at once one is told so, and without the booking nothing is bought', async () => {
    const sale = { terms: null, spend: 0 };
    const bought = async ({ contactId }: BookingRecord) => store().purchases.count([contactId], 9);
    const paidFor = ({ id, contactId }: BookingRecord, fields: Partial<PurchaseRecord> = {}) => ({
      state: 'done' as const,
      paid: {
        purchase: newPurchase({ contactId, sourceKey: 'bookings', externalId: id, fingerprint: 'cut', ...fields }),
        sale,
      },
    });
    const all = await Promise.all(Array.from({ length: 8 }, () => booked(newPlan([someone()]))));
    const ends = await Promise.all(
      all.map(each => Promise.all([change(each, { state: 'cancelled' }), change(each, paidFor(each))])),
    );
    for (const [at, made] of all.entries()) {
      expect(ends[at]!.map(each => each!.outcome).sort()).toEqual(['changed', 'other']);
      const { state, purchaseId } = (await store().bookings.find(made.id))!;
      expect(await bought(made)).toBe(state === 'done' ? 1 : 0);
      expect(purchaseId !== null).toBe(state === 'done');
    }
    const last = await booked(newPlan([someone()]));
    const first = await change(last, paidFor(last));
    expect(first).toMatchObject({ outcome: 'changed', isBought: true, booking: { state: 'done' } });
    const done = (await store().bookings.find(last.id))!;
    expect(await change(done, paidFor(last, { fingerprint: 'colour' }))).toEqual({ outcome: 'paid', booking: done });
    expect(await change(done, paidFor(last))).toMatchObject({
      isBought: false,
      booking: { purchaseId: done.purchaseId },
    });
    expect(await bought(last)).toBe(1);
  });

  test('BK7 of two that move to one place at once one gets it', async () => {
    const oyuna = someone();
    const all = await Promise.all([1, 2, 3, 4].map(hours => booked(newPlan([oyuna], TOMORROW + hours * HOUR))));
    const moved = await Promise.all(all.map(each => change(each, { plan: newPlan([oyuna], TOMORROW + 9 * HOUR) })));
    expect(moved.map(each => each!.outcome).sort()).toEqual(['changed', 'taken', 'taken', 'taken']);
  });

  test('BK8 a form that books keeps both or neither, and its entry says by whom it is done', async () => {
    const scene = await setScene(store());
    const [ann, bob] = [await scene.visitor({ name: 'Ann' }), await scene.visitor()];
    const oyuna = someone();
    const draft = (fields: Partial<BookingDraft> = {}) =>
      newDraft(newPlan([oyuna]), { siteId: scene.site.id, clientId: null, note: 'With photos', ...fields });
    const booking = draft();
    const sent = scene.submission(ann, scene.formBody({ name: 'Ann', message: '' }), { booking });
    const written = await store().conversations.submit(sent);
    expect(written.entry.body).toEqual({
      ...scene.formBody({ name: 'Ann', subject: 'Cut' }),
      message: `Tuesday 3 June, 20:00–21:00 (Ulaanbaatar Standard Time)\nMs ${oyuna}\nWith photos`,
      booking: { id: booking.id, act: 'booked' },
    });
    const { conversation } = written;
    expect(conversation).toMatchObject({ channels: ['booking'], status: 'closed', waitingSince: null });
    const kept = (await store().bookings.find(booking.id))!;
    expect(kept).toMatchObject({ contactId: ann.contactId, conversationId: conversation.id });
    expect(await store().conversations.submit(sent)).toMatchObject({ isRepeat: true, entry: written.entry });
    const again = scene.submission(bob, scene.formBody({ message: '' }), { booking: draft() });
    await expect(store().conversations.submit(again)).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    expect((await store().visitors.find(bob.id))!.conversationId).toBeNull();

    const says = () => ({ author: { kind: 'visitor' } as const, body: scene.formBody({ message: 'Cancelled' }) });
    const cancel = {
      id: kept.id,
      version: 1,
      change: { state: 'cancelled' as const },
      by: { kind: 'visitor' as const },
      reminders: REMINDERS.initial,
    };
    const changed = await store().bookings.change({ ...cancel, says, at: scene.tick() });
    expect(changed).toMatchObject({
      outcome: 'changed',
      written: { entry: { seq: 2, body: { message: 'Cancelled' } } },
    });
    expect(await store().conversations.submit({ ...again, booking: draft() })).toMatchObject({ isRepeat: false });
  });

  test('BP3 the job that lets go of what nobody paid for is written, moved and ended in the steps of its booking', async () => {
    const scene = await setScene(store());
    const payment = { state: 'asking', url: '', until: NOON + MINUTE } as const;
    const booking = newDraft(newPlan([someone()]), { siteId: scene.site.id, clientId: null, payment });
    const sent = scene.submission(await scene.visitor(), scene.formBody({ message: '' }), { booking });
    const { conversation } = await store().conversations.submit(sent);
    const jobs = async () =>
      (await store().jobs.ofConversation(conversation.id)).filter(each => each.kind === 'payment');
    const now = async () => (await store().bookings.find(booking.id))!;
    const job = { siteId: scene.site.id, subject: booking.id, step: 1, attempts: 0 };
    expect(await jobs()).toMatchObject([{ ...job, subjectVersion: 1, dueAt: NOON + MINUTE }]);
    const awaited = { state: 'awaited', url: 'https://pay.example', until: NOON + HOUR } as const;
    await change(await now(), { payment: awaited });
    expect(await jobs()).toMatchObject([{ ...job, subjectVersion: 2, dueAt: NOON + HOUR }]);
    await change(await now(), { note: 'late' });
    expect(await jobs()).toMatchObject([{ ...job, subjectVersion: 3, dueAt: NOON + HOUR }]);
    const last = await now();
    const ends = await Promise.all([
      change(last, { state: 'cancelled', payment: { ...awaited, state: 'lapsed' } }),
      change(last, { state: 'confirmed', payment: { ...awaited, state: 'paid' } }),
    ]);
    expect(ends.map(each => each!.outcome).sort()).toEqual(['changed', 'other']);
    expect(await jobs()).toEqual([]);
  });

  test('BK8 a hundred visitors at once for one chair: one has it, and the others have said nothing', async () => {
    const scene = await setScene(store());
    const oyuna = someone();
    const people = await Promise.all(Array.from({ length: 100 }, () => scene.visitor()));
    const all = await Promise.allSettled(
      people.map(each => {
        const booking = newDraft(newPlan([oyuna]), { siteId: scene.site.id, clientId: null });
        return store().conversations.submit(scene.submission(each, scene.formBody(), { booking }));
      }),
    );
    const refused = all.filter(each => each.status === 'rejected');
    expect(refused).toHaveLength(99);
    expect(refused.every(each => each.reason.code === 'SLOT_TAKEN')).toBe(true);
    const talks = await Promise.all(people.map(({ id }) => store().visitors.find(id)));
    expect(talks.filter(each => each!.conversationId !== null)).toHaveLength(1);
  }, 60_000);

  test('PR6 BK13 the conversation of a booking that is still to come stays', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor({ name: 'Ann' });
    const booking = newDraft(newPlan([someone()]), { siteId: scene.site.id, clientId: null });
    const sent = scene.submission(ann, scene.formBody({ name: 'Ann', message: '' }), { booking });
    const { conversation } = await store().conversations.submit(sent);
    const { id: siteId } = scene.site;
    const expire = (before: number) => store().privacy.expire({ siteId, kind: 'conversations', before, limit: 10 });
    expect((await expire(TOMORROW - MINUTE)).conversationIds).toEqual([]);
    expect((await expire(TOMORROW + DAY)).conversationIds).toEqual([conversation.id]);
  });

  test('BK9 they are read of a person latest first, and are handed out and erased with them', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const { conversation } = await scene.say(ann, 'Hello');
    const [oyuna, contactId] = [someone(), conversation.contact.id];
    const all: BookingRecord[] = [];
    for (const hours of [1, 3, 2]) {
      const draft = newDraft(newPlan([oyuna], TOMORROW + hours * HOUR), { siteId: scene.site.id });
      all.push((await store().bookings.book(draft, { contactId }))!.booking);
    }
    const [first, last, middle] = all as [BookingRecord, BookingRecord, BookingRecord];
    const of = { siteIds: null, before: null, limit: 10 };
    expect(await store().bookings.ofContacts([contactId], of)).toEqual([last, middle, first]);
    expect(await store().bookings.ofContacts([contactId], { ...of, siteIds: ['other'] })).toEqual([]);
    const before = { at: middle.startAt, id: middle.id };
    expect(await store().bookings.ofContacts([contactId], { ...of, before, limit: 1 })).toEqual([first]);
    const held = (await store().privacy.held(contactId))!;
    expect(held.rows.bookings).toEqual([first, middle, last].map(bookingOf));
    const order = { id: newId('erasure'), by: BELLA, at: NOON + DAY, keysUntil: NOON + 2 * DAY };
    await store().privacy.erase({ contactId, ...order });
    expect(await store().bookings.find(first.id)).toBeNull();
    const again = newDraft(newPlan([oyuna], first.startAt));
    await expect(store().bookings.book(again, { contactId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await store().bookings.book(again, await whose())).not.toBeNull();
  });
}
