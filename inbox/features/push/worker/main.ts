/** The inbox's service worker: shows what is pushed while no page is open, and the page itself without a line. */
import { open, show } from './notifications.ts';
import { renew } from './renewal.ts';
import type { ToWorker } from './said.ts';
import type { WorkerScope } from './scope.ts';
import { createShell } from './shell.ts';

const scope = globalThis as unknown as WorkerScope;
const shell = createShell(scope);

/** A new worker takes over at once: what is kept belongs to a page, not to a worker, so no page loses anything by it. */
async function begin(): Promise<void> {
  // Without a page to keep it shows what is pushed all the same; the next page that is opened is kept then.
  await shell.prepare().catch(() => undefined);
  await scope.skipWaiting();
}

scope.addEventListener('install', event => event.waitUntil(begin()));
scope.addEventListener('activate', event => event.waitUntil(scope.clients.claim()));
scope.addEventListener('fetch', event => {
  const answer = shell.answer(event.request);
  if (answer) event.respondWith(answer);
});
scope.addEventListener('message', event => {
  const said = event.data as ToWorker;
  if (said.type === 'keep') event.waitUntil(shell.keep(said.urls));
});
scope.addEventListener('push', event => event.waitUntil(show(scope, event.data)));
scope.addEventListener('notificationclick', event => event.waitUntil(open(scope, event.notification)));
scope.addEventListener('pushsubscriptionchange', event => event.waitUntil(renew(scope, event)));
