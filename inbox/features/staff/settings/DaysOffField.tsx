import { useRef, useState } from 'preact/hooks';
import type { DayOff } from '../../../../protocol/staff.ts';
import { MAX_DAYS_OFF } from '../../../../protocol/staff-limits.ts';
import { useApp } from '../../../shell/app.ts';
import { TextField } from '../../../shell/fields.tsx';
import { Icon } from '../../../shell/Icon.tsx';
import { dayOffProblems, nextDate } from './typed.ts';
import { t } from './words/index.ts';

/** Holidays and other days on which somebody does not work, from the first to the last. */
export function DaysOffField({ days, onDays }: { days: DayOff[]; onDays: (days: DayOff[]) => void }) {
  const now = useApp().clock.value;
  const adder = useRef<HTMLButtonElement>(null);
  /** The one that was just added, which takes the focus. */
  const [newest, setNewest] = useState(-1);
  const problems = dayOffProblems(days);
  const dated = { type: 'date', min: '2000-01-01', max: '2199-12-31' } as const;
  return (
    <fieldset>
      <legend>{t('daysOff')}</legend>
      {days.length > 0 && (
        <ul class="plan">
          {days.map((day, at) => {
            const set = (change: Partial<DayOff>) => onDays(days.with(at, { ...day, ...change }));
            const problem = problems.get(at);
            return (
              <li key={at}>
                <div class="plan-row is-range">
                  <TextField
                    {...dated}
                    label={t('firstDay')}
                    isFocused={at === newest}
                    value={day.from}
                    // Most are one day, or begin with it.
                    onValue={from => set({ from, ...(day.to < from && { to: from }) })}
                    problem={problem === 'dateMissing' ? t(problem) : ''}
                  />
                  <TextField
                    {...dated}
                    label={t('lastDay')}
                    value={day.to}
                    onValue={to => set({ to })}
                    problem={problem === 'orderWanted' ? t(problem) : ''}
                  />
                  <button
                    type="button"
                    class="icon-btn"
                    aria-label={t('removeDay', { day: day.name || day.from })}
                    onClick={() => {
                      onDays(days.toSpliced(at, 1));
                      setNewest(-1);
                      adder.current?.focus();
                    }}
                  >
                    <Icon name="close" size={16} />
                  </button>
                </div>
                <TextField label={t('reason')} maxLength={60} value={day.name} onValue={name => set({ name })} />
              </li>
            );
          })}
        </ul>
      )}
      {days.length < MAX_DAYS_OFF && (
        <button
          ref={adder}
          type="button"
          class="btn is-start"
          onClick={() => {
            setNewest(days.length);
            const next = nextDate(
              days.map(each => each.to),
              now,
            );
            onDays([...days, { from: next, to: next, name: '' }]);
          }}
        >
          {t('addDayOff')}
        </button>
      )}
    </fieldset>
  );
}
