import { entity, type Stored, stored } from '../../store/mongo/documents.ts';
import { isLive } from './rules.ts';
import type { BookingRecord, CellRecord } from './store.ts';
import { type Cell, cellKey } from './visit.ts';

/** `isLive`: it takes its time. */
export type BookingDocument = Stored<BookingRecord> & { isLive: boolean };

export function toBooking({ isLive: _, ...document }: BookingDocument): BookingRecord {
  return entity(document);
}

export function bookingDocument(record: BookingRecord): BookingDocument {
  return { ...stored(record), isLive: isLive(record) };
}

/** A cell of somebody's, which is there once by its id. */
export type CellDocument = CellRecord & { _id: string };

export function cellDocument({ owner, at }: Cell, ref: string, until: number | null): CellDocument {
  return { _id: cellKey(owner, at), owner, at, ref, until };
}
