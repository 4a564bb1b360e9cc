import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Gives the focus back when what was opened in place of its button is closed: to that button, drawn again, or to
 * `otherwise` where it is no longer there. Whoever has moved on keeps their place.
 * @param open name of what is open; null: nothing
 * @returns what a button takes that opens it: `<button ref={opener('new')}>`
 */
export function useOpener(
  open: string | null,
  otherwise?: RefObject<HTMLElement>,
): (name: string) => (button: HTMLElement | null) => void {
  const buttons = useRef(new Map<string, HTMLElement>());
  const last = useRef(open);
  // Before it is drawn: a moment later a key would go to the page.
  useLayoutEffect(() => {
    const closed = last.current;
    last.current = open;
    if (closed === null || open !== null) return;
    const { activeElement, body } = document;
    if (activeElement && activeElement !== body) return;
    (buttons.current.get(closed) ?? otherwise?.current)?.focus();
  }, [open]);
  return name => button => {
    if (button) buttons.current.set(name, button);
    else buttons.current.delete(name);
  };
}

/** For a form that was opened in a list: Escape is its way out, and goes no further. */
export function onEscape(leave: () => void) {
  return (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    leave();
  };
}
