/** What a booking or a purchase says of those who did it: pure. Both stores use it, so that they can not differ. */
import type { Booking } from '../../../protocol/bookings.ts';
import { lineTotal } from '../../../protocol/purchase-sums.ts';
import type { Purchase, PurchaseLine } from '../../../protocol/purchases.ts';
import { evenPercents, partsOf } from '../../../protocol/shares.ts';
import type { Employee } from '../../../protocol/staff.ts';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import { AppError } from '../../app-error.ts';
import { dayAt } from '../bookings/free-times.ts';
import type { VisitRow } from './store.ts';

/** Of what a booking became; of one that is to come, or was cancelled, nothing. */
export function rowsOfBooking(booking: Booking): VisitRow[] {
  const { id, state, items, contactId, stateAt, timeZone } = booking;
  if (state !== 'done' && state !== 'no_show') return [];
  // Whoever came early was here when it was done, and not when it was booked for.
  const at = state === 'done' ? Math.min(booking.startAt, stateAt) : booking.startAt;
  const date = at === booking.startAt ? booking.date : dayAt(at, timeZone);
  return [...new Set(items.map(each => each.staffId))].map(staffId => {
    const own = items.filter(each => each.staffId === staffId);
    return {
      ...{ id: rowId(id, staffId), kind: state === 'done' ? 'came' : 'no_show', causeId: id, personId: contactId },
      ...{ staffId, staffName: own[0]!.staffName, at, date, what: own.map(each => each.name) },
      ...{ amount: 0, currency: '' },
    };
  });
}

/** Of what was bought: the shares of each line, summed up by employee. @param shopZone by whose clock its day is; left out: as it says */
export function rowsOfPurchase(
  { id, contactId, at, date: said, lines, currency }: Purchase,
  shopZone?: string,
): VisitRow[] {
  // A day alone is told by its noon, so that it is this day by the shop's clock, too.
  const date = shopZone === undefined ? said : dayAt(at, shopZone);
  const rows = new Map<string, VisitRow>();
  for (const line of lines) {
    const shares = line.shares ?? [];
    const parts = partsOf(
      lineTotal(line),
      shares.map(each => each.percent),
    );
    for (const [index, { staffId, name }] of shares.entries()) {
      const row = rows.get(staffId) ?? {
        ...{ id: rowId(id, staffId), kind: 'sold', causeId: id, personId: contactId },
        ...{ staffId, staffName: name, at, date, what: [], amount: 0, currency },
      };
      rows.set(staffId, { ...row, what: [...row.what, line.name], amount: row.amount + parts[index]! });
    }
  }
  return [...rows.values()];
}

const rowId = (causeId: string, staffId: string) => `${causeId} ${staffId}`;

type Known = Pick<Employee, 'id' | 'name' | 'agentId'>;

/**
 * Lines with who did them, by the names of now (SPEC VI2): as it is said, else whoever sold all of it, where that is an employee.
 * @param sold who sold it; null: nobody knows
 * @param before what was known of names before: of employees who are gone since
 * @throws AppError FIELD_INVALID for an employee who is none
 */
export function withShares(
  lines: readonly PurchaseLine[],
  employees: readonly Known[],
  sold: { agentId: string | null } | null,
  before: Readonly<Record<string, string>> = {},
): PurchaseLine[] {
  const names = new Map([...Object.entries(before), ...employees.map(each => [each.id, each.name] as const)]);
  const seller = sold?.agentId ? employees.find(each => each.agentId === sold.agentId) : undefined;
  return lines.map((line, at) => {
    const said = line.shares ?? (seller && [{ staffId: seller.id, percent: 100 }]);
    if (!said) return line;
    const shares = said.map(({ staffId, percent }) => {
      const name = names.get(staffId);
      if (name === undefined) {
        const fields: Record<string, ErrorCode> = { [`lines.${at}.shares`]: 'FIELD_INVALID' };
        throw new AppError('FIELD_INVALID', `There is no employee ${staffId}.`, { fields });
      }
      return { staffId, name, percent };
    });
    return { ...line, shares };
  });
}

/**
 * The lines of a purchase after a correction. Whom it names already keeps the name of then; where another one sold it all, what
 * was the first one's is theirs.
 * @param lines left out: they stay
 * @param sold left out: the same sold it
 * @returns undefined: they stay
 */
export function correctedShares(
  before: Pick<Purchase, 'lines' | 'employee'>,
  lines: readonly PurchaseLine[] | undefined,
  sold: Purchase['employee'] | undefined,
  employees: readonly Known[],
): PurchaseLine[] | undefined {
  if (!lines && sold === undefined) return undefined;
  const named = before.lines.flatMap(each => each.shares ?? []);
  const names = Object.fromEntries(named.map(({ staffId, name }) => [staffId, name]));
  const first = employees.find(each => before.employee?.agentId && each.agentId === before.employee.agentId);
  const kept = before.lines.map(({ shares, ...line }): PurchaseLine => {
    const isFirst = shares?.length === 1 && shares[0]!.staffId === first?.id;
    return !shares || (isFirst && sold !== undefined) ? line : { ...line, shares };
  });
  const earlier = lines && earlierOf(lines, kept);
  // Of a line that is another by its price or number alone, nobody says anew who did it.
  const told = lines?.map((line, at) => {
    const shares = line.shares ?? earlier?.get(at)?.shares;
    return shares ? { ...line, shares } : line;
  });
  return withShares(told ?? kept, employees, sold === undefined ? before.employee : sold, names);
}

/** Which line each was before: where none came or went that of its name in the same place, else the first of its name that is no other's. */
function earlierOf(lines: readonly PurchaseLine[], before: readonly PurchaseLine[]): Map<number, PurchaseLine> {
  const places = lines.length === before.length ? before : [];
  const found = new Map(places.flatMap((each, at) => (lines[at]!.name === each.name ? [[at, each] as const] : [])));
  const left = before.filter((_, at) => !found.has(at));
  for (const [at, { name }] of lines.entries()) {
    const other = found.has(at) ? -1 : left.findIndex(each => each.name === name);
    if (other >= 0) found.set(at, left.splice(other, 1)[0]!);
  }
  return found;
}

/**
 * Lines of what a booking became, each with who did it where nobody says: those of the services of its name, else all of the
 * booking, in even shares (SPEC VI2).
 */
export function withSharesOf(
  items: readonly Pick<Booking['items'][number], 'name' | 'staffId' | 'staffName'>[],
  lines: readonly PurchaseLine[],
): PurchaseLine[] {
  return lines.map(line => {
    if (line.shares) return line;
    const named = items.filter(each => each.name === line.name);
    const doers = new Map((named.length > 0 ? named : items).map(each => [each.staffId, each.staffName]));
    const percents = evenPercents(doers.size);
    return {
      ...line,
      shares: [...doers].map(([staffId, name], at) => ({ staffId, name, percent: percents[at]! })),
    };
  });
}
