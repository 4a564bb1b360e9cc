import { effect, type Signal, signal } from '@preact/signals';

/** What belongs to this browser, not to the agent: kept in `localStorage`. */
export interface Prefs {
  theme: 'auto' | 'light' | 'dark';
  hasSound: boolean;
  /** Single-letter keys can get in the way of speech input (WCAG 2.1.4), so they can be off. */
  hasShortcuts: boolean;
  /** "Not now" to notifications: do not ask again here. */
  isNotifyDeclined: boolean;
  siteId: string | null;
  /** Of the last agent here, for the sign-in page. */
  locale: string | null;
}

const KEY = 'deskbell-inbox:prefs';
const DEFAULTS: Prefs = {
  theme: 'auto',
  hasSound: true,
  hasShortcuts: true,
  isNotifyDeclined: false,
  siteId: null,
  locale: null,
};

/** @param storage null when the browser refuses it: preferences then last as long as the page */
export function createPrefs(storage: Storage | null): Signal<Prefs> {
  const kept = signal<Prefs>({ ...DEFAULTS, ...read(storage) });
  effect(() => {
    const text = JSON.stringify(kept.value);
    try {
      storage?.setItem(KEY, text);
    } catch {
      // Full or refused: the choice holds until the page closes.
    }
  });
  return kept;
}

/** Changes some of them. */
export function prefer(prefs: Signal<Prefs>, change: Partial<Prefs>): void {
  prefs.value = { ...prefs.peek(), ...change };
}

function read(storage: Storage | null): Partial<Prefs> {
  try {
    return JSON.parse(storage?.getItem(KEY) ?? '{}') as Partial<Prefs>;
  } catch {
    return {}; // Written by something else; the defaults are fine.
  }
}

/** `localStorage`, or null where the browser blocks it (merely naming it may throw). */
export function pageStorage(): Storage | null {
  try {
    const storage = globalThis.localStorage;
    storage.getItem(KEY);
    return storage;
  } catch {
    return null;
  }
}
