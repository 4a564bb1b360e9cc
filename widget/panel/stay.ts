/** Frameworks that draw a whole document anew take out what they do not know, and the bell with it: it comes back. */

/** @param signal ends it */
export function stay(host: HTMLElement, signal: AbortSignal): void {
  const observer = new MutationObserver(look);

  function look() {
    if (!host.isConnected) document.documentElement.append(host);
    // The root itself may be another one now.
    observer.observe(document.documentElement, { childList: true });
  }
  observer.observe(document, { childList: true });
  look();
  signal.addEventListener('abort', () => observer.disconnect());
}
