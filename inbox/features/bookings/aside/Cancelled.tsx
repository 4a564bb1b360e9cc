import { count } from './words/index.ts';

/** What was cancelled of the days that are shown, and why. */
export function Cancelled(props: {
  bookings: readonly { id: string; who: string; when: string; what: string; reason: string }[];
  onOpen: (id: string) => void;
}) {
  return (
    <details class="folded book-gone">
      <summary>{count('gone', props.bookings.length)}</summary>
      <ul>
        {props.bookings.map(({ id, who, when, what, reason }) => (
          <li key={id}>
            <button type="button" class="btn is-quiet" onClick={() => props.onOpen(id)}>
              <span>
                <bdi>{who}</bdi>, {when}
              </span>
            </button>{' '}
            <bdi>{what}</bdi>
            {reason && (
              <>
                {': '}
                <q dir="auto">{reason}</q>
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
