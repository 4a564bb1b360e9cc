/**
 * A modal dialog of the page makes all around it inert, and libraries that build their own keep the focus in them. So a
 * panel that is opened from one stands in it while it is open: in the top layer, where nothing of the dialog's cuts it off.
 */
import { close, focusField } from './seat.tsx';
import { view } from './view.ts';

const DIALOGS = 'dialog,[role=dialog],[role=alertdialog]';

/** @param signal ends it */
export function settle(host: HTMLElement, signal: AbortSignal): void {
  const watcher = new MutationObserver(() => host.checkVisibility() || goHome());

  function goHome() {
    watcher.disconnect();
    if (host.parentNode === document.documentElement) return;
    host.popover = null;
    document.documentElement.append(host);
  }

  function moveIn() {
    const { activeElement } = document;
    const opener = activeElement === host ? null : activeElement;
    const dialog = opener?.closest(DIALOGS) ?? [...document.querySelectorAll('dialog:modal')].at(-1);
    // A dialog that closed just now still has the focus, until the page is drawn.
    if (!dialog?.checkVisibility() || dialog.contains(host)) return;
    dialog.append(host);
    host.popover = 'manual';
    host.showPopover();
    focusField();
    // Dialogs close by an attribute of theirs or of what they stand in, or are taken away.
    watcher.observe(document, { subtree: true, childList: true, attributes: true });
  }

  document.addEventListener('deskbell:opened', moveIn, { signal });
  document.addEventListener('deskbell:closed', goHome, { signal });
  signal.addEventListener('abort', () => watcher.disconnect());
  if (view.now.isOpen) moveIn();

  // Libraries hold on to these at the document: they would scroll nothing but their dialog, and close it.
  const keep = (event: Event) => host.popover && event.stopPropagation();
  for (const name of ['wheel', 'touchmove']) host.addEventListener(name, keep, { signal });
  // Before the document hears it, which would close the dialog around us as well.
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !host.popover || !event.composedPath().includes(host)) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  addEventListener('keydown', onKey, { capture: true, signal });
}
