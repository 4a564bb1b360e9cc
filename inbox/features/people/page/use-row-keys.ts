import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { useApp } from '../../../shell/app.ts';
import { createKeyReader } from '../../shortcuts/shortcuts.ts';

/** J and K go from row to row of a list, as they do in the inbox; Enter opens the one that has the focus by itself. */
export function useRowKeys(scroller: RefObject<HTMLElement>): void {
  const { prefs } = useApp();
  useEffect(() => {
    const read = createKeyReader();

    function onKeyDown(event: KeyboardEvent) {
      if (!prefs.peek().hasShortcuts) return;
      const action = read(event);
      if (action !== 'next' && action !== 'previous') return;
      const rows = [...(scroller.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
      if (rows.length === 0) return;
      event.preventDefault();
      const at = rows.indexOf(document.activeElement as HTMLElement);
      const to = at < 0 ? 0 : at + (action === 'next' ? 1 : -1);
      rows[Math.min(Math.max(to, 0), rows.length - 1)]!.focus();
    }

    // Before those of the whole desk, which know conversations alone.
    document.addEventListener('keydown', onKeyDown, true);
    return () => document.removeEventListener('keydown', onKeyDown, true);
  }, [scroller, prefs]);
}
