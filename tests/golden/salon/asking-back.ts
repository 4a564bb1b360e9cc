/** What people are asked and told after a visit, and what they press then. */
import { expect } from 'vitest';
import type { Customer } from './customers.ts';
import type { Play } from './play.ts';

/** The question how it was is answered on its page. */
export async function rates(play: Play, customer: Customer, link: string): Promise<void> {
  play.watch.acted(customer);
  const score = play.of([5, 5, 5, 4, 4, 3, 2, 1]);
  const word: Record<string, string> = play.random() < 0.3 ? { word: score > 3 ? 'Thank you' : 'I waited long' } : {};
  const answer = await play.doors.posted(customer, link, { score: `${score}`, ...word });
  expect(answer.statusCode, answer.body).toBe(200);
  play.count(`rated ${score}`);
}

/** Whoever agrees to it at the till is told that they are missed. */
export async function agrees(play: Play, { email }: Customer, contactId: string): Promise<void> {
  const consent = { channel: email ? 'email' : 'sms', purpose: 'news', isGiven: true, text: 'Asked at the till' };
  const answer = await play.doors.desk(`POST /v1/contacts/${contactId}/consents`, consent);
  expect(answer.statusCode, answer.body).toBeLessThan(300);
  play.count('agreed to news');
}

/** One press, and they are told no more. */
export async function stops(play: Play, customer: Customer, link: string): Promise<void> {
  play.watch.acted(customer);
  const answer = await play.doors.posted(customer, link, {});
  expect(answer.statusCode, answer.body).toBe(200);
  play.count('wants no more news');
}
