import { useRef, useState } from 'preact/hooks';
import type { OneOffDay } from '../../../../protocol/hours.ts';
import { useApp } from '../../../shell/app.ts';
import { TextField } from '../../../shell/fields.tsx';
import { Icon } from '../../../shell/Icon.tsx';
import { date } from '../../../shell/times.ts';
import { type DayProblem, dayProblems, MAX_DAYS, nextDay } from './days.ts';
import { AddSpan, SpanFields } from './Spans.tsx';
import { t } from './words/index.ts';

/** Dates that differ from the week: holidays, and days with hours of their own. */
export function DaysField({ days, onDays }: { days: OneOffDay[]; onDays: (days: OneOffDay[]) => void }) {
  const now = useApp().clock.value;
  const adder = useRef<HTMLButtonElement>(null);
  /** The one that was just added, which takes the focus. */
  const [newest, setNewest] = useState(-1);
  const problems = dayProblems(days);
  return (
    <fieldset>
      <legend>{t('days')}</legend>
      <p class="hint">{t('daysHint')}</p>
      {days.length > 0 && (
        <ul class="days">
          {days.map((day, at) => (
            <DayRow
              key={at}
              day={day}
              isNew={at === newest}
              problem={problems.get(at)}
              onDay={next => onDays(days.with(at, next))}
              onRemove={() => {
                onDays(days.toSpliced(at, 1));
                setNewest(-1);
                adder.current?.focus();
              }}
            />
          ))}
        </ul>
      )}
      {days.length < MAX_DAYS && (
        <button
          ref={adder}
          type="button"
          class="btn is-start"
          onClick={() => {
            setNewest(days.length);
            onDays([...days, nextDay(days, now)]);
          }}
        >
          {t('daysAdd')}
        </button>
      )}
    </fieldset>
  );
}

function DayRow(props: {
  day: OneOffDay;
  isNew: boolean;
  problem: DayProblem | undefined;
  onDay: (day: OneOffDay) => void;
  onRemove: () => void;
}) {
  const { day, isNew, problem, onDay, onRemove } = props;
  const now = useApp().clock.value;
  const said = day.date ? date(Date.parse(day.date), now, { timeZone: 'UTC', isLong: true }) : t('dayDate');
  const its = { day: said, spans: day.spans, onSpans: (spans: OneOffDay['spans']) => onDay({ ...day, spans }) };
  return (
    <li>
      <div class="day-words">
        <TextField
          label={t('dayDate')}
          type="date"
          isFocused={isNew}
          min="2000-01-01"
          max="2199-12-31"
          value={day.date}
          onValue={next => onDay({ ...day, date: next })}
          problem={problem && problem !== 'hoursOrder' ? t(problem) : ''}
        />
        <TextField label={t('dayName')} maxLength={60} value={day.name} onValue={name => onDay({ ...day, name })} />
        <button type="button" class="icon-btn" aria-label={t('dayRemove', { day: said })} onClick={onRemove}>
          <Icon name="close" size={16} />
        </button>
      </div>
      <div class="hours-day is-date">
        <SpanFields {...its} isWrong={problem === 'hoursOrder'} />
        <AddSpan {...its} />
      </div>
    </li>
  );
}
