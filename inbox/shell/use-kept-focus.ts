import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/**
 * Gives the focus to a heading when what had it is gone from the page: the keyboard would begin at the top again, and
 * screen readers would say nothing of what is shown now. Where something has the focus, it stays there.
 * @param inputs what is shown; looked at when one of them becomes another thing
 */
export function useKeptFocus(heading: RefObject<HTMLElement>, inputs: readonly unknown[]): void {
  useEffect(() => {
    const { activeElement, body } = document;
    if (!activeElement || activeElement === body) heading.current?.focus({ preventScroll: true });
  }, inputs);
}
