/** What becomes of a booking until its hour: it is confirmed, moved or cancelled, by its person or by the desk. */
import { expect } from 'vitest';
import type { Booking } from '../../../protocol/bookings.ts';
import { dateAfter, HOUR, instantOf, MINUTE, wallOf } from './clock.ts';
import type { Customer } from './customers.ts';
import { isThere } from './paying.ts';
import type { Often, Play } from './play.ts';

/** What becomes of a booking until its day is there. */
export function follow(play: Play, customer: Customer, id: string, link: string): void {
  const { agenda } = play;
  const turns: [Often, () => Promise<void>][] = [
    ['moves', () => moves(play, customer, link)],
    ['cancels', () => cancels(play, customer, id, link)],
    ['confirms', () => confirms(play, customer, link)],
    ['deskMoves', () => isMoved(play, customer, id)],
    ['deskCancels', () => isCancelled(play, customer, id)],
  ];
  const planned = turns.filter(([what]) => play.happens(what) && (link !== '' || what.startsWith('desk')));
  const share = play.random();
  agenda.add(play.now + 1, async () => {
    const { booking } = await play.doors.booking(id);
    planned.forEach(([, act], index) => {
      const at = play.now + Math.round(((booking.startAt - play.now) * (share + index)) / (planned.length + 1));
      agenda.add(inDaytime(at), async () => {
        const { state, startAt } = (await play.doors.booking(id)).booking;
        if ((state === 'booked' || state === 'confirmed') && startAt - play.now > 4 * HOUR) await act();
      });
    });
    waitFor(play, customer, booking);
  });
}

/** At its hour; where it was moved meanwhile, at the hour of then. */
function waitFor(play: Play, customer: Customer, { id, startAt }: Booking): void {
  play.agenda.add(startAt + 5 * MINUTE, async () => {
    const { booking } = await play.doors.booking(id);
    if (booking.state === 'cancelled') return;
    if (booking.startAt > startAt) return waitFor(play, customer, booking);
    await isThere(play, customer, booking);
  });
}

async function moves(play: Play, customer: Customer, link: string): Promise<void> {
  const { version, times } = await play.doors.otherTimes(customer, link);
  if (times.length === 0) return;
  play.watch.acted(customer);
  const answer = await play.doors.press(customer, link, { act: 'move', version, time: `${play.of(times)}` });
  expect(answer.statusCode, answer.body).toBe(200);
  play.count('moved by link');
}

async function cancels(play: Play, customer: Customer, id: string, link: string): Promise<void> {
  const { version } = await play.doors.otherTimes(customer, link);
  play.watch.acted(customer);
  await play.doors.press(customer, link, { act: 'cancel', version });
  expect((await play.doors.booking(id)).booking.state).toBe('cancelled');
  play.count('cancelled by link');
  play.comesAgain(customer, 5 + play.below(10));
}

async function confirms(play: Play, customer: Customer, link: string): Promise<void> {
  const { version } = await play.doors.otherTimes(customer, link);
  play.watch.acted(customer);
  await play.doors.press(customer, link, { act: 'confirm', version });
  play.count('confirmed by link');
}

/** The desk moves it to the next day at the same hour, where that can be. */
async function isMoved(play: Play, customer: Customer, id: string): Promise<void> {
  play.watch.acted(customer);
  const { booking } = await play.doors.booking(id);
  const { date, minutes } = wallOf(booking.startAt);
  const change = { version: booking.version, startAt: instantOf(dateAfter(date, 1), minutes) };
  const answer = await play.doors.desk(`PATCH /v1/bookings/${id}`, change);
  play.count(answer.statusCode === 200 ? 'moved by the desk' : 'move of the desk refused');
  if (answer.statusCode === 200) await play.watch.looksAtDay(dateAfter(date, 1));
}

async function isCancelled(play: Play, customer: Customer, id: string): Promise<void> {
  play.watch.acted(customer);
  await play.doors.mark(id, { state: 'cancelled' });
  play.count('cancelled by the desk');
  play.comesAgain(customer, 3 + play.below(7));
}

/** Nobody presses a link at night: what falls there is done in the morning. */
function inDaytime(at: number): number {
  const { date, minutes } = wallOf(at);
  return minutes < 9 * 60 ? instantOf(date, 9 * 60 + (minutes % 60)) : minutes > 20 * 60 ? at - 4 * HOUR : at;
}
