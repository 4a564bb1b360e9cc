import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Http } from './http.ts';
import { createPrefs, type Prefs } from './prefs.ts';
import { pathOf, type Route, readRoute } from './routes.ts';
import { createSession, type Session } from './session.ts';

/** The page around the inbox: who is signed in, where they are, what they prefer, what time it is. */
export interface App {
  session: Session;
  http: Http;
  /** What outlives the page; null where the browser refuses it. */
  storage: Storage | null;
  prefs: Signal<Prefs>;
  route: ReadonlySignal<Route>;
  /** Now, ms; moves every ten seconds, so that waits age while one looks. */
  clock: ReadonlySignal<number>;
  go(route: Route): void;
  /** Follows the browser's back button and the time, and finds out who is here. */
  start(): void;
}

const TICK_MS = 10_000;

export function createApp(parts: { storage: Storage | null; fetch: typeof fetch; now?: () => number }): App {
  const { storage, now = Date.now } = parts;
  const prefs = createPrefs(storage);
  const route = signal(readRoute(location.pathname));
  const clock = signal(now());
  const session = createSession(prefs, parts.fetch);
  return {
    session,
    http: session.http,
    storage,
    prefs,
    route,
    clock,
    go(next) {
      const path = pathOf(next);
      if (path !== location.pathname) history.pushState(null, '', path);
      route.value = next;
    },
    start() {
      setInterval(() => {
        clock.value = now();
      }, TICK_MS);
      addEventListener('popstate', () => {
        route.value = readRoute(location.pathname);
      });
      addEventListener('online', () => {
        if (session.state.peek().kind === 'failed') void session.start();
      });
      void session.start();
    },
  };
}

export const AppContext = createContext<App | null>(null);

export const useApp = (): App => useContext(AppContext)!;
