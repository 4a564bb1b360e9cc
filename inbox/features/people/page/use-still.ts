import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Whose } from '../rail/count.ts';
import type { People } from './state.ts';

/**
 * Lets the list follow what is told of people, and holds it still under a reader: nothing moves under a pointer or the focus, nor away from where
 * somebody has scrolled to.
 */
export function useStill(
  { peopleTold, link }: Pick<Whose, 'peopleTold' | 'link'>,
  people: People,
  scroller: RefObject<HTMLElement>,
) {
  const isHovered = useRef(false);

  /** @param focused what has the focus, or is about to get it */
  function settle(focused: EventTarget | null = document.activeElement) {
    const box = scroller.current;
    if (!box) return;
    const isRead = isHovered.current || box.scrollTop > 0 || box.contains(focused as Node | null);
    if (isRead) people.hold();
    else people.release();
  }
  useEffect(() => {
    const first = peopleTold.peek();
    const stopTold = peopleTold.subscribe(told => {
      if (told && told !== first) people.hear(told);
    });
    let isFirst = true;
    const stopLink = link.state.subscribe(state => {
      // What happened while the link was down, nobody has told.
      if (!isFirst && state === 'ready') people.hear({ type: 'people.changed', contactIds: [], isMore: true });
      isFirst = false;
    });
    return () => {
      stopTold();
      stopLink();
      // What is out of sight may move.
      people.hold();
    };
  }, [peopleTold, link, people]);

  return {
    settle,
    /** For the element that scrolls. */
    holds: {
      onPointerEnter: (event: PointerEvent) => event.pointerType === 'mouse' && setHovered(true),
      onPointerLeave: (event: PointerEvent) => event.pointerType === 'mouse' && setHovered(false),
      onFocusIn: () => settle(),
      onFocusOut: (event: FocusEvent) => settle(event.relatedTarget),
    },
  };

  function setHovered(is: boolean) {
    isHovered.current = is;
    settle();
  }
}
