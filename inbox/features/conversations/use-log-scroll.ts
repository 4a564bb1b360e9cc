import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Closer to the end than this the log sticks to it, px; about a line and a half. */
const STICK_PX = 32;
/** Older entries are asked for this far before the first one is in sight, px. */
const READ_AHEAD_PX = 400;

/**
 * How the log scrolls: it sticks to its end, what is being read stays in place when older entries come above it, and
 * what comes below is told by `hasNews`.
 */
export function useLogScroll(props: {
  log: RefObject<HTMLElement>;
  /** Of the entries drawn; 0 for none. */
  firstSeq: number;
  lastSeq: number;
  /** What one has just sent is shown, wherever one was reading. */
  lastPendingId: string | undefined;
  hasEarlier: boolean;
  onNearStart: () => void;
}) {
  const { log, firstSeq, lastSeq, lastPendingId, hasEarlier, onNearStart } = props;
  const isAtEnd = useRef(true);
  /** Distance from the bottom of what was drawn before. */
  const fromBottom = useRef(0);
  const drawnFirst = useRef(firstSeq);
  const [hasNews, setNews] = useState(false);

  useLayoutEffect(() => {
    const box = log.current!;
    if (drawnFirst.current !== firstSeq && !isAtEnd.current) box.scrollTop = box.scrollHeight - fromBottom.current;
    else if (isAtEnd.current) box.scrollTop = box.scrollHeight;
    drawnFirst.current = firstSeq;
    fromBottom.current = box.scrollHeight - box.scrollTop;
  });
  useLayoutEffect(() => {
    // The composer grows and a phone's keyboard comes: what was at the end stays there.
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) log.current!.scrollTop = log.current!.scrollHeight;
    });
    observer.observe(log.current!);
    return () => observer.disconnect();
  }, []);
  useEffect(() => setNews(!isAtEnd.current), [lastSeq]);
  useEffect(() => setNews(false), []);
  useLayoutEffect(() => {
    if (lastPendingId) toEnd();
  }, [lastPendingId]);

  function toEnd() {
    isAtEnd.current = true;
    log.current!.scrollTop = log.current!.scrollHeight;
    setNews(false);
  }

  function onScroll() {
    // A browser may tell of the last scroll when its list has gone.
    if (!log.current) return;
    const { scrollTop, scrollHeight, clientHeight } = log.current;
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < STICK_PX;
    fromBottom.current = scrollHeight - scrollTop;
    if (isAtEnd.current) setNews(false);
    if (scrollTop < READ_AHEAD_PX && hasEarlier) onNearStart();
  }
  useEffect(onScroll, [hasEarlier]);

  return {
    hasNews,
    toEnd,
    onScroll,
    /** Scrolls to an entry and marks it. @returns false when it lies on an older page */
    show(seq: number): boolean {
      const found = log.current?.querySelector(`[data-seq="${seq}"]`);
      if (!found) return false;
      isAtEnd.current = false;
      found.scrollIntoView({ block: 'center' });
      found.classList.add('is-shown');
      return true;
    },
  };
}
