// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Root } from '../../../inbox/desk/Root.tsx';
import { callAttention } from '../../../inbox/features/notices/call/attention.ts';
import { askPermission } from '../../../inbox/features/notices/permission.ts';
import { AppContext, createApp } from '../../../inbox/shell/app.ts';
import { speak } from '../../../inbox/shell/locale.ts';
import { type Route, SETTINGS, VIEWS } from '../../../inbox/shell/routes.ts';
import type { Me } from '../../../protocol/agents.ts';
import { contactSummary, conversation, detail, entry, me, START } from '../fixtures.ts';
import { createFakeHttp } from '../server.ts';

const BOLORMAA = conversation('c1', { contact: contactSummary('c1', 'Bolormaa') });
const WORDS = 'Peonies for Tsagaan Sar';

/** The whole page of somebody who is signed in, with a link that never comes up. */
async function openPage(who: Me = me()) {
  await speak('en');
  vi.stubGlobal(
    'WebSocket',
    class extends EventTarget {
      close() {}
    },
  );
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network here')));
  const http = createFakeHttp({
    'GET me': () => who,
    'GET conversations': () => ({ conversations: [BOLORMAA], cursor: null }),
    'GET callbacks': () => ({ callbacks: [], cursor: null }),
    [`GET conversations/${BOLORMAA.id}`]: () =>
      detail(BOLORMAA, [entry(1, { conversationId: BOLORMAA.id, body: { kind: 'message', text: WORDS } })]),
    'DELETE sessions/current': () => null,
  });
  const app = createApp({ storage: null, fetch: http.fetch, now: () => START });
  const host = document.body.appendChild(document.createElement('div'));
  onTestFinished(() => {
    render(null, host);
    host.remove();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
  await act(() =>
    render(
      <AppContext.Provider value={app}>
        <Root />
      </AppContext.Provider>,
      host,
    ),
  );
  await act(() => app.session.start());
  await act(() => vi.dynamicImportSettled());
  const button = (name: string) => [...document.querySelectorAll('button')].find(each => each.textContent === name);
  return { app, host, http, button };
}

const PLACES: Route[] = [
  ...VIEWS.map(view => ({ kind: 'view', view, conversationId: null }) as const),
  ...[null, ...SETTINGS].map(page => ({ kind: 'settings', page }) as const),
];

test('SO1 the way out is at hand on every page', async () => {
  const { app, host, button } = await openPage();
  await vi.waitUntil(() => host.querySelector('.me-button'));
  for (const place of PLACES) {
    await act(() => app.go(place));
    await act(() => vi.dynamicImportSettled());
    const opener = () => host.querySelector<HTMLElement>('.me-button')!;
    await act(() => opener().click());
    expect([place, button('Sign out') !== undefined]).toEqual([place, true]);
    await act(() => opener().click());
  }
});

test('SO1 also before the second factor that everybody needs is set up', async () => {
  const { http, button } = await openPage({ ...me(), needsFactor: true });
  await vi.waitUntil(() => button('Sign out'));
  await act(async () => button('Sign out')!.click());
  expect(http.asked('DELETE sessions/current')).toHaveLength(1);
});

test('SO2 a page that is signed out shows nothing of anybody, in its title and notifications neither', async () => {
  const { app, host, button } = await openPage();
  await act(() => app.go({ kind: 'view', view: 'all', conversationId: BOLORMAA.id }));
  await act(() => vi.dynamicImportSettled());
  await vi.waitUntil(() => host.textContent.includes(WORDS));
  await vi.waitUntil(() => document.title.includes('Bolormaa'));
  const shown = new Set<unknown>();
  class FakeNotification {
    static readonly permission = 'granted';
    static requestPermission = async () => 'granted';
    constructor() {
      shown.add(this);
    }
    close() {
      shown.delete(this);
    }
  }
  vi.stubGlobal('Notification', FakeNotification);
  vi.spyOn(document, 'hasFocus').mockReturnValue(false);
  await askPermission();
  callAttention(BOLORMAA, entry(1), { prefs: app.prefs, showsWords: true, open: () => undefined });
  expect(shown.size).toBe(1);
  await act(() => host.querySelector<HTMLElement>('.me-button')!.click());
  await act(async () => button('Sign out')!.click());
  await act(() => vi.dynamicImportSettled());
  await vi.waitUntil(() => button('Sign in'));
  expect(shown.size).toBe(0);
  for (const told of [document.documentElement.outerHTML, document.title]) expect(told).not.toMatch(/Bolormaa|Peonies/);
});
