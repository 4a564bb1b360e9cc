import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Me } from '../../protocol/agents.ts';
import { codeOf, createHttp, type Http } from './http.ts';
import { direction, nearestLocale, speak, spokenLocale } from './locale.ts';
import { type Prefs, prefer } from './prefs.ts';
import { ROOT } from './root.ts';
import { type LinkToken, readLink } from './routes.ts';

export type SessionState =
  | { kind: 'loading' }
  /** Neither the words nor the account could be loaded. */
  | { kind: 'failed' }
  | { kind: 'linked'; link: LinkToken }
  /** `hasEnded`: it was signed in a moment ago. */
  | { kind: 'signedOut'; hasEnded: boolean }
  | { kind: 'signedIn'; me: Signal<Me> };

/** Who is signed in here, if somebody is. */
export interface Session {
  http: Http;
  state: ReadonlySignal<SessionState>;
  start(): Promise<void>;
  /** Goes on as the agent that the server has just let in, or as what it now knows of them. */
  enter(me: Me): Promise<void>;
  /** Leaves a link that does not work, or was used. */
  toSignIn(): void;
  signOut(): Promise<void>;
}

export function createSession(prefs: Signal<Prefs>, fetch: typeof globalThis.fetch): Session {
  const state = signal<SessionState>({ kind: 'loading' });
  const http = createHttp(() => leave(true), fetch);

  function leave(hasEnded: boolean) {
    const { kind } = state.peek();
    if (kind === 'signedIn' || kind === 'loading') {
      state.value = { kind: 'signedOut', hasEnded: hasEnded && kind === 'signedIn' };
    }
  }

  async function speakAs(wanted: string | null) {
    const locale = nearestLocale([...(wanted ? [wanted] : []), ...navigator.languages]);
    if (locale === spokenLocale()) return;
    await speak(locale);
    document.documentElement.lang = locale;
    document.documentElement.dir = direction(locale);
  }

  async function enter(me: Me) {
    await speakAs(me.agent.locale);
    prefer(prefs, { locale: me.agent.locale });
    const now = state.peek();
    if (now.kind === 'signedIn') now.me.value = me;
    else state.value = { kind: 'signedIn', me: signal(me) };
  }

  return {
    http,
    state,
    enter,
    async start() {
      state.value = { kind: 'loading' };
      try {
        await speakAs(prefs.peek().locale);
        const link = readLink(location.hash);
        if (link) state.value = { kind: 'linked', link };
        else await enter(await http.get<Me>('me'));
      } catch (error) {
        if (codeOf(error) !== 'SIGN_IN_REQUIRED') state.value = { kind: 'failed' };
      }
    },
    toSignIn() {
      history.replaceState(null, '', `${ROOT}inbox`);
      state.value = { kind: 'signedOut', hasEnded: false };
    },
    async signOut() {
      await http.delete('sessions/current');
      leave(false);
    },
  };
}
