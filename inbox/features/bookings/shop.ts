import type { BookingSettings } from '../../../protocol/bookings.ts';
import type { Service } from '../../../protocol/services.ts';
import type { Employee } from '../../../protocol/staff.ts';

/** What the book is drawn from besides bookings. */
export interface Shop {
  settings: BookingSettings;
  services: readonly Service[];
  employees: readonly Employee[];
  /** In which prices are. */
  currency: string;
}
