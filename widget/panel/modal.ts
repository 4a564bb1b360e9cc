/**
 * A modal dialog of the page makes all around it inert, and libraries that build their own keep the focus in them. So a
 * panel that is opened from one stands in it while it is open: in the top layer, where nothing of the dialog's cuts it off.
 */
import { close, focusBefore, focusField } from './seat.tsx';
import { view } from './view.ts';

/** What fills the screen hides all around it as well. */
const DIALOGS = 'dialog,[role=dialog],[role=alertdialog],:fullscreen';
/** Libraries hold on to these at the document: they would scroll nothing but their dialog, and close it. */
const SCROLLING = ['wheel', 'touchmove'];
/** By these, dialogs of the browser are told that somebody points beside them, and close. */
const POINTING = ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'touchstart', 'touchend', 'click'];

/** @param signal ends it */
export function settle(host: HTMLElement, signal: AbortSignal): void {
  const watcher = new MutationObserver(() => isUsable(host) || goHome());

  function goHome() {
    watcher.disconnect();
    if (host.parentNode === document.documentElement) return;
    host.popover = null;
    document.documentElement.append(host);
  }

  function moveIn() {
    const active = focused(host);
    const dialog =
      around(active === host ? focusBefore : active).find(each => each.matches(DIALOGS)) ??
      [...document.querySelectorAll('dialog:modal')].at(-1);
    // A dialog that closed just now still has the focus, until the page is drawn.
    if (!dialog?.checkVisibility() || dialog.contains(host)) return;
    dialog.append(host);
    host.popover = 'manual';
    host.showPopover();
    focusField();
    // Dialogs close by an attribute of theirs or of what they stand in, or are taken away.
    for (const root of roots(dialog)) watcher.observe(root, { subtree: true, childList: true, attributes: true });
  }

  document.addEventListener('deskbell:opened', moveIn, { signal });
  document.addEventListener('deskbell:closed', goHome, { signal });
  signal.addEventListener('abort', () => watcher.disconnect());
  if (view.now.isOpen) moveIn();

  const isInDialog = () => host.parentElement?.localName === 'dialog';
  const keep = (event: Event) => host.popover && event.stopPropagation();
  const keepPointing = (event: Event) => isInDialog() && event.stopPropagation();
  for (const name of SCROLLING) host.addEventListener(name, keep, { signal });
  for (const name of POINTING) host.addEventListener(name, keepPointing, { signal });
  // Before the document hears it, which would close the dialog around us as well.
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.isComposing || !host.popover || !event.composedPath().includes(host)) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  addEventListener('keydown', onKey, { capture: true, signal });
}

/** What has the focus, in whatever shadow root of the page; ours are not looked into. */
function focused(host: HTMLElement): Element | null {
  let active = document.activeElement;
  while (active !== host && active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** An element and all that it is drawn in, the nearest first, out of one shadow root after the other. */
function around(element: Element | null): Element[] {
  const list: Element[] = [];
  for (let each: Node | null = element; each; ) {
    if (each instanceof ShadowRoot) each = each.host;
    else {
      if (each instanceof Element) list.push(each);
      each = (each as Element).assignedSlot ?? each.parentNode;
    }
  }
  return list;
}

/** The shadow roots that an element stands in, and the document. */
function roots(element: Element): Set<Node> {
  return new Set(around(element).map(each => each.getRootNode()));
}

/** Libraries that leave a closed dialog in the page hide it, or let nobody reach it. */
function isUsable(host: HTMLElement): boolean {
  return host.checkVisibility() && !around(host).some(each => each.matches('[inert],[aria-hidden=true]'));
}
