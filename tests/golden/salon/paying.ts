/** The visit itself: somebody is there or not, pays with money and bonus, and what is taken back or given afterwards. */
import { expect } from 'vitest';
import type { Booking } from '../../../protocol/bookings.ts';
import { agrees } from './asking-back.ts';
import { MINUTE } from './clock.ts';
import { asksForCall, complains } from './complaining.ts';
import type { Customer } from './customers.ts';
import type { Play } from './play.ts';
import { sells, takesCode } from './till.ts';

export async function isThere(play: Play, customer: Customer, booking: Booking): Promise<void> {
  const { doors, agenda } = play;
  play.comesAgain(customer, customer.rhythm + play.below(9));
  if (play.happens('comesNot')) {
    agenda.add(booking.startAt + 20 * MINUTE, async () => void (await doors.mark(booking.id, { state: 'no_show' })));
    return play.count('did not come');
  }
  if (play.random() < 0.7) await doors.mark(booking.id, { state: 'arrived' });
  agenda.add(booking.endAt + 5 * MINUTE, () => pays(play, customer, booking.id));
}

async function pays(play: Play, customer: Customer, id: string): Promise<void> {
  const { doors, watch } = play;
  const { booking } = await doors.booking(id);
  const prices = booking.items.map(({ price }) => price!.minor + (price!.isFrom ? play.below(9) * 250 : 0));
  const due = prices.reduce((sum, each) => sum + each, 0);
  const { contactId } = booking;
  let purchaseId = await sells(play, { contactId, what: booking.items[0]!.name, due });
  if (purchaseId) await doors.mark(id, { state: 'done' });
  else {
    const lines = booking.items.map(({ name }, index) => ({ name, quantity: 1, price: prices[index]! }));
    purchaseId = (await doors.mark(id, { state: 'done', paid: { lines } })).booking.purchaseId!;
    play.count('paid');
  }
  await watch.looksAtBalance(contactId);
  if (play.happens('agrees')) await agrees(play, customer, contactId);
  if (play.happens('refunds')) play.later(() => takesBack(play, contactId, purchaseId), 1);
  if (play.happens('takesCode')) await takesCode(play, contactId);
  if (play.happens('gift')) play.later(() => gives(play, contactId), 2);
  if (play.happens('complains')) play.later(() => complains(play, booking), 1);
  if (play.happens('asksForCall')) play.later(() => asksForCall(play, customer), 3);
}

async function takesBack(play: Play, contactId: string, purchaseId: string): Promise<void> {
  const gone = await play.doors.desk(`DELETE /v1/purchases/${purchaseId}`);
  expect(gone.statusCode, gone.body).toBe(204);
  play.count('refunded');
  await play.watch.looksAtBalance(contactId);
}

async function gives(play: Play, contactId: string): Promise<void> {
  const body = { clientId: play.doors.clientId(), delta: 500, reason: 'Birthday' };
  const given = await play.doors.desk(`POST /v1/contacts/${contactId}/loyalty`, body);
  expect(given.statusCode, given.body).toBe(200);
  const tooMuch = { ...body, clientId: play.doors.clientId(), delta: -10_000_000 };
  expect((await play.doors.desk(`POST /v1/contacts/${contactId}/loyalty`, tooMuch)).statusCode).toBe(422);
  play.count('corrected by hand');
  await play.watch.looksAtBalance(contactId);
}
