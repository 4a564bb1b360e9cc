/** What a coupon is worth, and what a use makes of it: pure (SPEC CU1 to CU5). */
import { couponState } from '../../../protocol/coupon-state.ts';
import type { Coupon, Redemption } from '../../../protocol/coupons.ts';
import type { ListEntry } from '../../../protocol/lists.ts';
import { AppError } from '../../app-error.ts';
import type { CouponUse, CouponUsed } from './store.ts';

/** Signs that nobody mistakes for each other on the telephone. */
const SIGNS = '23456789ACDEFGHJKMNPQRTUVWXYZ';
/** Two groups of five: some 2^48 codes, of which an agent or a key has to ask one by one. */
const GROUP = 5;
/** More codes than are wanted, of which some may be taken. */
const SPARE = 5;

/** As people type a code: small, with blanks. */
export function couponCode(typed: string): string {
  return typed.trim().toUpperCase().replace(/\s+/g, '-');
}

/** @param random whole numbers below its argument */
export function couponCodes(prefix: string, count: number, random: (below: number) => number): string[] {
  const group = () => Array.from({ length: GROUP }, () => SIGNS[random(SIGNS.length)]).join('');
  const head = prefix === '' ? '' : `${couponCode(prefix)}-`;
  return Array.from({ length: count + SPARE }, () => `${head}${group()}-${group()}`);
}

/** What a list has given, as what it is: a coupon of one use, for one person. */
export function couponOfEntry(entry: Pick<ListEntry, 'coupon' | 'list' | 'contactId' | 'createdAt'>): Coupon | null {
  if (!entry.coupon) return null;
  const { code, percent, until, usedAt, usedBy = null } = entry.coupon;
  return {
    ...{ code, kind: 'percent', percent, amount: null, currency: null, uses: 1, used: usedAt === null ? 0 : 1 },
    ...{ amountLeft: null, service: '', until, note: '', batchId: null, contactId: entry.contactId, list: entry.list },
    ...{ offAt: null, createdAt: entry.createdAt, madeBy: null, usedAt, usedBy },
  };
}

/** The same, back at its list. */
export function entryWith<T extends Pick<ListEntry, 'coupon'>>(entry: T, { usedAt, usedBy }: Coupon): T {
  const { usedBy: _, ...rest } = entry.coupon!;
  return { ...entry, coupon: { ...rest, usedAt, ...(usedBy && { usedBy }) } };
}

/** Each once: of a purchase, or of a press. */
export function useId({ code, key }: Pick<CouponUse, 'code' | 'key'>): string {
  return `${code} ${key}`;
}

/** @throws AppError that names the field of the code */
export function refuseCode(code: 'NOT_FOUND' | 'ALREADY_CLAIMED' | 'FIELD_INVALID', message: string): never {
  throw new AppError(code, message, { fields: { code } });
}

/** @throws AppError NOT_FOUND, ALREADY_CLAIMED */
export function refuseBad(coupon: Coupon | null, at: number): asserts coupon is Coupon {
  const state = coupon && couponState(coupon, at);
  if (state === 'used') refuseCode('ALREADY_CLAIMED', 'The coupon is used up; ask for another one.');
  if (state === 'over') refuseCode('NOT_FOUND', 'The coupon has run out; ask for another one.');
  if (state === 'off') refuseCode('NOT_FOUND', 'The coupon was switched off; ask for another one.');
  if (state !== 'good') refuseCode('NOT_FOUND', 'There is no coupon of this code; look at it again.');
}

/**
 * What a coupon takes off a price, or pays of it. Discounts are rounded down, in the shop's favour.
 * @throws AppError with the field `code` where it is not for this
 */
export function worthOf(
  coupon: Coupon,
  sale: { price: number; what: string; currency: string; contactIds: readonly string[] },
): number {
  const { kind, percent, amount, amountLeft, currency, service, contactId } = coupon;
  if (contactId !== null && !sale.contactIds.includes(contactId)) {
    refuseCode('FIELD_INVALID', 'The coupon was given to somebody else; leave it out.');
  }
  if (service !== '' && service.toLocaleLowerCase() !== sale.what.toLocaleLowerCase()) {
    refuseCode('FIELD_INVALID', `The coupon is for ${service} alone; leave it out.`);
  }
  if (currency !== null && currency !== sale.currency) {
    refuseCode('FIELD_INVALID', `The coupon is in ${currency} and the sale in ${sale.currency}; leave it out.`);
  }
  if (kind === 'percent') return Number((BigInt(sale.price) * BigInt(percent!)) / 100n);
  return Math.min(kind === 'certificate' ? amountLeft! : amount!, sale.price);
}

