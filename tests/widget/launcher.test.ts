// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, type MockInstance, test, vi } from 'vitest';
import type { Calls } from '../../widget/calls.ts';
import type { Call, Dispatch, Handover, Start } from '../../widget/handover.ts';
import { aTaskLater } from '../helpers/a-task-later.ts';

/** What the panel of these tests was given, in order of its starts. */
const started: Handover[] = [];
const answered: unknown[][] = [];
/** Once the script has run: a function, with each of its calls by name. */
const global = () => window.deskbell as Dispatch & Calls;
const deskbell = (...call: Call) => global()(...call);
const host = () => document.querySelector('desk-bell');
const button = () => host()!.shadowRoot!.querySelector('button')!;

/** Puts the chunks where the launcher looks for them, in this folder; what is not there does not load. */
function publish(folder = 'chunks'): void {
  const start: Start = handover => {
    started.push(handover);
    return (...call) => answered.push(call);
  };
  vi.doMock(`https://desk.example/${folder}/panel.js`, () => ({ start }));
  vi.doMock(`https://desk.example/${folder}/mn.js`, () => ({ code: 'mn', default: {} }));
}
let heard: MockInstance<typeof document.addEventListener>;
const FOLDERS = ['chunks', 'chunks.1', 'chunks.2'];

/** The tag is in the page, with these `data-*` options. */
async function tag(options: Record<string, string> = {}): Promise<void> {
  Object.defineProperty(document, 'currentScript', {
    configurable: true,
    value: { src: 'https://desk.example/deskbell.js', dataset: { site: 'key', ...options } },
  });
  vi.resetModules();
  await import('../../widget/launcher.ts');
}

beforeEach(() => {
  started.length = answered.length = 0;
  heard = vi.spyOn(document, 'addEventListener');
  vi.stubGlobal('__CHUNKS__', 'chunks');
  document.documentElement.lang = 'mn';
  localStorage.clear();
});
afterEach(() => {
  // What the panel's shutdown does; a launcher of an earlier test would still answer.
  for (const [type, listener] of heard.mock.calls) document.removeEventListener(type, listener);
  heard.mockRestore();
  host()?.remove();
  delete window.deskbell;
  vi.unstubAllGlobals();
  for (const folder of FOLDERS)
    for (const name of ['panel', 'mn']) vi.doUnmock(`https://desk.example/${folder}/${name}.js`);
});

test('Q1 untouched it draws a button and does nothing else', async () => {
  const opened = vi.fn();
  vi.stubGlobal('WebSocket', opened);
  vi.stubGlobal('fetch', opened);
  publish();
  await tag();
  expect(button().ariaLabel).toBe('Chat');
  for (const call of ['on', 'once', 'off', 'identify', 'setAttributes', 'track', 'page', 'reset', 'close'])
    deskbell(call);
  await aTaskLater();
  expect([started, opened.mock.calls, localStorage.length]).toEqual([[], [], 0]);
});

test.each(['open', 'toggle', 'show', 'hide', 'update', 'shutdown'])('Q1 %s loads the panel', async name => {
  publish();
  await tag();
  deskbell(name);
  await vi.waitFor(() => expect(started).toHaveLength(1));
  expect(started[0]!.queue).toEqual([[name]]);
});

test.each(['pointerenter', 'focus'])('Q1 so does %s of the button, which opens nothing', async type => {
  publish();
  await tag();
  button().dispatchEvent(new Event(type));
  await vi.waitFor(() => expect(started).toHaveLength(1));
  expect(started[0]!.queue).toEqual([]);
});

test('Q1 it saves the bytes of those who count them, until they click', async () => {
  publish();
  await tag();
  Object.defineProperty(navigator, 'connection', { configurable: true, value: { saveData: true } });
  button().dispatchEvent(new Event('focus'));
  await aTaskLater();
  expect(started).toEqual([]);
  button().click();
  await vi.waitFor(() => expect(started[0]!.queue).toEqual([['open']]));
  Object.defineProperty(navigator, 'connection', { configurable: true, value: undefined });
});

