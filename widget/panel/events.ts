/** What the page hears of the widget: DOM events, which its calls `on`, `once` and `off` listen to. */
import type { Calls, Events } from '../calls.ts';

/** Tells the page, as the DOM event `deskbell:NAME`. */
export function emit<Name extends keyof Events>(name: Name, detail?: Events[Name]): void {
  document.dispatchEvent(new CustomEvent(`deskbell:${name}`, { detail }));
}

type Listener = (detail: never) => void;

/** The page's own listeners, as its calls `on`, `once` and `off` know them. */
export interface Listeners extends Pick<Calls, 'on' | 'once' | 'off'> {
  /** Takes all of them away. */
  clear(): void;
}

export function createListeners(): Listeners {
  /** Each with ours that hands it `detail`. */
  const hooks = new WeakMap<Listener, EventListener>();
  let listening = new AbortController();

  function add(name: string, listener: Listener, once?: boolean) {
    const hook = hooks.get(listener) ?? (event => listener((event as CustomEvent).detail as never));
    hooks.set(listener, hook);
    document.addEventListener(`deskbell:${name}`, hook, { once, signal: listening.signal });
    return () => off(name, listener);
  }

  function off(name: string, listener: Listener) {
    document.removeEventListener(`deskbell:${name}`, hooks.get(listener)!);
  }

  return {
    on: (name, listener) => add(name, listener),
    once: (name, listener) => add(name, listener, true),
    off,
    clear() {
      listening.abort();
      listening = new AbortController();
    },
  };
}
