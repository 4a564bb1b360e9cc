/** What was taken and paid, while it is typed. Pure. */
import type { Booking } from '../../../../protocol/bookings.ts';
import { readMoney } from '../../../../protocol/money.ts';
import { moneyPlain } from '../../../shell/money.ts';

/** A line of it. */
export interface PaidLine {
  name: string;
  price: string;
}

/** What was booked, at the price of then. */
export const paidLinesOf = ({ items, currency }: Pick<Booking, 'items' | 'currency'>): PaidLine[] =>
  items.map(({ name, price }) => ({ name, price: price ? moneyPlain(price.minor, currency) : '' }));

/** The lines in numbers, or what is wrong with them by the fields of the form. */
export function paidOf(
  lines: readonly PaidLine[],
  currency: string,
): { lines: { name: string; quantity: number; price: number }[]; wrong: Record<string, string> } {
  const wrong: Record<string, string> = {};
  const read = lines.map(({ name, price }, at) => {
    const minor = price.trim() ? readMoney(price, currency) : null;
    if (!name.trim()) wrong[`lines.${at}.name`] = 'FIELD_REQUIRED';
    if (minor === null) wrong[`lines.${at}.price`] = price.trim() ? 'FIELD_INVALID' : 'FIELD_REQUIRED';
    return { name: name.trim(), quantity: 1, price: minor ?? 0 };
  });
  return { lines: read, wrong };
}
