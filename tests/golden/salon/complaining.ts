/** What people say afterwards: that something was wrong, and that they want to be rung. */
import { expect } from 'vitest';
import type { Booking } from '../../../protocol/bookings.ts';
import { MINUTE } from './clock.ts';
import type { Customer } from './customers.ts';
import type { Play } from './play.ts';

export async function complains(play: Play, { items, contactId, conversationId }: Booking): Promise<void> {
  const { doors } = play;
  const about = { kind: 'service', name: items[0]!.name };
  const whose = conversationId ? { conversationId } : { person: { contactId } };
  const opened = await doors.desk('POST /v1/complaints', { ...whose, about, asked: 'It did not last', severity: 2 });
  expect(opened.statusCode, opened.body).toBe(201);
  const { id } = opened.json();
  play.count('complained');
  if (play.random() < 0.7) play.later(async () => void (await doors.desk(`POST /v1/complaints/${id}/take`)), 0);
}

export async function isPutRight(play: Play, customer: Customer, link: string): Promise<void> {
  play.watch.acted(customer);
  const isRight = play.random() < 0.7;
  await play.doors.posted(customer, link, { right: isRight ? 'yes' : 'no' });
  play.count(isRight ? 'was put right' : 'was not put right');
}

export async function asksForCall(play: Play, customer: Customer): Promise<void> {
  play.watch.acted(customer);
  const { name, phone, locale, zone } = customer;
  const body = {
    ...{ type: 'callback.request', clientId: play.doors.clientId(), phone, name, topic: 'A wedding in May' },
    ...{ startAt: null, timeZone: zone, hasConsent: false, context: { locale, timeZone: zone } },
  };
  const asked = await play.doors.visitor(customer, 'POST /v1/sites/altan/submissions', body);
  expect(asked.statusCode, asked.body).toBeLessThan(300);
  const { token, entry } = asked.json();
  if (token) customer.token = token;
  play.count('asked for a call');
  play.agenda.add(play.now + (5 + play.below(20)) * MINUTE, () => rings(play, entry.body.callbackId));
}

async function rings(play: Play, callbackId: string, tries = 1): Promise<void> {
  const outcome = tries < 3 ? play.of(['reached', 'reached', 'no_answer'] as const) : 'reached';
  const answer = await play.doors.rings(callbackId, outcome);
  expect(answer.type, JSON.stringify(answer)).toBe('ack');
  play.count(`rung back: ${outcome}`);
  if (outcome === 'no_answer') play.agenda.add(play.now + 12 * MINUTE, () => rings(play, callbackId, tries + 1));
}
