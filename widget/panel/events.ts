import type { Events } from '../calls.ts';

/** Tells the page, as the DOM event `deskbell:NAME`; `on` of the page's calls listens to the same. */
export function emit<Name extends keyof Events>(name: Name, detail?: Events[Name]): void {
  document.dispatchEvent(new CustomEvent(`deskbell:${name}`, { detail }));
}
