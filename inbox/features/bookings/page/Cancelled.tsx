import type { ShownBooking } from '../../../../protocol/bookings.ts';
import { servicesText, timeText, whoText } from '../text.ts';
import { count } from '../words/index.ts';

/** What was cancelled of the days that are shown, and why. */
export function Cancelled(props: {
  bookings: readonly ShownBooking[];
  timeZone: string;
  onOpen: (id: string) => void;
}) {
  const gone = props.bookings.filter(each => each.booking.state === 'cancelled');
  if (gone.length === 0) return null;
  return (
    <details class="folded book-gone">
      <summary>{count('gone', gone.length)}</summary>
      <ul>
        {gone.map(shown => (
          <li key={shown.booking.id}>
            <button type="button" class="btn is-quiet" onClick={() => props.onOpen(shown.booking.id)}>
              <bdi>{whoText(shown)}</bdi>, {timeText(shown.booking, props.timeZone)}
            </button>{' '}
            <bdi>{servicesText(shown)}</bdi>
            {shown.booking.reason && (
              <>
                {': '}
                <q dir="auto">{shown.booking.reason}</q>
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
