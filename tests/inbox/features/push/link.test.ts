// @vitest-environment happy-dom
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { linkWorker } from '../../../../inbox/features/push/link.ts';
import { COUNTS, conversation } from '../../fixtures.ts';
import { openInbox } from '../../open-inbox.ts';
import { browserWithPushes, type Wanted } from './browser-with-pushes.ts';

const KEY = Buffer.alloc(65, 4).toString('base64url');

beforeEach(() => localStorage.clear());

/** An open inbox and its worker. @param wisher for whom this browser is to be told; null: for nobody */
async function linked(wisher: string | null, wanted: Wanted = { permission: 'granted', subscribedBy: KEY }) {
  const browser = browserWithPushes(wanted);
  if (wisher) localStorage.setItem('deskbell-inbox:push', wisher);
  const desk = openInbox([conversation('ann'), conversation('bat')], {
    storage: localStorage,
    answers: { 'GET push': () => ({ publicKey: KEY, devices: [] }), 'POST push/devices': () => ({}) },
  });
  const { stop } = linkWorker(desk.app, desk.inbox);
  onTestFinished(stop);
  await vi.waitUntil(() => browser.toWorker.length > 0);
  return { ...desk, browser, stop };
}
const at = (path: string) => `https://desk.example/${path}`;
const openId = ({ route }: ReturnType<typeof openInbox>['app']) => {
  const now = route.value;
  return now.kind === 'view' ? now.conversationId : null;
};

test('PU9 a click leads the page to the conversation, and its notification goes', async () => {
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  const { app, browser } = await linked(null);
  expect(await browser.ask({ type: 'open', url: at('inbox/all/ann') })).toBe(true);
  expect(openId(app)).toBe('ann');
  await vi.waitUntil(() => browser.closed.includes('ann'));
});

test('PU8 a page says whether somebody looks at that conversation', async () => {
  const focus = vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  const { app, browser } = await linked(null);
  app.go({ kind: 'view', view: 'mine', conversationId: 'ann' });
  const shows = (path: string) => browser.ask({ type: 'shows', url: at(path) });
  expect([await shows('inbox/all/ann'), await shows('inbox/all/bat'), await shows('inbox/settings')]).toEqual([
    true,
    false,
    false,
  ]);
  focus.mockReturnValue(false);
  expect(await shows('inbox/all/ann')).toBe(false);
  expect(openId(app)).toBe('ann');
});

test('PU2 the browser is told anew for the agent who wanted it, after each sign-in', async () => {
  const { http } = await linked('sarnai');
  await vi.waitUntil(() => http.asked('POST push/devices').length > 0);
  expect(http.asked('POST push/devices')[0]!.body).toMatchObject({ endpoint: 'https://push.example/1' });
});

test.each([
  ['for somebody else', 'temuulen', { permission: 'granted', subscribedBy: KEY }],
  ['for nobody', null, { permission: 'granted', subscribedBy: KEY }],
  ['where the agent took it back in the browser', 'sarnai', { permission: 'denied', subscribedBy: KEY }],
  ['where the browser is not subscribed', 'sarnai', { permission: 'granted' }],
] satisfies [string, string | null, Wanted][])('PU2 %s it is not', async (_what, wisher, wanted) => {
  const { http, browser, stop } = await linked(wisher, wanted);
  // After whatever it asked.
  expect(await browser.ask({ type: 'shows', url: at('inbox') })).toBe(false);
  await new Promise(resolve => setImmediate(resolve));
  stop();
  expect(http.asked('POST push/devices')).toEqual([]);
});

test('PU8 the icon counts who waits, and nothing of it stays when the inbox is left', async () => {
  const { browser, stop, link, welcome, inbox } = await linked(null);
  welcome();
  link.tell({ type: 'counts', counts: COUNTS, calls: 3, waitReason: null, waitReasonOf: {} });
  await vi.waitUntil(() => browser.badges.at(-1) === 3);
  inbox.notices.isQuiet.value = true;
  expect(browser.badges.at(-1)).toBe(0);
  stop();
  expect(browser.badges.at(-1)).toBe(0);
  await vi.waitUntil(() => browser.closed.includes('all'));
});
