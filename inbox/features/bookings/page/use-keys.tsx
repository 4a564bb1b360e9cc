import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Block, Column } from './columns.ts';
import { type Draft, draftOf, into, shifted, stretched } from './moves.ts';
import type { Moving } from './use-moving.tsx';

/**
 * Arrows on a booking hold it elsewhere: up and down by a step, with Shift its end, to the sides in another column. Enter keeps
 * it there, Escape leaves it where it was. @returns what a booking's button takes for its keys
 */
export function useKeys(parts: {
  columns: readonly Column[];
  timeZone: string;
  step: number;
  moving: Moving | null;
  scroller: RefObject<HTMLElement>;
}) {
  const { columns, timeZone, step, moving, scroller } = parts;
  const draft = moving?.draft ?? null;
  const heldName = draft && `${draft.id} ${draft.at}`;
  const byKeys = useRef<string | null>(null);
  // In another column it is drawn anew, and who moved it moves it on; the same once it is kept or left.
  useLayoutEffect(() => {
    const name = byKeys.current;
    if (!name) return;
    for (const each of scroller.current?.querySelectorAll<HTMLElement>('[data-block]') ?? []) {
      if (each.dataset.block !== name || each === document.activeElement) continue;
      if (document.activeElement === document.body) each.focus();
    }
    if (!heldName) byKeys.current = null;
  }, [draft]);

  function moved(now: Draft, event: KeyboardEvent, column: Column): Draft | null {
    const { key, shiftKey } = event;
    if (key === 'ArrowUp' || key === 'ArrowDown') {
      const by = key === 'ArrowUp' ? -step : step;
      return shiftKey ? stretched(now, by) : shifted(now, by);
    }
    if (key !== 'ArrowLeft' && key !== 'ArrowRight') return null;
    const isRtl = document.documentElement.dir === 'rtl';
    const to = columns.indexOf(column) + ((key === 'ArrowLeft') === isRtl ? 1 : -1);
    const beside = columns[to];
    return beside ? into(now, beside, timeZone) : now;
  }

  return (event: KeyboardEvent, block: Block, column: Column) => {
    if (!moving || event.altKey || event.ctrlKey || event.metaKey) return;
    const own = draft?.id === block.shown.booking.id && draft.at === block.at ? draft : null;
    if (own && event.key === 'Enter') void moving.keep(own);
    else if (own && event.key === 'Escape') moving.hold(null);
    else {
      const next = moved(own ?? draftOf(block), event, column);
      if (!next) return;
      byKeys.current = `${next.id} ${next.at}`;
      moving.hold(next);
    }
    event.preventDefault();
    event.stopPropagation();
  };
}
