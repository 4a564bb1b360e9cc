import { type BookingSettings, bookingSettings } from '../../../protocol/bookings.ts';
import type { SettingsPart } from '../settings/settings.ts';

export const BOOKINGS: SettingsPart<BookingSettings> = {
  name: 'bookings',
  schema: bookingSettings,
  initial: bookingSettings.parse({}),
};
