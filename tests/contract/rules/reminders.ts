import { expect, test } from 'vitest';
import { reminderSettings } from '../../../protocol/reminders.ts';
import type { BookingChange, BookingDraft, BookingRecord } from '../../../server/features/bookings/store.ts';
import type { Store } from '../../../server/store/store.ts';
import { BELLA, DAY, MINUTE, NOON, newDelivery, newId, person } from '../scene.ts';
import { newDraft, newPlan, TOMORROW } from './bookings.ts';

const reminders = reminderSettings.parse({ confirmation: { isOn: true } });

/** RM1: what a booking has to be told is written, moved and dropped with it. */
export function reminderRules(store: () => Store): void {
  const inDays = (days: number) => newPlan([newId('employee')], TOMORROW + days * DAY);
  async function booked(contactId: string, days: number, fields: Partial<BookingDraft> = {}): Promise<BookingRecord> {
    const draft = newDraft(inDays(days), { reminders, ...fields });
    return (await store().bookings.book(draft, { contactId }))!.booking;
  }
  const change = ({ id, version }: BookingRecord, what: BookingChange) =>
    store().bookings.change({ id, version, change: what, by: BELLA, reminders, at: NOON + MINUTE });
  const jobsOf = async (contactId: string) => {
    const jobs = await store().jobs.ofConversation(contactId);
    return jobs.map(({ kind, subject, subjectVersion }) => [kind, subject, subjectVersion]);
  };

  test('RM1 they are there with the booking, once however often it is sent, move with it and go with it', async () => {
    const contactId = await person(store());
    const sent = { clientId: newId('client') };
    const plan = inDays(3);
    const draft = newDraft(plan, { reminders, ...sent });
    const { booking } = (await store().bookings.book(draft, { contactId }))!;
    await store().bookings.book({ ...draft, id: newId('booking') }, { contactId });
    const { id, startAt } = booking;
    expect(await jobsOf(contactId)).toEqual([
      ['booking_confirmation', id, startAt],
      ['booking_question', id, startAt],
      ['booking_reminder', id, startAt],
      ['booking_return', id, startAt],
    ]);
    const moved = await change(booking, { plan: inDays(4) });
    expect(moved?.outcome).toBe('changed');
    expect((await jobsOf(contactId)).map(each => each[2])).toEqual(Array(4).fill(startAt + DAY));
    const other = await change(booking, { state: 'cancelled' });
    expect([other?.outcome, (await jobsOf(contactId)).length]).toEqual(['other', 4]);
    await change(moved!.booking, { state: 'cancelled' });
    expect(await jobsOf(contactId)).toEqual([]);
  });

  test('RM3 RM9 what its person was told is told as moved or cancelled, once, and no more where it is booked anew', async () => {
    const contactId = await person(store());
    const booking = await booked(contactId, 3);
    const steps = async () =>
      (await store().jobs.ofConversation(contactId)).flatMap(({ kind, step }) =>
        kind === 'booking_confirmation' || kind === 'booking_cancelled' ? [[kind, step]] : [],
      );
    async function told(id: string): Promise<void> {
      const due = { kinds: ['booking_confirmation', 'booking_cancelled'], at: NOON + MINUTE } as const;
      const taken = await store().jobs.take({ ...due, leaseUntil: NOON + 2 * MINUTE, limit: 1000 });
      const contact = { kind: 'mail', target: newId('gateway'), conversationId: null, contactId } as const;
      for (const job of taken.filter(each => each.subject === id))
        await store().reminders.tell(job, newDelivery(contact));
    }
    const unheard = await change(booking, { plan: inDays(4) });
    expect(await steps()).toEqual([['booking_confirmation', 1]]);
    await told(booking.id);
    const moved = await change(unheard!.booking, { plan: inDays(6) });
    expect(await steps()).toEqual([['booking_confirmation', 2]]);
    // Not heard of yet, and told of another time all the same.
    const gone = await change(moved!.booking, { state: 'cancelled', reason: 'Ill' });
    expect(await steps()).toEqual([['booking_cancelled', 1]]);
    const back = await change(gone!.booking, { state: 'booked', plan: inDays(6) });
    expect(await steps()).toEqual([['booking_confirmation', 1]]);
    await told(booking.id);
    const again = await change(back!.booking, { state: 'cancelled' });
    await told(booking.id);
    await change(again!.booking, { note: 'Called back' });
    expect(await steps()).toEqual([]);
  });

  test('RM1 a time that is taken writes none, and leaves those that are there', async () => {
    const contactId = await person(store());
    const first = await booked(contactId, 5);
    const there = await jobsOf(contactId);
    const same = newPlan([first.items[0]!.staffId], first.startAt);
    expect(await store().bookings.book(newDraft(same, { reminders }), { contactId })).toBeNull();
    const second = await booked(contactId, 6);
    expect((await change(second, { plan: same }))?.outcome).toBe('taken');
    // Whoever has booked again is missed by the later one alone.
    expect((await jobsOf(contactId)).filter(each => each[1] === first.id)).toEqual(
      there.filter(([kind]) => kind !== 'booking_return'),
    );
    expect((await jobsOf(contactId)).filter(([kind]) => kind === 'booking_return').map(each => each[1])).toEqual([
      second.id,
    ]);
  });

  test('AB7 whoever has a later visit is missed after that one, though they book an earlier one besides', async () => {
    const contactId = await person(store());
    const later = await booked(contactId, 9);
    const earlier = await booked(contactId, 4);
    const missed = (await jobsOf(contactId)).filter(([kind]) => kind === 'booking_return').map(each => each[1]);
    expect(missed.sort()).toEqual([later.id, earlier.id].sort());
    await change(earlier, { state: 'cancelled' });
    expect((await jobsOf(contactId)).filter(([kind]) => kind === 'booking_return').map(each => each[1])).toEqual([
      later.id,
    ]);
  });

  test('AB7 what follows a visit is given up: it is missed after again, and by no other and no earlier one', async () => {
    const contactId = await person(store());
    const [first, second, third] = [
      await booked(contactId, 4),
      await booked(contactId, 9),
      await booked(contactId, 14),
    ];
    const missed = async () =>
      (await jobsOf(contactId)).filter(([kind]) => kind === 'booking_return').map(each => each[1]);
    expect(await missed()).toEqual([third.id]);
    await change(second, { state: 'cancelled' });
    expect(await missed()).toEqual([third.id]);
    await change(third, { state: 'no_show' });
    expect(await missed()).toEqual([first.id]);
    await change(first, { state: 'cancelled' });
    expect(await missed()).toEqual([]);
  });

  test('RM1 one that was taken before a booking moved ends nothing of what it has now', async () => {
    const contactId = await person(store());
    const booking = await booked(contactId, 3);
    const due = { at: booking.startAt, leaseUntil: booking.startAt + MINUTE, limit: 1000 };
    const taken = await store().jobs.take({ kinds: ['booking_reminder'], ...due });
    const claim = taken.find(each => each.subject === booking.id)!;
    await change(booking, { plan: inDays(9) });
    expect(await store().jobs.drop(claim)).toBe(false);
    expect(await jobsOf(contactId)).toHaveLength(4);
  });

  test('JB2 RM3 what leaves is written with the end of its job: of a server that died and the next one, once', async () => {
    const contactId = await person(store());
    const booking = await booked(contactId, 3);
    const take = async (at: number) => {
      const due = { kinds: ['booking_confirmation'] as const, at, leaseUntil: at + MINUTE, limit: 1000 };
      return (await store().jobs.take(due)).find(each => each.subject === booking.id)!;
    };
    const first = await take(NOON);
    const second = await take(NOON + 2 * MINUTE);
    const delivery = newDelivery({ kind: 'mail', target: newId('gateway'), conversationId: null, contactId });
    expect(await store().reminders.tell(first, delivery)).toBe(false);
    const both = await Promise.all([1, 2].map(() => store().reminders.tell(second, delivery)));
    expect(both.filter(Boolean)).toHaveLength(1);
    expect(await store().outbox.waiting({ kind: 'mail', id: delivery.target })).toBe(1);
  });

  test('RM5 all that wait are looked at anew, and are due when they were', async () => {
    const contactId = await person(store());
    const { id, startAt } = await booked(contactId, 3);
    await store().jobs.wake(['booking_reminder'], NOON);
    const due = {
      kinds: ['booking_reminder', 'booking_question'] as const,
      at: NOON,
      leaseUntil: NOON + 1,
      limit: 1000,
    };
    const taken = (await store().jobs.take(due)).filter(each => each.subject === id);
    expect(taken.map(each => each.kind)).toEqual(['booking_reminder']);
    expect(taken[0]!.dueAt).toBeGreaterThan(NOON);
    expect(taken[0]!.dueAt).toBeLessThan(startAt);
    // Not before what is due already.
    expect(await store().jobs.take({ ...due, at: NOON - 1 })).toEqual([]);
  });

  test('RM1 they are erased with their person', async () => {
    const contactId = await person(store());
    await booked(contactId, 3);
    const order = { id: newId('erasure'), by: BELLA, at: NOON + DAY, keysUntil: NOON + 2 * DAY };
    await store().privacy.erase({ contactId, ...order });
    expect(await jobsOf(contactId)).toEqual([]);
  });

  test('AB7 whoever books again by another door of their card, or takes back the last consent, is missed no more', async () => {
    const [ann, anna] = [await person(store()), await person(store())];
    const version = async (id: string) => (await store().contacts.find(id))!.version;
    await store().contacts.merge({
      ...{ id: newId('merge'), winnerId: ann, loserId: anna, choices: {}, by: BELLA, at: NOON },
      versions: { winner: await version(ann), loser: await version(anna) },
    });
    const missed = async () =>
      (await Promise.all([ann, anna].map(jobsOf))).flat().filter(([kind]) => kind === 'booking_return');
    const first = await booked(ann, 3);
    expect((await missed()).map(each => each[1])).toEqual([first.id]);
    const second = await booked(anna, 4);
    expect((await missed()).map(each => each[1])).toEqual([second.id]);
    const say = (id: string, channel: 'email' | 'sms', isGiven: boolean, at: number) => {
      const consent = { channel, purpose: 'news', isGiven, text: '', source: 'agent', at } as const;
      return store().contacts.edit(id, { kind: 'consent', consent }, at);
    };
    await say(ann, 'email', true, NOON);
    await say(anna, 'sms', true, NOON);
    await say(ann, 'sms', false, NOON + 1);
    expect(await missed()).toHaveLength(1);
    await say(anna, 'email', false, NOON + 2);
    expect(await missed()).toEqual([]);
  });
}