test('a known visitor loads the panel by itself', async () => {
  publish();
  localStorage.setItem('deskbell:key', '{}');
  await tag();
  await vi.waitFor(() => expect(started).toHaveLength(1));
});

test('so does a form in the page, also one that stands below the script', async () => {
  publish();
  await tag();
  const form = document.body.appendChild(document.createElement('div'));
  form.dataset.deskbellForm = 'contact';
  document.dispatchEvent(new Event('readystatechange'));
  await vi.waitFor(() => expect(started).toHaveLength(1));
  form.remove();
});

test('calls made before the script, before the panel and after it arrive in order', async () => {
  window.deskbell = {
    q: [
      ['on', 'unread', 'listener'],
      ['identify', 'user'],
    ],
  };
  publish();
  await tag();
  global().track('cart');
  deskbell('open', 'callback');
  await vi.waitFor(() => expect(started).toHaveLength(1));
  expect(started[0]!.queue).toEqual([
    ['on', 'unread', 'listener'],
    ['identify', 'user'],
    ['track', 'cart'],
    ['open', 'callback'],
  ]);
  deskbell('close');
  global().open('chat');
  expect(answered).toEqual([['close'], ['open', 'chat']]);
});

test('a listener can be taken back before the panel is there', async () => {
  await tag();
  const undo = deskbell('on', 'message', 'listener' as never) as () => void;
  publish();
  undo();
  deskbell('open');
  await vi.waitFor(() => expect(started).toHaveLength(1));
  expect(started[0]!.queue).toEqual([['on', 'message', 'listener'], ['off', 'message', 'listener'], ['open']]);
});

test('a click on an opener of the page opens its tab instead of following the link', async () => {
  publish();
  await tag();
  const link = document.createElement('a');
  link.href = 'https://desk.example/f/key/callback';
  link.setAttribute('data-deskbell-open', 'callback');
  link.append(document.createElement('b'));
  document.body.append(link);
  const click = new MouseEvent('click', { bubbles: true, cancelable: true });
  link.firstChild!.dispatchEvent(click);
  expect(click.defaultPrevented).toBe(true);
  await vi.waitFor(() => expect(started[0]!.queue).toEqual([['open', 'callback']]));
  link.remove();
});

test('with data-consent="wait" nothing is drawn before boot', async () => {
  await tag({ consent: 'wait' });
  expect(host()).toBeNull();
  deskbell('boot');
  deskbell('boot');
  expect(document.querySelectorAll('desk-bell')).toHaveLength(1);
});

test('Q4 a chunk that does not load is asked for in another folder', async () => {
  publish('chunks.1');
  await tag();
  button().click();
  await vi.waitFor(() => expect(started).toHaveLength(1));
  expect(started[0]!.queue).toEqual([['open']]);
});

test('Q4 one chunk that does not load is asked for again alone, so that there are no two of the other', async () => {
  publish();
  vi.doUnmock('https://desk.example/chunks/mn.js');
  vi.doMock('https://desk.example/chunks.1/mn.js', () => ({ code: 'mn', default: {} }));
  await tag();
  button().click();
  await vi.waitFor(() => expect(started).toHaveLength(1));
  expect(started[0]!.words.code).toBe('mn');
});

test('Q4 a panel that does not come is marked, and the next touch asks again in another folder', async () => {
  await tag();
  button().click();
  await vi.waitFor(() => expect(button().textContent).toBe('!'));
  expect(started).toEqual([]);
  publish('chunks.2');
  button().click();
  await vi.waitFor(() => expect(started).toHaveLength(1));
  expect(started[0]!.queue).toEqual([['open'], ['open']]);
});

test.each([
  [{ locale: 'mn-MN' }, 'en', 'mn'],
  [{}, 'mn', 'mn'],
  [{ locale: 'xx' }, 'mn-Cyrl', 'mn'],
])('%o in a page in %s speaks %s', async (options, lang, code) => {
  publish();
  document.documentElement.lang = lang;
  await tag(options);
  deskbell('open');
  await vi.waitFor(() => expect(started).toHaveLength(1));
  expect(started[0]!.words.code).toBe(code);
});
