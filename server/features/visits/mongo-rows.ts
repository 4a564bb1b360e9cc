/** What the steps of bookings and purchases say of those who did them, in their transactions. */
import type { ClientSession } from 'mongodb';
import type { Booking } from '../../../protocol/bookings.ts';
import type { Purchase } from '../../../protocol/purchases.ts';
import type { Database } from '../../store/mongo/connection.ts';
import { stored } from '../../store/mongo/documents.ts';
import { rowsOfBooking, rowsOfPurchase } from './rules.ts';
import type { VisitRow } from './store.ts';

type Rows = Pick<Database, 'visitRows'>;

async function follow({ visitRows }: Rows, session: ClientSession, causeIds: string[], rows: readonly VisitRow[]) {
  await visitRows.deleteMany({ causeId: { $in: causeIds } }, { session });
  // MongoDB refuses an empty list.
  if (rows.length > 0) await visitRows.insertMany(rows.map(stored), { session });
}

export async function visitsOfBooking(database: Rows, session: ClientSession, booking: Booking): Promise<void> {
  await follow(database, session, [booking.id], rowsOfBooking(booking));
}

export async function visitsOfPurchases(
  database: Rows,
  session: ClientSession,
  purchases: readonly Purchase[],
  shopZone?: string,
): Promise<void> {
  const ids = purchases.map(each => each.id);
  if (ids.length > 0) {
    const rows = purchases.flatMap(each => rowsOfPurchase(each, shopZone));
    await follow(database, session, ids, rows);
  }
}

/** What was bought was given back: whoever had a share of it has none. */
export async function visitsWithoutPurchase(database: Rows, session: ClientSession, purchaseId: string): Promise<void> {
  await follow(database, session, [purchaseId], []);
}
