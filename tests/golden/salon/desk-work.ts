/** What the desk does by itself, week by week. */
import { expect } from 'vitest';
import type { Play } from './play.ts';

/** Monday: who left, and who is about to buy, is rung until nobody is left. */
export async function worksOffLists(play: Play): Promise<void> {
  const since = play.now;
  for (const list of ['left', 'hot']) {
    for (let rung = 0; rung < 20; rung += 1) {
      const { entry } = (await play.doors.desk(`POST /v1/lists/${list}/turn`, { since })).json();
      if (!entry) break;
      const outcome = play.of(['comes_back', 'thinks', 'no_answer', 'never'] as const);
      const body = { clientId: play.doors.clientId(), outcome };
      const rang = await play.doors.desk(`POST /v1/lists/entries/${entry.id}/calls`, body);
      expect(rang.statusCode, rang.body).toBe(200);
      play.count(`rung from ${list}: ${outcome}`);
    }
  }
}

/** Wednesday: what nobody has dealt with yet, such as bad ratings, is put right. */
export async function settlesComplaints(play: Play): Promise<void> {
  const { complaints } = (await play.doors.desk('GET /v1/complaints?limit=100')).json();
  for (const { complaint, contact } of complaints) {
    const customer = play.watch.whoIs(contact.phone);
    if (customer) play.watch.acted(customer);
    const body = { done: 'A visit for nothing', asks: true };
    const closed = await play.doors.desk(`POST /v1/complaints/${complaint.id}/close`, body);
    expect(closed.statusCode, closed.body).toBe(200);
    play.count(`complaint settled, asked by ${closed.json().askedBy ?? 'nobody'}`);
  }
}

/** Tuesday: cards of the same person become one. */
export async function joinsCards(play: Play): Promise<void> {
  for (const [customer, [first, ...others]] of play.contacts) {
    for (const other of others) {
      const joined = await play.doors.desk(`POST /v1/contacts/${first}/merges`, { with: other });
      // A number that one card alone has joins by itself.
      const isOne = joined.json().code === 'CONTACT_JOINED';
      expect(joined.statusCode < 300 || isOne, joined.body).toBe(true);
      play.count(isOne ? 'cards joined by their number' : 'cards joined by the desk');
    }
    if (others.length === 0) continue;
    play.contacts.set(customer, [first!]);
    for (const each of others) play.joined.add(each);
    await play.watch.looksAtBalance(first!);
  }
}
