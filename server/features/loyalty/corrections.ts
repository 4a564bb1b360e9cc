/** What a correction of a purchase makes of what it earned, cost and gave: pure (SPEC LY3, LY10). */
import type { PurchaseRecord } from '../purchases/store.ts';
import { isPaid } from './referrals.ts';
import { type Bought, balanceOf, earnedBy, newRow } from './rules.ts';
import type { LedgerRecord } from './store.ts';

type Corrected = Bought & Pick<PurchaseRecord, 'updatedAt'>;

export function isReferred({ kind }: Pick<LedgerRecord, 'kind'>): boolean {
  return kind === 'referred';
}

/**
 * What was paid with bonus and what is earned, anew.
 * @param ofPurchase all rows of it
 * @param paid by certificates, which pay before bonus does
 * @returns isPaid: with more than bonus
 */
export function correctionRows(
  after: Corrected,
  ofPurchase: readonly LedgerRecord[],
  paid: number,
): { rows: LedgerRecord[]; isPaid: boolean } {
  const given = new Set(ofPurchase.filter(isReferred).map(each => each.id));
  // What was given for who was brought is no part of what was earned.
  const rows = ofPurchase.filter(each => !given.has(each.id) && !given.has(each.cause));
  const settled = spentRow(after, rows, paid);
  const spent = -balanceOf(
    [...rows, ...settled].filter(each => each.kind === 'spent'),
    after.currency,
  );
  return { rows: [...settled, ...earnedRow(after, rows, spent)], isPaid: isPaid(after, { spend: spent }) };
}

/** Whether it was paid with more than bonus before it was corrected. @param ofPurchase all rows of it */
export function wasPaid(before: Pick<Bought, 'total' | 'currency'>, ofPurchase: readonly LedgerRecord[]): boolean {
  const spent = ofPurchase.filter(each => each.kind === 'spent');
  return isPaid(before, { spend: -balanceOf(spent, before.currency) });
}

/** As much is paid with bonus as at first, as far as certificates leave so much to pay; of another currency it stays as it is. */
function spentRow(after: Corrected, rows: readonly LedgerRecord[], paid: number): LedgerRecord[] {
  const first = rows.find(each => each.kind === 'spent' && each.cause === after.id);
  if (!first || first.currency !== after.currency) return [];
  const wanted = Math.min(-first.delta, after.total - paid);
  const spent = -balanceOf(
    rows.filter(each => each.kind === 'spent'),
    first.currency,
  );
  return changeOf(after, first, { kind: 'spent', delta: spent - wanted });
}

function earnedRow(after: Corrected, rows: readonly LedgerRecord[], spent: number): LedgerRecord[] {
  const first = rows.find(each => each.kind === 'earned');
  if (!first?.terms) return [];
  const wanted = after.currency === first.currency ? earnedBy(after, spent, first.terms) : 0;
  const earned = rows.filter(each => each.kind === 'earned' || each.kind === 'corrected');
  const expired = rows.filter(each => each.kind === 'expired');
  return changeOf(after, first, { kind: 'corrected', delta: deltaTo(wanted, first, earned, expired) });
}

/** What was given for who was brought: to be taken back, or to be given again. @param holds it is paid with more than bonus */
export function referralCorrection(
  after: Corrected,
  ofPurchase: readonly LedgerRecord[],
  holds: boolean,
): LedgerRecord[] {
  const referred = ofPurchase.filter(isReferred);
  const ends = [`${after.id} newcomer`, `${after.id} referrer`];
  return referred
    .filter(each => ends.includes(each.cause))
    .flatMap(first => {
      const own = referred.filter(each => each.id === first.id || each.cause.startsWith(`${first.cause} `));
      const ids = new Set(own.map(each => each.id));
      const expired = ofPurchase.filter(each => each.kind === 'expired' && ids.has(each.cause));
      const delta = deltaTo(holds ? first.delta : 0, first, own, expired);
      return changeOf(after, first, { kind: 'referred', delta });
    });
}

/** What has run out is not taken a second time. */
function deltaTo(
  wanted: number,
  { currency }: LedgerRecord,
  rows: readonly LedgerRecord[],
  expired: readonly LedgerRecord[],
): number {
  const there = balanceOf(rows, currency);
  return Math.max(wanted - there, Math.min(0, -balanceOf(expired, currency) - there));
}

/** Of a cause of its own, and running out as the first one does. */
function changeOf(
  { id, updatedAt }: Corrected,
  { contactId, currency, cause, expiresAt }: LedgerRecord,
  { kind, delta }: Pick<LedgerRecord, 'kind' | 'delta'>,
): LedgerRecord[] {
  if (delta === 0) return [];
  const row = newRow({ id, contactId, currency }, { kind, delta, cause: `${cause} ${updatedAt}`, at: updatedAt });
  return [delta > 0 ? { ...row, expiresAt, dueAt: expiresAt } : row];
}
