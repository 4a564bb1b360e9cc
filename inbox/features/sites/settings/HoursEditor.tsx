import type { Week } from '../../../../protocol/hours.ts';
import { weekdayName } from '../../../shell/times.ts';
import { AddSpan, SpanFields } from './Spans.tsx';
import { withDay } from './week.ts';
import { t } from './words/index.ts';

/** Seven days from Monday, each with its spans in the site's zone. @param props.none what a day without any is called; left out: closed */
export function HoursEditor(props: {
  week: Week;
  wrong: readonly number[];
  none?: string | undefined;
  onWeek: (week: Week) => void;
}) {
  const { week, wrong, none, onWeek } = props;
  return (
    <div class="hours">
      {week.map((spans, index) => {
        const day = weekdayName((index + 1) % 7, true);
        const its = { day, spans, onSpans: (next: Week[number]) => onWeek(withDay(week, index, next)) };
        return (
          <div key={index} class="hours-day">
            <b>{weekdayName((index + 1) % 7, false)}</b>
            <SpanFields {...its} isWrong={wrong.includes(index)} none={none} />
            <AddSpan {...its} />
            {index === 0 && (
              <button
                type="button"
                class="btn is-quiet"
                onClick={() => onWeek(week.map(() => spans.map(span => ({ ...span }))))}
              >
                {t('hoursCopy')}
              </button>
            )}
          </div>
        );
      })}
    </div>
  );
}
