/** Addresses of bookings. */

import type { TimesAnswer } from '../../../protocol/booking-times.ts';
import type {
  BookingByHandInput,
  BookingSettings,
  BookingUpdateInput,
  ShownBooking,
  WhyAnswer,
} from '../../../protocol/bookings.ts';
import type { PeopleAnswer } from '../../../protocol/people.ts';
import type { ServicesAnswer } from '../../../protocol/services.ts';
import type { EmployeesAnswer } from '../../../protocol/staff.ts';
import type { TimelineAnswer } from '../../../protocol/timeline.ts';
import { asQuery, type Http } from '../../shell/http.ts';

/** What is wanted of a visit: services in order, each by whom. */
export interface Wanted {
  services: readonly string[];
  /** `anybody`, or an employee for all of them. */
  staff: string;
}

const wanted = ({ services, staff }: Wanted) => ({
  services: services.join(','),
  staff: services.map(() => staff).join(','),
});

export const bookingCalls = (http: Http) => ({
  between: (from: number, to: number, staffId: string | null = null) =>
    http.get<{ bookings: ShownBooking[] }>(`bookings${asQuery({ from, to, staffId })}`),
  add: (booking: BookingByHandInput) => http.post<ShownBooking>('bookings', booking),
  change: (id: string, update: BookingUpdateInput) =>
    http.patch<ShownBooking>(`bookings/${encodeURIComponent(id)}`, update),
  /** What is free on one day. */
  times: (siteId: string, want: Wanted, date: string) =>
    http.get<TimesAnswer>(`bookings/times${asQuery({ siteId, ...wanted(want), from: date, days: 1 })}`),
  why: (siteId: string, want: Wanted, startAt: number) =>
    http.get<WhyAnswer>(`bookings/why${asQuery({ siteId, ...wanted(want), startAt })}`),
  settings: () => http.get<BookingSettings>('booking-settings'),
  /** Gives an employee's calendar a new address. */
  calendar: (staffId: string) => http.post<{ url: string }>(`staff/${encodeURIComponent(staffId)}/calendar`),
  services: () => http.get<ServicesAnswer>('services'),
  staff: () => http.get<EmployeesAnswer>('staff'),
  people: (q: string) => http.get<PeopleAnswer>(`people${asQuery({ q, limit: 4 })}`),
  /** The newest of somebody's bookings. */
  last: (contactId: string) =>
    http.get<TimelineAnswer>(
      `contacts/${encodeURIComponent(contactId)}/timeline${asQuery({ kinds: 'booking', limit: 5 })}`,
    ),
});
export type BookingCalls = ReturnType<typeof bookingCalls>;
