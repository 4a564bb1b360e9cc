import { expect, test } from 'vitest';
import { reminderSettings } from '../../../protocol/reminders.ts';
import type { BookingChange, BookingDraft, BookingRecord } from '../../../server/features/bookings/store.ts';
import type { Store } from '../../../server/store/store.ts';
import { BELLA, DAY, MINUTE, NOON, newId, person } from '../scene.ts';
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
    const { id, startAt, endAt } = booking;
    expect(await jobsOf(contactId)).toEqual([
      ['booking_confirmation', id, startAt],
      ['booking_question', id, endAt],
      ['booking_reminder', id, startAt],
      ['booking_return', id, endAt],
    ]);
    const moved = await change(booking, { plan: inDays(4) });
    expect(moved?.outcome).toBe('changed');
    expect((await jobsOf(contactId)).map(each => each[2])).toEqual(
      [startAt, endAt, startAt, endAt].map(each => each + DAY),
    );
    const other = await change(booking, { state: 'cancelled' });
    expect([other?.outcome, (await jobsOf(contactId)).length]).toEqual(['other', 4]);
    await change(moved!.booking, { state: 'cancelled' });
    expect(await jobsOf(contactId)).toEqual([]);
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

  test('RM1 they are erased with their person', async () => {
    const contactId = await person(store());
    await booked(contactId, 3);
    const order = { id: newId('erasure'), by: BELLA, at: NOON + DAY, keysUntil: NOON + 2 * DAY };
    await store().privacy.erase({ contactId, ...order });
    expect(await jobsOf(contactId)).toEqual([]);
  });
}
