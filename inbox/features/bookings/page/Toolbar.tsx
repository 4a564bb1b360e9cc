import type { RefObject } from 'preact';
import type { Employee } from '../../../../protocol/staff.ts';
import { useApp } from '../../../shell/app.ts';
import { Icon } from '../../../shell/Icon.tsx';
import { Key } from '../../../shell/Key.tsx';
import { Pill } from '../../../shell/Pill.tsx';
import { date } from '../../../shell/times.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { count, t } from '../words/index.ts';
import { dateAfter, weekOf } from '../zone.ts';
import type { Shown } from './columns.ts';

/** Which day or week is shown, and the way to others. */
export function Toolbar(props: {
  shown: Shown;
  today: string;
  employees: readonly Employee[];
  count: number;
  scroller: RefObject<HTMLElement>;
  onShown: (shown: Shown) => void;
  /** Null: the agent only reads. */
  onAdd: (() => void) | null;
  /** Null: the agent is no owner. */
  onCalendar: (() => void) | null;
}) {
  const { shown, today, employees, scroller, onShown, onAdd, onCalendar } = props;
  const now = useApp().clock.value;
  const isWeek = shown.kind === 'week';
  const by = isWeek ? 7 : 1;
  const active = employees.filter(each => each.isActive);
  const dayText = (day: string) => date(Date.parse(day), now, { timeZone: 'UTC', isLong: !isWeek });
  const first = weekOf(shown.date);
  const title = isWeek ? `${dayText(first)} – ${dayText(dateAfter(first, 6))}` : dayText(shown.date);
  const arrow = (name: 'back' | 'forward', label: string, onClick: () => void, extra = '') => (
    <button type="button" class={`icon-btn ${extra}`} aria-label={label} onClick={onClick}>
      <Icon name={name} />
    </button>
  );
  return (
    <div class="book-bar">
      <div class="book-when">
        {arrow('back', t(isWeek ? 'weekBefore' : 'dayBefore'), () =>
          onShown({ ...shown, date: dateAfter(shown.date, -by) }),
        )}
        <button type="button" class="btn" onClick={() => onShown({ ...shown, date: today })}>
          {shellText('today')}
        </button>
        {arrow('forward', t(isWeek ? 'weekAfter' : 'dayAfter'), () =>
          onShown({ ...shown, date: dateAfter(shown.date, by) }),
        )}
      </div>
      <h2 aria-live="polite">{title}</h2>
      <Pill>{count('booked', props.count)}</Pill>
      <input
        type="date"
        class="book-date"
        aria-label={t('date')}
        required
        min="2000-01-01"
        max="2199-12-31"
        value={shown.date}
        onChange={event => {
          const { value } = event.currentTarget;
          if (value) onShown({ ...shown, date: value });
        }}
      />
      {isWeek ? (
        <select
          aria-label={t('employee')}
          value={shown.staffId}
          onChange={event => onShown({ ...shown, staffId: event.currentTarget.value })}
        >
          {active.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      ) : (
        active.length > 1 && (
          <div class="book-swipe">
            {arrow('back', t('employeeBefore'), () => turn(scroller.current, -1))}
            {arrow('forward', t('employeeAfter'), () => turn(scroller.current, 1))}
          </div>
        )
      )}
      <div class="book-kind">
        <button
          type="button"
          class="btn is-quiet"
          aria-pressed={!isWeek}
          onClick={() => onShown({ kind: 'day', date: shown.date })}
        >
          {t('day')}
        </button>
        <button
          type="button"
          class="btn is-quiet"
          aria-pressed={isWeek}
          onClick={() => {
            const [one] = active;
            if (one && !isWeek) onShown({ kind: 'week', date: shown.date, staffId: one.id });
          }}
        >
          {t('week')}
        </button>
        <button type="button" class="btn is-quiet book-print" onClick={() => print()}>
          {t('print')}
        </button>
        {isWeek && onCalendar && (
          <button type="button" class="btn is-quiet" onClick={onCalendar}>
            {t('calendar')}
          </button>
        )}
        {onAdd && (
          <button type="button" class="btn is-go has-keys" data-shortcut="note" onClick={onAdd}>
            {t('add')} <Key>N</Key>
          </button>
        )}
      </div>
    </div>
  );
}

/** Goes to the column beside the one that is seen, where one fills the page. */
function turn(scroller: HTMLElement | null, by: 1 | -1): void {
  if (!scroller) return;
  const columns = [...scroller.querySelectorAll<HTMLElement>('.book-column')];
  const width = columns[0]?.offsetWidth || 1;
  const at = Math.round(Math.abs(scroller.scrollLeft) / width) + by;
  columns[Math.min(Math.max(at, 0), columns.length - 1)]?.scrollIntoView({ block: 'nearest', inline: 'start' });
}
