import type { Week } from '../../../../protocol/hours.ts';
import { Icon } from '../../../shell/Icon.tsx';
import { Problem } from '../../../shell/Submit.tsx';
import { weekdayName } from '../../../shell/times.ts';
import { fromEndField, nextSpan, toField, withDay } from './week.ts';
import { t } from './words/index.ts';

/** Spans one day can have; as the schema allows. */
const MAX_SPANS = 4;

/** Seven days from Monday, each with its spans in the site's zone. */
export function HoursEditor(props: { week: Week; wrong: readonly number[]; onWeek: (week: Week) => void }) {
  const { week, wrong, onWeek } = props;
  return (
    <div class="hours">
      {week.map((spans, index) => {
        const day = weekdayName((index + 1) % 7, true);
        const set = (next: Week[number]) => onWeek(withDay(week, index, next));
        return (
          <div key={index} class="hours-day">
            <b>{weekdayName((index + 1) % 7, false)}</b>
            <div>
              {spans.length === 0 && <span class="hours-closed">{t('hoursClosed')}</span>}
              {spans.map((span, at) => (
                <span key={at} class="span">
                  <input
                    type="time"
                    aria-label={t('hoursFrom', { day })}
                    value={span.from}
                    onInput={event => set(spans.with(at, { ...span, from: event.currentTarget.value }))}
                  />
                  <span aria-hidden="true">–</span>
                  <input
                    type="time"
                    aria-label={t('hoursTo', { day })}
                    value={toField(span.to)}
                    onInput={event => set(spans.with(at, { ...span, to: fromEndField(event.currentTarget.value) }))}
                  />
                  <button
                    type="button"
                    class="icon-btn"
                    aria-label={t('hoursRemove', { day })}
                    onClick={() => set(spans.toSpliced(at, 1))}
                  >
                    <Icon name="close" size={16} />
                  </button>
                </span>
              ))}
              {wrong.includes(index) && <Problem text={t('hoursOrder')} />}
            </div>
            {spans.length < MAX_SPANS && (
              <button
                type="button"
                class="icon-btn"
                aria-label={t('hoursAdd', { day })}
                onClick={() => set([...spans, nextSpan(spans)])}
              >
                <Icon name="plus" size={16} />
              </button>
            )}
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
