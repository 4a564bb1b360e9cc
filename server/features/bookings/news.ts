/** Who hears of a booking in an open inbox. */
import type { BookingChanged } from '../../../protocol/bookings.ts';
import type { Core } from '../../core.ts';
import type { BookingRecord } from './store.ts';

type Telling = Pick<Core, 'hub' | 'feed' | 'outbox'>;

/** One is there, or another than before: pages that show its time read it, at whichever server they are (SPEC BK13). @param before null: it is new */
export function tellBooking(telling: Telling, booking: BookingRecord, before: BookingRecord | null): void {
  const { id: bookingId, siteId, startAt, endAt, version } = booking;
  const news: BookingChanged = {
    type: 'booking.changed',
    ...{ bookingId, siteId, startAt, endAt, version },
    before: before && { startAt: before.startAt, endAt: before.endAt },
  };
  tellBookingHere(telling, news);
  telling.feed?.say({ kind: 'bookingChanged', news });
  telling.outbox.wake();
}

/** The same, to pages at this server alone. It has no word of anybody: who may read the booking asks for it. */
export function tellBookingHere({ hub }: Pick<Telling, 'hub'>, news: BookingChanged): void {
  hub.toAgentsOf([news.siteId], news);
}
