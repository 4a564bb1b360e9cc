import type { Me } from '../protocol/agents.ts';
import type { Conversation } from '../protocol/conversations.ts';
import type { Entry } from '../protocol/entries.ts';
import { createConnection } from '../protocol/wire/connection.ts';
import { HttpSocket } from '../protocol/wire/http-socket.ts';
import { createOutbox } from '../protocol/wire/outbox.ts';
import * as spareStorage from '../protocol/wire/spare-storage.ts';
import { type Api, codeOf, createApi } from './api.ts';
import { direction, loadLocale, nearestLocale } from './i18n/index.ts';
import type { Prefs } from './prefs.ts';
import { ROOT } from './root.ts';
import { readInvitation } from './routes.ts';
import { createInbox, type Inbox } from './state.ts';
import { createValue, type Value } from './value.ts';

export type SessionState =
  | { kind: 'loading' }
  /** Neither the words nor the account could be loaded. */
  | { kind: 'failed' }
  | { kind: 'invited'; token: string }
  /** `hasEnded`: it was signed in a moment ago. */
  | { kind: 'signedOut'; hasEnded: boolean }
  | { kind: 'signedIn'; inbox: Inbox };

export interface Session {
  api: Api;
  state: Value<SessionState>;
  /** Changes with the language, so that every word is drawn anew. */
  locale: Value<string>;
  start(): Promise<void>;
  /** Goes on as the agent that the server has just let in. */
  enter(me: Me): Promise<void>;
  /** Gives up an invitation that does not work. */
  toSignIn(): void;
  signOut(): Promise<void>;
}

export function createSession(parts: {
  prefs: Value<Prefs>;
  storage: Storage | null;
  onAttention(conversation: Conversation, entry: Entry): void;
}): Session {
  const { prefs, storage, onAttention } = parts;
  const state = createValue<SessionState>({ kind: 'loading' });
  const locale = createValue('');
  const api = createApi(() => leave(true));

  function leave(hasEnded: boolean) {
    const before = state.get();
    if (before.kind === 'signedIn') before.inbox.stop();
    if (before.kind === 'signedIn' || before.kind === 'loading') {
      state.set({ kind: 'signedOut', hasEnded: hasEnded && before.kind === 'signedIn' });
    }
  }

  async function speak(wanted: string | null) {
    const next = nearestLocale([...(wanted ? [wanted] : []), ...navigator.languages]);
    if (next === locale.get()) return;
    await loadLocale(next);
    document.documentElement.lang = next;
    document.documentElement.dir = direction(next);
    locale.set(next);
  }

  async function enter(me: Me) {
    await speak(me.agent.locale);
    prefs.update(now => ({ ...now, locale: me.agent.locale }));
    const before = state.get();
    if (before.kind === 'signedIn') return before.inbox.me.set(me);
    const isDurable = createValue(true);
    const outbox = createOutbox(
      `deskbell-inbox:${me.agent.id}`,
      storage,
      () => isDurable.set(outbox.isDurable),
      async () => spareStorage,
    );
    const url = `${location.origin.replace(/^http/, 'ws')}${ROOT}v1/agent`;
    // At hand, not fetched when it is needed: where a WebSocket is blocked, so may be much else.
    const fallback = async () => ({ HttpSocket });
    const connect: Parameters<typeof createInbox>[0]['connect'] = options =>
      createConnection({ url, fallback, ...options });
    state.set({ kind: 'signedIn', inbox: createInbox({ api, me, outbox, isDurable, storage, connect, onAttention }) });
  }

  return {
    api,
    state,
    locale,
    enter,
    async start() {
      state.set({ kind: 'loading' });
      try {
        await speak(prefs.get().locale);
        const token = readInvitation(location.hash);
        if (token) return state.set({ kind: 'invited', token });
        await enter(await api.me());
      } catch (error) {
        if (codeOf(error) !== 'SIGN_IN_REQUIRED') state.set({ kind: 'failed' });
      }
    },
    toSignIn() {
      history.replaceState(null, '', `${ROOT}inbox`);
      state.set({ kind: 'signedOut', hasEnded: false });
    },
    async signOut() {
      await api.signOut();
      leave(false);
    },
  };
}
