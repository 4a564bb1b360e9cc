/** What the till does besides taking money: bonus, codes, and who brought whom. */
import { expect } from 'vitest';
import type { LoyaltyGlance } from '../../../protocol/loyalty.ts';
import type { Play } from './play.ts';

interface Sold {
  contactId: string;
  what: string;
  /** Before any discount. */
  due: number;
}

/** Sells at the till what somebody wants to pay so. @returns the purchase; null: they just pay */
export async function sells(play: Play, { contactId, what, due }: Sold): Promise<string | null> {
  const { doors } = play;
  const glance = (await doors.desk(`GET /v1/contacts/${contactId}/loyalty`)).json<LoyaltyGlance>();
  const how = waysOf(play, glance, due);
  if (!how) return null;
  const sale = { clientId: doors.clientId(), person: { contactId }, what, amount: due, ...how.with };
  const sold = await doors.desk('POST /v1/loyalty/sales', sale);
  if (sold.statusCode !== 200) {
    // A code may be used up, run out, or be for another thing; who is brought may have been here.
    expect(sold.statusCode, sold.body).toBeLessThan(500);
    play.count(`${how.name} refused: ${sold.json().code}`);
    return null;
  }
  const again = await doors.desk('POST /v1/loyalty/sales', sale);
  expect(again.json(), 'pressed twice').toEqual(sold.json());
  const { discount, coupon, certificate, spent, toPay } = sold.json();
  expect(discount + coupon + certificate + spent + toPay, sold.body).toBe(due);
  play.count(how.name);
  return sold.json().purchaseId;
}

function waysOf(play: Play, glance: LoyaltyGlance, due: number): { name: string; with: object } | null {
  const { balance, bought, level, mostPercent } = glance;
  if (bought === 0 && play.brings.length > 0 && play.happens('isBrought')) {
    return { name: 'brought by another', with: { referral: play.of(play.brings) } };
  }
  if (play.happens('hasCode')) return { name: 'paid with a code', with: { code: play.of(play.shop.codes) } };
  const toPay = due - Math.floor((due * (level?.percentDiscount ?? 0)) / 100);
  const spend = Math.min(balance, Math.floor((toPay * mostPercent) / 100));
  return spend > 100 && play.happens('spends') ? { name: 'paid with bonus', with: { spend } } : null;
}

/** Somebody takes their code along, to bring others by it. */
export async function takesCode(play: Play, contactId: string): Promise<void> {
  const answer = await play.doors.desk(`POST /v1/contacts/${contactId}/loyalty/code`);
  expect(answer.statusCode, answer.body).toBe(200);
  play.brings.push(answer.json().code);
  play.count('took a code to bring others');
}
