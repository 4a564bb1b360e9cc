import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Views } from './state.ts';

/** Height of a row with its line until one is drawn, px, as the style sheet has it. */
const ROW_PX = 89;

/** Rows drawn above and below what is seen, so that a fast scroll or a Tab meets them. */
const OVERSCAN = 8;

/**
 * Which rows of the list are in sight, from the first to before the last; with some around them. All rows have one height,
 * which is larger where people have their texts spaced wider; the list counts on it to draw only what is in sight.
 */
interface Sight {
  from: number;
  to: number;
  rowPx: number;
}

/**
 * Follows the scrolling of the list, and holds its order: nothing moves under a pointer, nor away from where somebody has
 * scrolled to.
 */
export function useSight(scroller: RefObject<HTMLElement>, views: Pick<Views, 'hold' | 'release'>) {
  const isHovered = useRef(false);
  const [sight, setSight] = useState<Sight>({ from: 0, to: 20, rowPx: ROW_PX });

  const measure = () => scroller.current!.querySelector('.row')?.getBoundingClientRect().height || ROW_PX;

  function settle() {
    // A browser may tell of the last scroll when its list has gone.
    if (!scroller.current) return;
    const { scrollTop, clientHeight } = scroller.current;
    const rowPx = measure();
    if (isHovered.current || scrollTop > rowPx / 2) views.hold();
    else views.release();
    const from = Math.floor(scrollTop / rowPx) - OVERSCAN;
    const to = Math.ceil((scrollTop + clientHeight) / rowPx) + OVERSCAN;
    setSight(now => (now.from === from && now.to === to && now.rowPx === rowPx ? now : { from, to, rowPx }));
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
      const rowPx = measure();
      if (index * rowPx < box.scrollTop) box.scrollTop = index * rowPx;
      else if ((index + 1) * rowPx > box.scrollTop + box.clientHeight)
        box.scrollTop = (index + 1) * rowPx - box.clientHeight;
    },
  };
}
