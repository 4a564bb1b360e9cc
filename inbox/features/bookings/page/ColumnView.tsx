import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useApp } from '../../../shell/app.ts';
import { Face } from '../../../shell/Face.tsx';
import { date, weekdayName } from '../../../shell/times.ts';
import { hoursText } from '../text.ts';
import { count, t } from '../words/index.ts';
import type { Column } from './columns.ts';

/** One column with its head: an employee and their hours, or a day. */
export function ColumnView(props: {
  column: Column;
  kind: 'day' | 'week';
  isToday: boolean;
  timeZone: string;
  children: ComponentChildren;
}) {
  const { column, kind, isToday, timeZone, children } = props;
  const now = useApp().clock.value;
  const id = useId();
  const day = Date.parse(column.date);
  const hours = column.hours ? hoursText(column.hours, column.date, timeZone) : t('isFree');
  return (
    <section class="book-column" aria-labelledby={id}>
      <header id={id} data-today={(kind === 'week' && isToday) || undefined}>
        {kind === 'day' && <Face name={column.name} />}
        <h3>
          {kind === 'day' ? (
            <bdi>{column.name}</bdi>
          ) : (
            `${weekdayName(new Date(day).getUTCDay(), false)} ${date(day, now, { timeZone: 'UTC', hasWeekday: false })}`
          )}
          <small>{hours}</small>
          <span class="sr-only">{count('booked', column.blocks.length)}</span>
        </h3>
      </header>
      {children}
    </section>
  );
}
