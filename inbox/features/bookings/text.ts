/** How bookings are said. */
import type { BookingItem, BookingState, ShownBooking } from '../../../protocol/bookings.ts';
import { shownName } from '../../shell/bidi.ts';
import { phoneText } from '../../shell/phones.ts';
import { clock, clockRange } from '../../shell/times.ts';
import { t } from './words/index.ts';
import { DAY_MINUTES, instantOf, type Stretch } from './zone.ts';

/** Whose it is: as their card has it, or as they said it. */
export function whoText({ booking, contact }: ShownBooking): string {
  return (
    shownName(contact?.card?.name ?? '') ||
    shownName(contact?.name ?? '') ||
    shownName(booking.name) ||
    phoneText(contact?.phone ?? '') ||
    t('somebody')
  );
}

/** `13:00–14:00` by the shop's clock. */
export const timeText = ({ startAt, endAt }: Pick<BookingItem, 'startAt' | 'endAt'>, timeZone: string): string =>
  clockRange(startAt, endAt, timeZone);

/** The same of a stretch of a day, also of one that ends with it. */
export function hoursText({ from, to }: Stretch, date: string, timeZone: string): string {
  const at = (minutes: number) => clock(instantOf(date, minutes % DAY_MINUTES, timeZone), timeZone);
  return t('hours', { from: at(from), to: at(to) });
}

/** What is booked, in one line. */
export const servicesText = ({ booking }: ShownBooking): string => booking.items.map(each => each.name).join(', ');

/** What was said of it last. */
export const stateText = (state: BookingState): string => t(`state_${state}`);

/** Who has a time: `Hana, Cut, 13:00–14:00, Oyuna`. */
export function conflictText({ shown, item }: { shown: ShownBooking; item: BookingItem }, timeZone: string): string {
  return t('conflict', {
    who: whoText(shown),
    what: item.name,
    when: timeText(item, timeZone),
    staff: item.staffName,
  });
}
