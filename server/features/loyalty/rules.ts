/** What purchases, corrections and time do to a balance: pure, with the clock passed in (SPEC LY1 to LY5). */
import { Temporal } from 'temporal-polyfill';
import type { LedgerRow, LoyaltyLevel, LoyaltyTerms } from '../../../protocol/loyalty.ts';
import { lineTotal } from '../../../protocol/purchase-sums.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import type { CouponUse } from '../coupons/store.ts';
import type { PurchaseRecord } from '../purchases/store.ts';
import type { LedgerRecord, Sale } from './store.ts';

export type Bought = Pick<PurchaseRecord, 'id' | 'contactId' | 'at' | 'lines' | 'total' | 'currency'>;

/** In one currency: no rate is ever guessed. */
export function balanceOf(rows: readonly Pick<LedgerRow, 'delta' | 'currency'>[], currency: string): number {
  return rows.reduce((sum, row) => (row.currency === currency ? sum + row.delta : sum), 0);
}

/** What a purchase earns: each line by its rate, less the part that was paid with bonus; rounded down. */
export function earnedBy(
  { lines, total }: Pick<Bought, 'lines' | 'total'>,
  spent: number,
  terms: LoyaltyTerms,
): number {
  if (total === 0) return 0;
  const rates = new Map(terms.services.map(each => [each.name.toLocaleLowerCase(), each.percent]));
  const hundredths = lines.reduce((sum, line) => {
    const rate = rates.get(line.name.toLocaleLowerCase()) ?? terms.percent;
    return sum + BigInt(lineTotal(line)) * BigInt(rate);
  }, 0n);
  const paid = BigInt(Math.max(0, total - spent));
  return Number((hundredths * paid) / (BigInt(total) * 100n));
}

/** The same day so many months later, by the clock of UTC. */
export function expiryOf(at: number, months: number | null): number | null {
  if (months === null) return null;
  const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC').add({ months });
  return Math.min(day.epochMilliseconds, LIMITS.latestAt);
}

export function newRow(
  { id, contactId, currency }: Pick<Bought, 'id' | 'contactId' | 'currency'>,
  row: Pick<LedgerRecord, 'kind' | 'delta' | 'cause' | 'at'> & Partial<LedgerRecord>,
): LedgerRecord {
  return {
    ...{ id: rowId(row), contactId, currency, purchaseId: id, reason: '', byName: '' },
    ...{ expiresAt: null, dueAt: null, terms: null },
    ...row,
  };
}

/** Each once: the unique key of cause and kind in one text. */
export function rowId({ cause, kind }: Pick<LedgerRow, 'cause' | 'kind'>): string {
  return `${kind} ${cause}`;
}

/**
 * What a purchase that is added writes down.
 * @param held what the whole card has, without what has run out by now
 * @throws AppError FIELD_INVALID where that is less than is to be spent (SPEC LY2)
 */
export function saleRows(purchase: Bought, { terms, spend }: Sale, held: readonly LedgerRecord[]): LedgerRecord[] {
  const { id: cause, at, currency } = purchase;
  if (spend > 0) refuseMore(spend, balanceOf(held, currency), 'spend');
  const earned = terms ? earnedBy(purchase, spend, terms) : 0;
  const expiresAt = terms && expiryOf(at, terms.months);
  return [
    ...(spend > 0 ? [newRow(purchase, { kind: 'spent', delta: -spend, cause, at })] : []),
    ...(earned > 0
      ? [newRow(purchase, { kind: 'earned', delta: earned, cause, at, expiresAt, dueAt: expiresAt, terms })]
      : []),
  ];
}

/** The use of a coupon that a purchase is: once for it. */
export function useOf({ id, contactId, createdAt }: PurchaseRecord, coupon: NonNullable<Sale['coupon']>): CouponUse {
  return { ...coupon, key: id, purchaseId: id, contactId, at: createdAt };
}

/** @throws AppError FIELD_INVALID */
export function refuseMore(wanted: number, balance: number, field: string): void {
  if (wanted <= balance) return;
  const message = `${field} is ${wanted} minor units and the balance is ${balance}; take ${Math.max(0, balance)} at most.`;
  throw new AppError('FIELD_INVALID', message, { fields: { [field]: 'FIELD_INVALID' } });
}

/** What a purchase that is removed takes back, and gives back (SPEC LY3, LY10): of each whom it gave something, in each currency. @param rows of this purchase */
export function refundRows(rows: readonly LedgerRecord[], at: number): LedgerRecord[] {
  const accounts = new Map(rows.map(each => [`${each.contactId} ${each.currency}`, each]));
  return [...accounts].flatMap(([account, { purchaseId, contactId, currency }]) => {
    if (!purchaseId) return [];
    const delta = -balanceOf(
      rows.filter(each => each.contactId === contactId),
      currency,
    );
    const row = { kind: 'refunded', delta, cause: `${purchaseId} ${account}`, at } as const;
    return delta === 0 ? [] : [newRow({ id: purchaseId, contactId, currency }, row)];
  });
}

