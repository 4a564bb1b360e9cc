/** Who did what is paid for, while it is typed. Pure. */
import { plainDigits } from '../../../../protocol/money.ts';
import type { Purchase } from '../../../../protocol/purchases.ts';
import { evenPercents } from '../../../../protocol/shares.ts';

export interface TypedShare {
  staffId: string;
  percent: string;
}

/** All in even shares. */
export function evenShares(staffIds: readonly string[]): TypedShare[] {
  const percents = evenPercents(staffIds.length);
  return staffIds.map((staffId, at) => ({ staffId, percent: String(percents[at]) }));
}

/** The shares in numbers. Undefined: nobody said; null: they come to no 100, or somebody is there twice. */
export function readShares(typed: readonly TypedShare[]): { staffId: string; percent: number }[] | undefined | null {
  if (typed.length === 0) return undefined;
  const shares = typed.map(({ staffId, percent }) => ({ staffId, percent: Number(plainDigits(percent.trim())) }));
  const isWhole = shares.every(({ percent }) => Number.isInteger(percent) && percent > 0);
  const sum = shares.reduce((all, { percent }) => all + percent, 0);
  const isOnce = new Set(typed.map(each => each.staffId)).size === typed.length;
  return isWhole && sum === 100 && isOnce ? shares : null;
}

/** Whose a purchase is by now; null: each of its lines is of others, and that is not typed here. */
export function sharesOf(purchase: Pick<Purchase, 'lines'> | undefined): readonly TypedShare[] | null {
  const [first = [], ...rest] = (purchase?.lines ?? []).map(each =>
    (each.shares ?? []).map(({ staffId, percent }) => ({ staffId, percent: String(percent) })),
  );
  return rest.every(each => JSON.stringify(each) === JSON.stringify(first)) ? first : null;
}
