/** Somebody wants to come: what, by whom and when, and how they book it. */
import { expect } from 'vitest';
import type { Customer } from './customers.ts';
import type { Wish } from './doors.ts';
import { follow } from './following.ts';
import type { Play } from './play.ts';
import type { Offered } from './shop.ts';
import { waits } from './waiting.ts';

function wishOf(play: Play, customer: Customer): Wish {
  const { services, staff } = play.shop;
  const first = play.random() < 0.75 ? services[customer.usual]! : play.of(services);
  const second = play.happens('secondService') && customer.way !== 'page' ? play.of(services) : null;
  const wanted: Offered[] = second && second !== first ? [first, second] : [first];
  const favourite = customer.favourite !== null && play.random() < 0.8 ? staff[customer.favourite]! : null;
  const isAble = favourite !== null && wanted.every(({ staffIds }) => staffIds?.includes(favourite.id) ?? true);
  return { services: wanted, staffId: isAble ? favourite.id : 'anybody' };
}

export async function comes(play: Play, customer: Customer): Promise<void> {
  const { watch, doors } = play;
  if (play.happens('loses')) customer.token = '';
  // Whoever waits looks for no other time, until some days later.
  if (play.happens('waits') && (await waits(play, customer))) return play.comesAgain(customer, 8);
  const wish = wishOf(play, customer);
  const times = await doors.times(customer, wish, doors.today());
  if (times.length === 0) return play.comesAgain(customer, 3);
  const startAt = play.of(times);
  watch.acted(customer);
  const booked = await takes(play, customer, wish, startAt);
  if (!booked) return play.comesAgain(customer, 2);
  play.count(`booked by ${customer.way}`);
  await remembers(play, customer, booked.id);
  if (play.happens('race')) await isRefused(play, wish, startAt, booked.id);
  follow(play, customer, booked.id, booked.link);
}

async function takes(
  play: Play,
  customer: Customer,
  wish: Wish,
  startAt: number,
): Promise<{ id: string; link: string } | null> {
  const { doors } = play;
  if (customer.way === 'phone') {
    const booking = await doors.bookByHand(customer, wish, startAt);
    return booking && { id: booking.id, link: '' };
  }
  if (customer.way === 'page') {
    const link = await doors.bookByPage(customer, wish, startAt);
    return link ? { id: link.split('/').at(-2)!, link } : null;
  }
  const booking = await doors.book(customer, wish, startAt);
  return booking && { id: booking.id, link: new URL(booking.url).pathname };
}

/** Somebody else wants what was just taken, of the same employee. */
async function isRefused(play: Play, wish: Wish, startAt: number, id: string): Promise<void> {
  const { booking } = await play.doors.booking(id);
  const other = play.of(play.people.filter(each => each.way === 'widget'));
  const same = { ...wish, staffId: booking.items[0]!.staffId };
  if (wish.services.length > 1) return;
  expect(await play.doors.book(other, same, startAt), 'the same time twice').toBeNull();
  play.count('refused as taken');
}

async function remembers(play: Play, customer: Customer, id: string): Promise<void> {
  const { booking } = await play.doors.booking(id);
  const known = play.contacts.get(customer) ?? [];
  if (!known.includes(booking.contactId) && !play.joined.has(booking.contactId))
    play.contacts.set(customer, [...known, booking.contactId]);
  await play.watch.looksAtDay(booking.date);
}
