/** Who wants an hour that is taken waits for it, and answers when it is offered. */
import { expect } from 'vitest';
import { clockText, dateAfter, instantOf, wallOf } from './clock.ts';
import type { Customer } from './customers.ts';
import { follow } from './following.ts';
import type { Play } from './play.ts';
import { isLive } from './watch.ts';

/** Somebody wants exactly what somebody else has, some days from now. @returns whether they wait for it */
export async function waits(play: Play, customer: Customer): Promise<boolean> {
  const { doors } = play;
  const date = dateAfter(doors.today(), 1 + play.below(6));
  const others = (await doors.day(date, day => instantOf(day, 0))).filter(isLive);
  if (others.length === 0) return false;
  const { items } = play.of(others).booking;
  const [{ serviceId, staffId, startAt }] = items as [(typeof items)[number]];
  const hour = clockText(wallOf(startAt).minutes);
  play.watch.acted(customer);
  const answer = await doors.visitor(customer, 'POST /v1/sites/altan/booking/waiting', {
    ...{ clientId: doors.clientId(), items: [{ serviceId, staffId }], date, from: hour, until: hour },
    ...{ name: customer.name, phone: customer.phone, email: customer.email, locale: customer.locale },
  });
  if (answer.statusCode === 409) return false;
  expect(answer.statusCode, answer.body).toBe(201);
  if (answer.json().token) customer.token = answer.json().token;
  play.count('waits for a taken hour');
  return true;
}

/** A place became free for them. */
export async function answersOffer(play: Play, customer: Customer, link: string): Promise<void> {
  const { version } = await play.doors.otherTimes(customer, link);
  play.watch.acted(customer);
  const act = play.of(['take', 'take', 'take', 'decline', 'leave']);
  const answer = await play.doors.posted(customer, link, { act, version });
  expect(answer.statusCode, answer.body).toBeLessThan(300);
  play.count(`a freed place: ${act}`);
  const path = /href="[^"]*(\/f\/altan\/booking\/[^"]*?)(?:\/visit\.ics)?"/.exec(answer.body)?.[1];
  if (act === 'take' && path) follow(play, customer, path.split('/').at(-2)!, path);
}
