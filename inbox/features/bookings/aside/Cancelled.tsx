import type { ShownBooking } from '../../../../protocol/bookings.ts';
import { servicesText, timeText, whoText } from '../text.ts';
import { count } from './words/index.ts';

/** What was cancelled of the days that are shown, and why. */
export function Cancelled(props: {
  bookings: readonly ShownBooking[];
  /** The shop's. */
  timeZone: string;
  onOpen: (id: string) => void;
}) {
  return (
    <details class="folded book-gone">
      <summary>{count('gone', props.bookings.length)}</summary>
      <ul>
        {props.bookings.map(each => (
          <li key={each.booking.id}>
            <button type="button" class="btn is-quiet" onClick={() => props.onOpen(each.booking.id)}>
              <span>
                <bdi>{whoText(each)}</bdi>, {timeText(each.booking, props.timeZone)}
              </span>
            </button>{' '}
            <bdi>{servicesText(each)}</bdi>
            {each.booking.reason && (
              <>
                {': '}
                <q dir="auto">{each.booking.reason}</q>
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
