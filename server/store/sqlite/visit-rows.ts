import type { Booking } from '../../../protocol/bookings.ts';
import type { Purchase } from '../../../protocol/purchases.ts';
import { rowsOfBooking, rowsOfPurchase } from '../../features/visits/rules.ts';
import type { VisitRow } from '../../features/visits/store.ts';
import type { Turns } from './turns.ts';

/** `SELECT ${VISIT_ROW} …` gives rows for `visitFromRow`; add WHERE and ORDER BY. */
export const VISIT_ROW = `id, kind, cause AS causeId, person AS personId, staff AS staffId, staff_name AS staffName, at, day AS date,
  what, amount, currency FROM visit_rows`;

export function visitFromRow(from: unknown): VisitRow {
  const row = from as Omit<VisitRow, 'what'> & { what: string };
  return { ...row, what: JSON.parse(row.what) };
}

export function visitColumns({ what, ...row }: VisitRow) {
  return { ...row, what: JSON.stringify(what) };
}

export type VisitRows = ReturnType<typeof createVisitRows>;

/** What employees did: it follows bookings and purchases in their steps. */
export function createVisitRows({ writer }: Turns) {
  const insert = writer.prepare(`
    INSERT INTO visit_rows (id, kind, cause, person, staff, staff_name, at, day, what, amount, currency)
    VALUES (:id, :kind, :causeId, :personId, :staffId, :staffName, :at, :date, :what, :amount, :currency)`);
  const dropOf = writer.prepare('DELETE FROM visit_rows WHERE cause = ?');

  function follow(causeId: string, rows: readonly VisitRow[]): void {
    dropOf.run(causeId);
    for (const row of rows) insert.run(visitColumns(row));
  }

  return {
    ofBooking: (booking: Booking): void => follow(booking.id, rowsOfBooking(booking)),
    ofPurchase: (purchase: Purchase, shopZone?: string): void =>
      follow(purchase.id, rowsOfPurchase(purchase, shopZone)),
    /** What was bought was given back: whoever had a share of it has none. */
    withoutPurchase: (purchaseId: string): void => follow(purchaseId, []),
  };
}
