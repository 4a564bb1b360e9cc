/** What an open inbox and its service worker have to say to each other; fetched where there is one. */
import { effect, type ReadonlySignal } from '@preact/signals';
import type { Me } from '../../../protocol/agents.ts';
import type { PushAnswer } from '../../../protocol/push.ts';
import type { App } from '../../shell/app.ts';
import type { Http } from '../../shell/http.ts';
import { type Route, readRoute } from '../../shell/routes.ts';
import type { Notices } from '../notices/state.ts';
import type { Views } from '../views/state.ts';
import { renewed, startWorker } from './browser.ts';
import { isWanted } from './wish.ts';
import type { ToPage, ToWorker } from './worker/said.ts';
import type { Badging } from './worker/scope.ts';

/** What it takes of the inbox. */
interface OpenInbox {
  http: Http;
  me: ReadonlySignal<Me>;
  views: Pick<Views, 'calls'>;
  notices: Pick<Notices, 'isQuiet'>;
}

/** Until `stop`, which takes away what the system shows: it would go on saying who wrote, and what, to whoever comes next. */
export function linkWorker(app: App, { http, me, views, notices }: OpenInbox): { stop(): void } {
  const { route, go, storage } = app;
  const worker = navigator.serviceWorker;
  const badging = navigator as Partial<Badging>;

  function onMessage({ data, ports: [port] }: MessageEvent) {
    const said = data as ToPage;
    const to = readRoute(new URL(said.url).pathname);
    if (said.type === 'open') go(to);
    // A page that is looked at and shows something else has to ring.
    port?.postMessage(said.type === 'open' || (document.hasFocus() && isSame(to, route.peek())));
  }

  /** What is open is read, and needs no notification any more. */
  async function settle() {
    const at = route.peek();
    if (at.kind !== 'view' || !at.conversationId || !document.hasFocus()) return;
    await close({ tag: at.conversationId });
  }

  async function close(which: GetNotificationOptions) {
    const registration = await worker.ready;
    // A browser that can not say what it shows closes it by itself some day.
    for (const each of await registration.getNotifications(which).catch(() => [])) each.close();
  }

  async function begin() {
    const registration = await startWorker();
    const files = performance.getEntriesByType('resource').map(each => each.name);
    (await worker.ready).active?.postMessage({ type: 'keep', urls: files } satisfies ToWorker);
    const isWished = isWanted(storage, me.peek().agent.id);
    if (!isWished || !registration.pushManager) return;
    const { publicKey } = await http.get<PushAnswer>('push');
    const device = await renewed(publicKey);
    if (device) await http.post('push/devices', device);
  }

  worker.addEventListener('message', onMessage);
  worker.startMessages();
  addEventListener('focus', settle);
  const endSettling = effect(() => {
    void route.value;
    void settle();
  });
  const endCounting = effect(() => {
    const calling = notices.isQuiet.value ? 0 : views.calls.value;
    // Where the system refuses it, the tab's title says the same.
    badging.setAppBadge?.(calling).catch(() => undefined);
  });
  // Without it the inbox is as it is in a browser that knows no workers.
  begin().catch(() => undefined);

  return {
    stop() {
      worker.removeEventListener('message', onMessage);
      removeEventListener('focus', settle);
      endSettling();
      endCounting();
      badging.clearAppBadge?.().catch(() => undefined);
      void close({});
    },
  };
}

function isSame(one: Route, other: Route): boolean {
  if (one.kind !== 'view' || other.kind !== 'view') return false;
  return one.conversationId !== null && one.conversationId === other.conversationId;
}
