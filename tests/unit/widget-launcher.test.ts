// @vitest-environment happy-dom
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Dispatch, Start } from '../../widget/options.ts';

/** What the panel of these tests was given, in order of its starts. */
const started: Parameters<Start>[] = [];
const answered: unknown[][] = [];
let folder: string;
const page = window as unknown as { deskbell?: Dispatch & Record<string, Dispatch> & { q?: unknown[][] } };
const deskbell = (...call: Parameters<Dispatch>) => page.deskbell!(...call);
const host = () => document.querySelector('desk-bell');
const button = () => host()!.shadowRoot!.querySelector('button')!;

/** Puts the chunks where the launcher looks for them; without, loading fails. */
async function publish(): Promise<void> {
  await mkdir(join(folder, 'chunks'));
  await writeFile(
    join(folder, 'chunks/panel.js'),
    'export const start = (...given) => globalThis.startPanel(...given);',
  );
  await writeFile(join(folder, 'chunks/mn.js'), "export const code = 'mn'; export default {};");
}

/** The tag is in the page, with these `data-*` options. */
async function tag(options: Record<string, string> = {}): Promise<void> {
  const src = pathToFileURL(join(folder, 'deskbell.js')).href;
  Object.defineProperty(document, 'currentScript', {
    configurable: true,
    value: { src, dataset: { site: 'key', ...options } },
  });
  vi.resetModules();
  await import('../../widget/main.ts');
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'launcher-'));
  started.length = answered.length = 0;
  vi.stubGlobal('__CHUNKS__', 'chunks/');
  vi.stubGlobal('startPanel', (...given: Parameters<Start>) => {
    started.push(given);
    return (...call: unknown[]) => answered.push(call);
  });
  document.documentElement.lang = 'mn';
  localStorage.clear();
});
afterEach(async () => {
  host()?.remove();
  delete page.deskbell;
  vi.unstubAllGlobals();
  await rm(folder, { recursive: true });
});

test('Q1 untouched it draws a button and does nothing else', async () => {
  const opened = vi.fn();
  vi.stubGlobal('WebSocket', opened);
  vi.stubGlobal('fetch', opened);
  await publish();
  await tag();
  expect(button().ariaLabel).toBe('Chat');
  for (const call of ['on', 'once', 'off', 'identify', 'setAttributes', 'track', 'page', 'reset', 'close'])
    deskbell(call);
  await new Promise(resolve => setTimeout(resolve));
  expect([started, opened.mock.calls, localStorage.length]).toEqual([[], [], 0]);
});

test.each(['open', 'toggle', 'show', 'hide', 'update', 'shutdown'])('Q1 %s loads the panel', async name => {
  await publish();
  await tag();
  deskbell(name);
  await vi.waitFor(() => expect(started).toHaveLength(1));
  expect(started[0]![3]).toEqual([[name]]);
});

test.each(['pointerenter', 'focus'])('Q1 so does %s of the button, which opens nothing', async type => {
  await publish();
  await tag();
  button().dispatchEvent(new Event(type));
  await vi.waitFor(() => expect(started).toHaveLength(1));
  expect(started[0]![3]).toEqual([]);
});

test('Q1 it saves the bytes of those who count them, until they click', async () => {
  await publish();
  await tag();
  Object.defineProperty(navigator, 'connection', { configurable: true, value: { saveData: true } });
  button().dispatchEvent(new Event('focus'));
  await new Promise(resolve => setTimeout(resolve, 20));
  expect(started).toEqual([]);
  button().click();
  await vi.waitFor(() => expect(started[0]![3]).toEqual([['open']]));
  Object.defineProperty(navigator, 'connection', { configurable: true, value: undefined });
});

test('a known visitor, or a form in the page, loads the panel by itself', async () => {
  await publish();
  localStorage.setItem('deskbell:key', '{}');
  await tag();
  await vi.waitFor(() => expect(started).toHaveLength(1));
  host()!.remove();
  localStorage.clear();
  document.body.append(Object.assign(document.createElement('div'), { id: 'form' }));
  document.querySelector('#form')!.setAttribute('data-deskbell-form', 'contact');
  await tag();
  await vi.waitFor(() => expect(started).toHaveLength(2));
  document.querySelector('#form')!.remove();
});

test('calls made before the script, before the panel and after it arrive in order', async () => {
  page.deskbell = Object.assign((() => {}) as never, {
    q: [
      ['on', 'unread', 'listener'],
      ['identify', 'user'],
    ],
  });
  await publish();
  await tag();
  page.deskbell!.track!('cart');
  deskbell('open', 'callback');
  await vi.waitFor(() => expect(started).toHaveLength(1));
  expect(started[0]![3]).toEqual([
    ['on', 'unread', 'listener'],
    ['identify', 'user'],
    ['track', 'cart'],
    ['open', 'callback'],
  ]);
  deskbell('close');
  page.deskbell!.open!('chat');
  expect(answered).toEqual([['close'], ['open', 'chat']]);
});

test('a listener can be taken back before the panel is there', async () => {
  await tag();
  const undo = deskbell('on', 'message', 'listener' as never) as () => void;
  await publish();
  undo();
  deskbell('open');
  await vi.waitFor(() => expect(started).toHaveLength(1));
  expect(started[0]![3]).toEqual([['on', 'message', 'listener'], ['off', 'message', 'listener'], ['open']]);
});

test('a click on an opener of the page opens its tab instead of following the link', async () => {
  await publish();
  await tag();
  const link = document.createElement('a');
  link.href = 'https://desk.example/f/key/callback';
  link.setAttribute('data-deskbell-open', 'callback');
  link.append(document.createElement('b'));
  document.body.append(link);
  const click = new MouseEvent('click', { bubbles: true, cancelable: true });
  link.firstChild!.dispatchEvent(click);
  expect(click.defaultPrevented).toBe(true);
  await vi.waitFor(() => expect(started[0]![3]).toEqual([['open', 'callback']]));
  link.remove();
});

test('with data-consent="wait" nothing is drawn before boot', async () => {
  await tag({ consent: 'wait' });
  expect(host()).toBeNull();
  deskbell('boot');
  deskbell('boot');
  expect(document.querySelectorAll('desk-bell')).toHaveLength(1);
});

test('Q4 a panel that does not load is asked for twice, marked, and asked for again by the next touch', async () => {
  await tag();
  button().click();
  await vi.waitFor(() => expect(button().textContent).toBe('!'));
  expect(started).toEqual([]);
  await publish();
  button().click();
  await vi.waitFor(() => expect(started).toHaveLength(1));
  expect(started[0]![3]).toEqual([['open'], ['open']]);
});

test.each([
  [{ locale: 'mn-MN' }, 'en', 'mn'],
  [{}, 'mn', 'mn'],
  [{ locale: 'xx' }, 'mn-Cyrl', 'mn'],
])('%o in a page in %s speaks %s', async (options, lang, code) => {
  await publish();
  document.documentElement.lang = lang;
  await tag(options);
  deskbell('open');
  await vi.waitFor(() => expect(started).toHaveLength(1));
  expect(started[0]![0].code).toBe(code);
});
