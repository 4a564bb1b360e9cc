/** What was taken and paid, while it is typed. Pure. */
import type { Booking, BookingPaidInput } from '../../../../protocol/bookings.ts';
import { readMoney } from '../../../../protocol/money.ts';
import { moneyPlain } from '../../../shell/money.ts';
import { evenShares, readShares, type TypedShare } from '../../visits/shares/shares.ts';

/** A line of it. */
export interface PaidLine {
  name: string;
  price: string;
  /** Who did it. */
  shares: readonly TypedShare[];
}

/** What was booked, at the price of then, each done by whom it was booked with. */
export const paidLinesOf = ({ items, currency }: Pick<Booking, 'items' | 'currency'>): PaidLine[] =>
  items.map(({ name, price, staffId }) => ({
    name,
    price: price ? moneyPlain(price.minor, currency) : '',
    shares: evenShares([staffId]),
  }));

/** The lines in numbers, or what is wrong with them by the fields of the form. */
export function paidOf(
  lines: readonly PaidLine[],
  currency: string,
): { lines: BookingPaidInput['lines']; wrong: Record<string, string> } {
  const wrong: Record<string, string> = {};
  const read = lines.map(({ name, price, shares }, at) => {
    const minor = price.trim() ? readMoney(price, currency) : null;
    if (!name.trim()) wrong[`lines.${at}.name`] = 'FIELD_REQUIRED';
    if (minor === null) wrong[`lines.${at}.price`] = price.trim() ? 'FIELD_INVALID' : 'FIELD_REQUIRED';
    const doers = readShares(shares);
    if (doers === null) wrong[`lines.${at}.shares`] = 'FIELD_INVALID';
    return { name: name.trim(), quantity: 1, price: minor ?? 0, ...(doers && { shares: doers }) };
  });
  return { lines: read, wrong };
}
