import { useLayoutEffect, useRef } from 'preact/hooks';

/** What slides over the rest where there is no room for its column. What lies behind it is inert meanwhile. */
export type Drawer = 'rail' | 'person';

/** Takes the focus into the drawer that is open, and back to what opened it; shuts it once it has a column again. */
export function useDrawer(drawer: Drawer | null, shut: () => void): void {
  const opener = useRef<Element | null>(null);
  // Now: once what it stands in is inert, it has the focus no more.
  if (!drawer) opener.current = null;
  else opener.current ??= document.activeElement;
  useLayoutEffect(() => {
    if (!drawer) return;
    const before = opener.current;
    // The style sheet shows it only while the drawer has no column.
    const button = document.querySelector<HTMLElement>(`.${drawer}-close`);
    button?.focus();
    const onResize = () => button?.checkVisibility() || shut();
    addEventListener('resize', onResize);
    return () => {
      removeEventListener('resize', onResize);
      if (before instanceof HTMLElement) before.focus();
    };
  }, [drawer]);
}
