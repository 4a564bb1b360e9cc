/** Where a booking goes before it is kept. Pure. */
import type { Booking, BookingUpdate } from '../../../../protocol/bookings.ts';
import { MINUTE_MS } from '../../../shell/times.ts';
import { instantOf, wallOf } from '../zone.ts';
import type { Block, Column } from './columns.ts';

/** A service of a booking somewhere else. */
export interface Draft {
  id: string;
  /** Which of its services is held. */
  at: number;
  startAt: number;
  endAt: number;
  staffId: string;
}

export const draftOf = ({ shown, item, at }: Block): Draft => ({
  ...{ id: shown.booking.id, at },
  ...{ startAt: item.startAt, endAt: item.endAt, staffId: item.staffId },
});

/** Earlier or later, as long as it is. */
export function shifted(draft: Draft, minutes: number): Draft {
  const by = minutes * MINUTE_MS;
  return { ...draft, startAt: draft.startAt + by, endAt: draft.endAt + by };
}

const LEAST_MS = 5 * MINUTE_MS;

/** Longer or shorter; five minutes are left of it. */
export function stretched(draft: Draft, minutes: number): Draft {
  return { ...draft, endAt: Math.max(draft.startAt + LEAST_MS, draft.endAt + minutes * MINUTE_MS) };
}

/** To the same hour of another column. */
export function into(draft: Draft, column: Pick<Column, 'date' | 'staffId'>, timeZone: string): Draft {
  const startAt = instantOf(column.date, wallOf(draft.startAt, timeZone).minutes, timeZone);
  return { ...draft, startAt, endAt: startAt + draft.endAt - draft.startAt, staffId: column.staffId };
}

/** What is asked of the server for it; null: it is where it was. Only the last service of a visit is stretched. */
export function updateOf(booking: Booking, draft: Draft): BookingUpdate | null {
  const item = booking.items[draft.at];
  if (!item) return null;
  const by = draft.startAt - item.startAt;
  const longer = draft.endAt - draft.startAt - (item.endAt - item.startAt);
  const isOther = draft.staffId !== item.staffId;
  if (by === 0 && longer === 0 && !isOther) return null;
  return {
    version: booking.version,
    ...(by !== 0 && { startAt: booking.startAt + by }),
    ...(longer !== 0 && { endAt: booking.endAt + by + longer }),
    ...(isOther && { staffIds: booking.items.map((each, at) => (at === draft.at ? draft.staffId : each.staffId)) }),
  };
}
