import type { BookingTimelineItem } from '../../../protocol/bookings.ts';
import type { Core } from '../../core.ts';
import { seenSites } from '../../sight.ts';
import type { TimelineSource } from '../timeline/source.ts';
import type { BookingRecord } from './store.ts';

/** Bookings, each at the time when it begins: those that are to come stand above all. */
export function bookingTimeline({ store }: Pick<Core, 'store'>): TimelineSource<BookingTimelineItem> {
  return {
    kind: 'booking',
    async read(contactIds, before, limit, by) {
      const found = await store.bookings.ofContacts(contactIds, { siteIds: seenSites(by), before, limit });
      return found.map(itemOf);
    },
  };
}

function itemOf({ id, siteId, startAt, endAt, timeZone, state, currency, items }: BookingRecord): BookingTimelineItem {
  return {
    ...{ kind: 'booking', id, at: startAt, siteId, startAt, endAt, timeZone, state, currency },
    items: items.map(({ name, staffName, price }) => ({ name, staffName, price })),
  };
}
