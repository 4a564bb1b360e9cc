import type { RefObject } from 'preact';
import { useApp } from '../../../shell/app.ts';
import { clock, MINUTE_MS } from '../../../shell/times.ts';
import { usePart } from '../../../shell/use-part.ts';
import type { Typed } from '../new/typed.ts';
import { t } from '../words/index.ts';
import { instantOf, type Stretch, wallOf } from '../zone.ts';
import { BlockButton } from './BlockButton.tsx';
import { ColumnView } from './ColumnView.tsx';
import { type Column, drawnHours } from './columns.ts';
import { PIXELS, place } from './place.ts';
import { useDrag } from './use-drag.tsx';
import { useKeys } from './use-keys.tsx';
import type { Moving } from './use-moving.tsx';

interface Props {
  columns: readonly Column[];
  kind: 'day' | 'week';
  timeZone: string;
  today: string;
  /** Minutes from one time that is offered to the next. */
  step: number;
  /** Null: the agent only reads. */
  moving: Moving | null;
  scroller: RefObject<HTMLDivElement>;
  onOpen: (id: string) => void;
  onEmpty: ((preset: Partial<Typed>) => void) | null;
}

/** The columns of the book, each a list of what is booked, drawn against its hours. */
export function Grid(props: Props) {
  const { columns, kind, timeZone, today, step, moving, scroller, onOpen, onEmpty } = props;
  const { clock: pageClock } = useApp();
  const now = usePart(() => Math.floor(pageClock.value / MINUTE_MS) * MINUTE_MS, [pageClock]);
  const { first, last } = drawnHours(columns);
  const onKeyDown = useKeys({ columns, timeZone, step, moving, scroller });
  const drag = useDrag({ columns, timeZone, moving, scroller });
  const hours = Array.from({ length: last - first }, (_, hour) => first + hour);
  const stands = ({ from, to }: Stretch) => place({ from: from - first * 60, to: to - first * 60 });
  const wall = wallOf(now, timeZone);
  const anyDay = columns[0]?.date ?? today;
  const hourText = (hour: number) => clock(instantOf(anyDay, hour * 60, timeZone), timeZone);
  return (
    <section
      class="book-scroll"
      ref={scroller}
      data-kind={kind}
      data-halves={hours.some(hour => hourText(hour).length > '23:00'.length) ? '' : undefined}
      aria-label={t(kind)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <div class="book-hours" aria-hidden="true">
        {hours.map(hour => (
          <span key={hour} style={{ insetBlockStart: place({ from: (hour - first) * 60, to: 0 }).insetBlockStart }}>
            {hourText(hour)}
          </span>
        ))}
      </div>
      {columns.map(column => (
        <ColumnView key={column.key} column={column} kind={kind} isToday={column.date === today} timeZone={timeZone}>
          {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: by keys there is N, and fields for day and hour */}
          <div
            class="book-cells"
            style={{ blockSize: place({ from: 0, to: hours.length * 60 }).blockSize }}
            data-column={column.key}
            onClick={event => {
              if (event.target !== event.currentTarget || !onEmpty) return;
              const minutes = first * 60 + Math.floor(event.offsetY / PIXELS / step) * step;
              onEmpty({ date: column.date, staffId: column.staffId, time: clockValue(minutes) });
            }}
          >
            {column.off.map(each => (
              <i key={each.from} class="book-off" style={stands(clipped(each, first, last))} />
            ))}
            {column.date === wall.date && wall.minutes >= first * 60 && wall.minutes < last * 60 && (
              <i class="book-now" style={{ insetBlockStart: stands({ from: wall.minutes, to: 0 }).insetBlockStart }} />
            )}
            {column.blocks.length > 0 && (
              <ol>
                {column.blocks.map(block => (
                  <li key={`${block.shown.booking.id} ${block.at}`} style={stands(block)}>
                    <BlockButton
                      block={block}
                      timeZone={timeZone}
                      isHeld={moving?.draft?.id === block.shown.booking.id}
                      hasMoves={moving !== null}
                      onKeyDown={event => onKeyDown(event, block, column)}
                      onPointerDown={event => drag.onPointerDown(event, block)}
                      onClick={() => {
                        if (!drag.wasDragged()) onOpen(block.shown.booking.id);
                      }}
                    />
                  </li>
                ))}
              </ol>
            )}
          </div>
        </ColumnView>
      ))}
    </section>
  );
}

function clipped({ from, to }: Stretch, first: number, last: number): Stretch {
  const inside = (minutes: number) => Math.min(Math.max(minutes, first * 60), last * 60);
  return { from: inside(from), to: inside(to) };
}

const two = (n: number) => String(n).padStart(2, '0');
const clockValue = (minutes: number) => `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
