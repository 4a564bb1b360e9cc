import type { Booking, ShownBooking } from '../../../../protocol/bookings.ts';
import { contactSummary, START } from '../../fixtures.ts';

export const ZONE = 'Asia/Ulaanbaatar';
/** 14:00 there, on the Tuesday of these tests. */
export const AT_14 = START;
const HOUR = 3_600_000;

export function booking(id: string, change: Partial<Booking> & { staffId?: string } = {}): Booking {
  const { staffId = 'Oyuna', ...rest } = change;
  const { startAt = AT_14, endAt = startAt + HOUR } = rest;
  const item = { serviceId: 'Cut', name: 'Cut', staffId, staffName: staffId, startAt, endAt };
  return {
    ...{ id, siteId: 'site', contactId: `contact of ${id}`, conversationId: null, currency: 'MNT' },
    items: [{ ...item, price: { minor: 3_500_000, isFrom: false } }],
    ...{ startAt, endAt, timeZone: ZONE, date: '2026-11-24', state: 'booked', stateBy: { kind: 'system' } },
    ...{
      stateAt: START,
      name: '',
      note: '',
      reason: '',
      payment: null,
      locale: 'en',
      visitorZone: ZONE,
      source: 'hand',
    },
    ...{ by: { kind: 'system' }, purchaseId: null, version: 1, createdAt: START, updatedAt: START },
    ...rest,
  };
}

export const shown = (id: string, change: Parameters<typeof booking>[1] = {}): ShownBooking => ({
  booking: booking(id, change),
  contact: contactSummary(id),
});
