/**
 * On a small screen the open panel is all there is: while it covers the page, the keyboard and a screen reader find
 * nothing of what lies below it.
 */
import { view } from './view.ts';

/** @param signal ends it */
export function coverPage(host: HTMLElement, signal: AbortSignal): void {
  let covered: HTMLElement[] = [];

  function uncover() {
    for (const each of covered) each.inert = false;
    covered = [];
  }
  function cover() {
    uncover();
    // The style sheet knows.
    if (!getComputedStyle(host).getPropertyValue('--full')) return;
    const below = [host.shadowRoot!.querySelector<HTMLElement>('.bell')!, document.body];
    // A page's own dialog has us in it, and what it makes inert stays the page's business.
    covered = below.filter(each => !each.inert && !each.contains(host));
    for (const each of covered) each.inert = true;
  }
  const onScreen = () => view.now.isOpen && cover();
  // Before the focus goes back, which it could not otherwise.
  const onView = () => view.now.isOpen || uncover();

  view.watchers.add(onView);
  document.addEventListener('deskbell:opened', cover, { signal });
  addEventListener('resize', onScreen, { signal });
  // Turbo keeps a copy of the body for the way back, which would be inert for ever.
  for (const name of ['turbo:before-cache', 'turbolinks:before-cache'])
    document.addEventListener(name, uncover, { signal });
  // Routers bring another body.
  const bodies = new MutationObserver(onScreen);
  bodies.observe(document.documentElement, { childList: true });
  signal.addEventListener('abort', () => {
    bodies.disconnect();
    view.watchers.delete(onView);
    uncover();
  });
  if (view.now.isOpen) cover();
}
