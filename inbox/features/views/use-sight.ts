import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Views } from './state.ts';

/** Height of every row with its line, px; the style sheet sets it. The list counts on it to draw only what is in sight. */
export const ROW_PX = 89;

/** Rows drawn above and below what is seen, so that a fast scroll or a Tab meets them. */
const OVERSCAN = 8;

/** Which rows of the list are in sight, from the first to before the last; with some around them. */
interface Sight {
  from: number;
  to: number;
}

/**
 * Follows the scrolling of the list, and holds its order: nothing moves under a pointer, nor away from where somebody has
 * scrolled to.
 */
export function useSight(scroller: RefObject<HTMLElement>, views: Pick<Views, 'hold' | 'release'>) {
  const isHovered = useRef(false);
  const [sight, setSight] = useState<Sight>({ from: 0, to: 20 });

  function settle() {
    const { scrollTop, clientHeight } = scroller.current!;
    if (isHovered.current || scrollTop > ROW_PX / 2) views.hold();
    else views.release();
    const from = Math.floor(scrollTop / ROW_PX) - OVERSCAN;
    const to = Math.ceil((scrollTop + clientHeight) / ROW_PX) + OVERSCAN;
    setSight(before => (before.from === from && before.to === to ? before : { from, to }));
  }
  useLayoutEffect(() => {
    settle();
    const observer = new ResizeObserver(settle);
    observer.observe(scroller.current!);
    return () => {
      observer.disconnect();
      views.release();
    };
  }, []);

  return {
    sight,
    onScroll: settle,
    setHovered(is: boolean) {
      isHovered.current = is;
      settle();
    },
    /** Scrolls to a row by its place; -1 is none. A list that is pointed at stays. */
    reveal(index: number) {
      const box = scroller.current!;
      if (index < 0 || isHovered.current) return;
      if (index * ROW_PX < box.scrollTop) box.scrollTop = index * ROW_PX;
      else if ((index + 1) * ROW_PX > box.scrollTop + box.clientHeight)
        box.scrollTop = (index + 1) * ROW_PX - box.clientHeight;
    },
  };
}
