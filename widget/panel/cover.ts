import { view } from './view.ts';

let isCovering = false;

/**
 * While the panel has the whole screen, nothing that lies below it can be reached: neither the page nor our bell. To be
 * called before anything takes the focus back.
 * @param host whose style says whether an open panel fills the screen
 */
export function cover(host: HTMLElement): void {
  const isFull = view.now.isOpen && !!getComputedStyle(host).getPropertyValue('--full');
  if (isFull === isCovering) return;
  isCovering = isFull;
  host.shadowRoot!.querySelector('button')!.inert = isFull;
  // A page's own dialog may have us in it, and is what is looked at.
  if (!document.body.contains(host)) document.body.inert = isFull;
}