/** The answer to a correction that came before. @throws AppError CLIENT_ID_REUSED */
export function repeated(there: LedgerRecord, wanted: LedgerRecord): LedgerRecord {
  const isSame = there.contactId === wanted.contactId && there.delta === wanted.delta && there.reason === wanted.reason;
  if (isSame) return there;
  throw new AppError('CLIENT_ID_REUSED');
}

interface Lot {
  row: LedgerRecord;
  left: number;
}

/**
 * What is due of a card: rows for what ran out unspent. Whatever is spent is taken from what runs out first; what is taken
 * back, from what that purchase earned first.
 * @param rows of the whole card
 */
export function lapsed(rows: readonly LedgerRecord[], at: number): LedgerRecord[] {
  const due = rows.filter(each => each.dueAt !== null && each.dueAt <= at);
  if (due.length === 0) return [];
  const left = new Map(due.flatMap(({ currency }) => [...lotsOf(rows.filter(row => row.currency === currency))]));
  return due.flatMap(({ id, contactId, currency, expiresAt, purchaseId }) => {
    const delta = -(left.get(id) ?? 0);
    const row = { kind: 'expired', delta, cause: id, at: expiresAt ?? at } as const;
    return delta === 0 ? [] : [{ ...newRow({ id, contactId, currency }, row), purchaseId }];
  });
}

/** What runs out next, where nobody spends it. */
export interface Ending {
  at: number;
  left: number;
}

/** When something runs out, the next first. @param rows of one card and one currency, without what has run out */
export function endingsOf(rows: readonly LedgerRecord[]): Ending[] {
  const left = lotsOf(rows);
  const sums = new Map<number, number>();
  for (const { id, expiresAt } of rows) {
    const sum = left.get(id) ?? 0;
    if (expiresAt !== null && sum > 0) sums.set(expiresAt, (sums.get(expiresAt) ?? 0) + sum);
  }
  const endings = [...sums].map(([at, sum]) => ({ at, left: sum }));
  return endings.toSorted((a, b) => a.at - b.at);
}

/** What is left of each row that made the balance grow, by its id. */
function lotsOf(rows: readonly LedgerRecord[]): Map<string, number> {
  const lots: Lot[] = [];
  let debt = 0;
  for (const row of inOrder(rows)) {
    if (row.delta > 0) {
      const taken = Math.min(debt, row.delta);
      debt -= taken;
      lots.push({ row, left: row.delta - taken });
    } else debt += take(lots, row);
  }
  return new Map(lots.map(({ row, left }) => [row.id, left]));
}

/** @returns what nothing was left for */
function take(lots: readonly Lot[], { kind, cause, purchaseId, delta }: LedgerRecord): number {
  const isOwn = ({ row }: Lot) => (kind === 'expired' ? row.id === cause : row.purchaseId === purchaseId);
  const isFirst = (lot: Lot) => kind !== 'spent' && (kind === 'expired' || purchaseId !== null) && isOwn(lot);
  const end = ({ row }: Lot) => row.expiresAt ?? Number.MAX_SAFE_INTEGER;
  let wanted = -delta;
  for (const lot of lots.toSorted((a, b) => Number(isFirst(b)) - Number(isFirst(a)) || end(a) - end(b))) {
    const taken = Math.min(wanted, lot.left);
    lot.left -= taken;
    wanted -= taken;
  }
  return wanted;
}

/** Oldest first. */
export function inOrder(rows: readonly LedgerRecord[]): LedgerRecord[] {
  return rows.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** The highest level that was reached. */
export function levelOf(levels: readonly LoyaltyLevel[], bought: number): LoyaltyLevel | null {
  const reached = levels.filter(each => each.fromSum <= bought);
  return reached.toSorted((a, b) => b.fromSum - a.fromSum)[0] ?? null;
}

/**
 * What an amount comes to for somebody: first the discount of their level, then the coupon, and of the rest so much that bonus may
 * pay. Discounts are rounded down, in the shop's favour.
 * @param coupon.isPaying what it is worth is paid, and takes nothing off
 */
export function priced(
  amount: number,
  { level, mostPercent, balance }: { level: LoyaltyLevel | null; mostPercent: number; balance: number },
  coupon: { isPaying: boolean; worthAt: (price: number) => number } = { isPaying: false, worthAt: () => 0 },
): { discount: number; price: number; worth: number; most: number } {
  const part = (of: number, percent: number) => Number((BigInt(of) * BigInt(percent)) / 100n);
  const discount = part(amount, level?.percentDiscount ?? 0);
  const worth = coupon.worthAt(amount - discount);
  const price = amount - discount - (coupon.isPaying ? 0 : worth);
  const rest = price - (coupon.isPaying ? worth : 0);
  return { discount, price, worth, most: Math.max(0, Math.min(part(rest, mostPercent), balance)) };
}

/** As it is told. */
export function rowOf({ dueAt: _, terms: __, ...row }: LedgerRecord): LedgerRow {
  return row;
}
