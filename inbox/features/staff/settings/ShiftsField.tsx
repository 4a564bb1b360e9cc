import { useRef, useState } from 'preact/hooks';
import type { Shift } from '../../../../protocol/staff.ts';
import { MAX_SHIFTS } from '../../../../protocol/staff-limits.ts';
import { useApp } from '../../../shell/app.ts';
import { TextField } from '../../../shell/fields.tsx';
import { Icon } from '../../../shell/Icon.tsx';
import { date } from '../../../shell/times.ts';
import { AddSpan, SpanFields } from '../../sites/settings/Spans.tsx';
import { nextDate, shiftProblems } from './typed.ts';
import { t } from './words/index.ts';

/** Dates whose hours are other than the week's. */
export function ShiftsField({ shifts, onShifts }: { shifts: Shift[]; onShifts: (shifts: Shift[]) => void }) {
  const now = useApp().clock.value;
  const adder = useRef<HTMLButtonElement>(null);
  /** The one that was just added, which takes the focus. */
  const [newest, setNewest] = useState(-1);
  const problems = shiftProblems(shifts);
  return (
    <fieldset>
      <legend>{t('shifts')}</legend>
      <p class="hint">{t('shiftsHint')}</p>
      {shifts.length > 0 && (
        <ul class="plan">
          {shifts.map((shift, at) => {
            const problem = problems.get(at);
            const day = shift.date ? date(Date.parse(shift.date), now, { timeZone: 'UTC', isLong: true }) : t('date');
            const its = {
              day,
              spans: shift.spans,
              onSpans: (spans: Shift['spans']) => onShifts(shifts.with(at, { ...shift, spans })),
            };
            return (
              <li key={at}>
                <div class="plan-row">
                  <TextField
                    label={t('date')}
                    type="date"
                    isFocused={at === newest}
                    min="2000-01-01"
                    max="2199-12-31"
                    value={shift.date}
                    onValue={next => onShifts(shifts.with(at, { ...shift, date: next }))}
                    problem={problem && problem !== 'hoursWanted' ? t(problem) : ''}
                  />
                  <button
                    type="button"
                    class="icon-btn"
                    aria-label={t('removeDay', { day })}
                    onClick={() => {
                      onShifts(shifts.toSpliced(at, 1));
                      setNewest(-1);
                      adder.current?.focus();
                    }}
                  >
                    <Icon name="close" size={16} />
                  </button>
                </div>
                <div class="hours-day plan-hours">
                  <SpanFields {...its} isWrong={problem === 'hoursWanted'} none={t('free')} />
                  <AddSpan {...its} />
                </div>
              </li>
            );
          })}
        </ul>
      )}
      {shifts.length < MAX_SHIFTS && (
        <button
          ref={adder}
          type="button"
          class="btn is-start"
          onClick={() => {
            setNewest(shifts.length);
            const next = nextDate(
              shifts.map(each => each.date),
              now,
            );
            onShifts([...shifts, { date: next, spans: [{ from: '10:00', to: '19:00' }] }]);
          }}
        >
          {t('addShift')}
        </button>
      )}
    </fieldset>
  );
}
