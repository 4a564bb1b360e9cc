/**
 * What somebody types, pastes and chooses in ours is nobody else's: pages have shortcuts, which know fields of their own
 * and not those in our shadow, and some forbid to copy and to paste.
 */
const EVENTS = ['keydown', 'keypress', 'keyup', 'copy', 'cut', 'paste', 'contextmenu', 'selectstart'];

const stop = (event: Event) => event.stopPropagation();

/** @param signal ends it */
export function keepKeys(host: HTMLElement, signal: AbortSignal): void {
  // A listener that is there already is not added again.
  const keep = (element: Element) => {
    for (const name of EVENTS) element.addEventListener(name, stop, { signal });
  };
  const onFocus = ({ target }: FocusEvent) => {
    const place = (target as Element).closest?.('[data-deskbell-form]');
    if (place) keep(place);
  };

  keep(host);
  addEventListener('focusin', onFocus, { capture: true, signal });
}
