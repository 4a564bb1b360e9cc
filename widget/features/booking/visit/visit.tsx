/** What stands around the form of a visit: more services, a time that is kept while somebody types, and what was booked. */
import type { OwnBooking } from '../../../../protocol/booking-times.ts';
import { DATE, dayAndTime, timeRange } from '../../../../protocol/calendar/date-words.ts';
import { isolatedName } from '../../../../protocol/turning.ts';
import { fill } from '../../../../protocol/words.ts';
import { language, laterWords } from '../../../panel/language.ts';
import { addStyle } from '../../../panel/style.ts';
import { clock, format, near } from '../../../panel/times.ts';
import type { Pieces } from '../pieces.ts';
import { zoneText } from './texts.ts';
import style from './visit.css?inline';
import { WORDS } from './words.ts';

export { together } from '../../../../protocol/service-sums.ts';
export { hourText, priced, soon, zoneText } from './texts.ts';

addStyle(style);

export const visitWords = () => WORDS[language.now.code];

interface Other {
  id: string;
  name: string;
  /** Its length and price. */
  text: string;
}

/** What is done besides the first service, what all of it comes to, and the way to more. */
export function More(props: {
  others: readonly Other[];
  total: string;
  canAdd: boolean;
  onAdd(): void;
  onRemove(id: string): void;
  Quiet: Pieces['Quiet'];
}) {
  const { others, total, canAdd, onAdd, onRemove, Quiet } = props;
  const w = visitWords();
  return (
    <>
      {others.map(({ id, name, text }) => (
        <p key={id} class="choice chosen">
          <b dir="auto">{name}</b>
          <small>{text}</small>
          <button
            type="button"
            class="quiet"
            aria-label={fill(laterWords()!.remove, { name: isolatedName(name) })}
            onClick={() => onRemove(id)}
          >
            ×
          </button>
        </p>
      ))}
      {others.length > 0 && <p role="status">{fill(w.together, { total })}</p>}
      {canAdd && <Quiet onClick={onAdd}>{w.add}</Quiet>}
    </>
  );
}

/** So long before its end a kept time is renewed, if somebody has typed meanwhile. */
const BEFORE_MS = 30_000;

/**
 * Watches over a time that is kept, by this browser's own clock (SPEC BK17).
 * @param renew gives the new end; null: it can be kept no longer
 */
export function createKeeper({ renew, runOut }: { renew(): Promise<number | null>; runOut(): void }) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isBusy = false;

  function watch(until: number): void {
    clearTimeout(timer);
    timer = setTimeout(soon, Math.max(0, until - BEFORE_MS - Date.now()), until);
  }

  async function soon(until: number): Promise<void> {
    const next = isBusy ? await renew() : null;
    isBusy = false;
    // What is renewed for less than a moment is at its end.
    if (next && next > until + BEFORE_MS) watch(next);
    else timer = setTimeout(runOut, Math.max(0, (next ?? until) - Date.now()));
  }

  return {
    watch,
    /** Somebody types. */
    busy() {
      isBusy = true;
    },
    stop: () => clearTimeout(timer),
  };
}

/** What the server has kept: when, what, where it is to be paid, and how to move or cancel it. */
export function Booked(props: Pick<Pieces, 'Done' | 'Quiet'> & { kept: OwnBooking; onAgain(): void }) {
  const { Done, Quiet, kept, onAgain } = props;
  const { items, startAt, endAt, url, calendarUrl, payment } = kept;
  const [t, w] = [laterWords()!, visitWords()];
  const hours = timeRange(clock(startAt), clock(endAt));
  return (
    <Done title={payment ? w.payTitle : t.booked} isNews isOpen={payment !== null}>
      <p class="card">
        <b>{dayAndTime(language.now.code, format(DATE).format(startAt), hours)}</b>
        {zoneText(startAt, kept.timeZone)}
        {items.map(each => (
          <span dir="auto">{[each.name, each.staffName].filter(Boolean).join(' · ')}</span>
        ))}
      </p>
      {payment && (
        <>
          <p>{fill(w.payUntil, { time: near(payment.until) })}</p>
          <a class="primary" href={payment.url} target="_blank" rel="noopener noreferrer">
            {w.pay}
          </a>
        </>
      )}
      <p class="acts">
        <a class="quiet" href={calendarUrl} download>
          {t.calendar}
        </a>
        <a class="quiet" href={url} target="_blank" rel="noreferrer">
          {t.changeVisit}
        </a>
        <Quiet onClick={onAgain}>{t.againVisit}</Quiet>
      </p>
    </Done>
  );
}
