import { DATE, dayAndTime, timeRange } from '../../../protocol/calendar/date-words.ts';
import { language, laterWords } from '../../panel/language.ts';
import { write } from '../../panel/saved.ts';
import { clock, format } from '../../panel/times.ts';
import type { Pieces } from './pieces.ts';
import { booking } from './state.ts';
import { zoneText } from './texts.ts';

/** What the server has kept: when, what, and how to move or cancel it. */
export function Booked({ Done, Quiet }: Pieces) {
  const { items, startAt, endAt, timeZone, url, calendarUrl } = booking.now.kept!;
  const t = laterWords()!;
  const hours = timeRange(clock(startAt), clock(endAt));
  return (
    <Done title={t.booked} isNews>
      <p class="card">
        <b>{dayAndTime(language.now.code, format(DATE).format(startAt), hours)}</b>
        {zoneText(startAt, timeZone)}
        {items.map(each => (
          <span dir="auto">{[each.name, each.staffName].filter(Boolean).join(' · ')}</span>
        ))}
      </p>
      <p class="acts">
        <a class="quiet" href={calendarUrl} download>
          {t.calendar}
        </a>
        <a class="quiet" href={url} target="_blank" rel="noreferrer">
          {t.changeVisit}
        </a>
        <Quiet onClick={() => write({ visit: {} })}>{t.againVisit}</Quiet>
      </p>
    </Done>
  );
}
