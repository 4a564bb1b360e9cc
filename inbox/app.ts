import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { callAttention } from './attention.ts';
import { createPrefs, type Prefs, pageStorage } from './prefs.ts';
import { pathOf, type Route, readRoute } from './routes.ts';
import { createSession, type Session } from './session.ts';
import type { Inbox } from './state.ts';
import { createValue, type Value } from './value.ts';

/** The page around the inbox: who is signed in, where they are, what they prefer, what time it is. */
export interface App {
  session: Session;
  prefs: Value<Prefs>;
  route: Value<Route>;
  /** Now, ms; moves every ten seconds, so that waits age while one looks. */
  clock: Value<number>;
  go(route: Route): void;
}

const TICK_MS = 10_000;

export function createApp(): App {
  const storage = pageStorage();
  const prefs = createPrefs(storage);
  const route = createValue(readRoute(location.pathname));
  const clock = createValue(Date.now());
  setInterval(() => clock.set(Date.now()), TICK_MS);
  addEventListener('popstate', () => route.set(readRoute(location.pathname)));

  function go(next: Route) {
    const path = pathOf(next);
    if (path !== location.pathname) history.pushState(null, '', path);
    route.set(next);
  }
  function open(conversationId: string) {
    const now = route.get();
    go({ kind: 'view', view: now.kind === 'view' ? now.view : 'all', conversationId });
  }

  const session = createSession({
    prefs,
    storage,
    onAttention: (conversation, entry) => callAttention(conversation, entry, { prefs, open }),
  });
  return { session, prefs, route, clock, go };
}

export const AppContext = createContext<App | null>(null);
export const InboxContext = createContext<Inbox | null>(null);

export const useApp = (): App => useContext(AppContext)!;
export const useInbox = (): Inbox => useContext(InboxContext)!;
