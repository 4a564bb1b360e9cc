import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Block, Column } from './columns.ts';
import { type Draft, draftOf, into, shifted, stretched } from './moves.ts';
import { PIXELS } from './place.ts';
import type { Moving } from './use-moving.tsx';

/** A hand that clicks is not still. */
const SLACK_PX = 5;
/** Times of bookings are whole five minutes. */
const STEP_MINUTES = 5;

/** Moves a booking by a mouse or a pen, and stretches it by its lower edge. Fingers swipe; whoever has no pointer has arrows and fields. */
export function useDrag(parts: {
  columns: readonly Column[];
  timeZone: string;
  moving: Moving | null;
  scroller: RefObject<HTMLElement>;
}) {
  const latest = useRef(parts);
  latest.current = parts;
  const dragged = useRef(false);
  const end = useRef<(() => void) | null>(null);
  useEffect(() => () => end.current?.(), []);

  /** Where the pointer is, of what is drawn now. */
  function at(first: Draft, begun: PointerEvent, isEnd: boolean, event: PointerEvent): Draft {
    const { columns, timeZone, scroller } = latest.current;
    const minutes = Math.round((event.clientY - begun.clientY) / PIXELS / STEP_MINUTES) * STEP_MINUTES;
    if (isEnd) return stretched(first, minutes);
    const cells = [...(scroller.current?.querySelectorAll<HTMLElement>('[data-column]') ?? [])];
    const over = cells.find(each => {
      const { left, right } = each.getBoundingClientRect();
      return left <= event.clientX && event.clientX < right;
    });
    const column = columns.find(each => each.key === over?.dataset.column);
    const next = column ? into(first, column, timeZone) : first;
    return shifted(next, minutes);
  }

  function onPointerDown(begun: PointerEvent, block: Block) {
    dragged.current = false;
    if (!latest.current.moving || begun.button !== 0 || begun.pointerType === 'touch') return;
    const first = draftOf(block);
    const isEnd = (begun.target as HTMLElement).classList.contains('book-end');
    let last: Draft | null = null;
    const listening = new AbortController();
    end.current = () => listening.abort();
    const listen = { signal: listening.signal };
    document.addEventListener(
      'pointermove',
      event => {
        const isFar = Math.hypot(event.clientX - begun.clientX, event.clientY - begun.clientY) > SLACK_PX;
        if (!isFar && !dragged.current) return;
        dragged.current = true;
        last = at(first, begun, isEnd, event);
        latest.current.moving?.hold(last);
      },
      listen,
    );
    document.addEventListener(
      'pointerup',
      () => {
        listening.abort();
        if (last) void latest.current.moving?.keep(last);
      },
      listen,
    );
    document.addEventListener(
      'pointercancel',
      () => {
        listening.abort();
        latest.current.moving?.hold(null);
      },
      listen,
    );
  }
  return {
    onPointerDown,
    /** Whether the click that comes now ends a drag. Asked once. */
    wasDragged() {
      const was = dragged.current;
      dragged.current = false;
      return was;
    },
  };
}