/** @throws AppError NOT_FOUND, ALREADY_CLAIMED, FIELD_INVALID */
export function used(coupon: Coupon | null, { amount, by, at, ...use }: CouponUse): CouponUsed {
  refuseBad(coupon, at);
  const isPaying = coupon.kind === 'certificate';
  if (isPaying && amount === null) {
    const message = 'A certificate pays an amount; say which.';
    throw new AppError('FIELD_INVALID', message, { fields: { amount: 'FIELD_INVALID' } });
  }
  if (isPaying && amount! > coupon.amountLeft!) {
    refuseCode(
      'ALREADY_CLAIMED',
      `${coupon.amountLeft} minor units are left of the certificate; take so much at most.`,
    );
  }
  const { code, purchaseId, contactId } = { ...use, contactId: coupon.contactId ?? use.contactId };
  return {
    coupon: {
      ...coupon,
      ...{ used: coupon.used + 1, usedAt: at, usedBy: by },
      ...(isPaying && { amountLeft: coupon.amountLeft! - amount! }),
    },
    redemption: { id: useId(use), code, purchaseId, contactId, amount, at, by, undoneAt: null },
  };
}

/** The answer to a use that came before. @throws AppError CLIENT_ID_REUSED where another amount was asked then */
export function usedBefore(coupon: Coupon, redemption: Redemption, wanted: Pick<CouponUse, 'amount'>): CouponUsed {
  if ((redemption.amountAtFirst ?? redemption.amount) === wanted.amount) return { coupon, redemption };
  throw new AppError('CLIENT_ID_REUSED');
}

/** What a purchase that is removed gives back. */
export function givenBack(coupon: Coupon, redemption: Redemption, at: number): CouponUsed {
  const left = Math.max(0, coupon.used - 1);
  return {
    coupon: {
      ...coupon,
      ...{ used: left, ...(left === 0 && { usedAt: null, usedBy: null }) },
      ...(coupon.amountLeft !== null && { amountLeft: coupon.amountLeft + (redemption.amount ?? 0) }),
    },
    redemption: { ...redemption, undoneAt: at },
  };
}

/**
 * What certificates pay of a purchase that came to another sum: what they paid at first, as far as there is so much to pay and they
 * hold it (SPEC CU4). Of one in another currency nothing is known, and it stays as it is.
 * @returns changed: those that pay another amount now; paid: by all of them
 */
export function settled(
  held: readonly CouponUsed[],
  { total, currency }: { total: number; currency: string },
): { changed: CouponUsed[]; paid: number } {
  const changed: CouponUsed[] = [];
  let paid = 0;
  for (const { coupon, redemption } of held) {
    if (coupon.amountLeft === null || coupon.currency !== currency) continue;
    const before = redemption.amount ?? 0;
    const amountAtFirst = redemption.amountAtFirst ?? before;
    const amount = Math.min(amountAtFirst, total - paid, before + coupon.amountLeft);
    paid += amount;
    if (amount === before) continue;
    changed.push({
      coupon: { ...coupon, amountLeft: coupon.amountLeft + before - amount },
      redemption: { ...redemption, amount, amountAtFirst },
    });
  }
  return { changed, paid };
}

/** The answer to a batch that came before. @throws AppError CLIENT_ID_REUSED */
export function madeBefore(there: readonly Coupon[], wanted: Omit<Coupon, 'code'>, count: number): Coupon[] {
  const [first] = there;
  const isSame = (['kind', 'percent', 'amount', 'uses', 'service', 'until', 'note'] as const).every(
    name => first?.[name] === wanted[name],
  );
  if (isSame && there.length === count) return [...there];
  throw new AppError('CLIENT_ID_REUSED');
}
