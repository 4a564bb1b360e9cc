// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from 'vitest';
import type { Calls } from '../../widget/calls.ts';
import type { Call, Dispatch, Handover, Start } from '../../widget/handover.ts';
import { aTaskLater } from '../helpers/a-task-later.ts';

/** What the panel of these tests was given, in order of its starts. */
const started: Handover[] = [];
const answered: unknown[][] = [];
/** Once the script has run: a function, with each of its calls by name. */
const global = () => window.deskbell as Dispatch & Calls;
const deskbell = (...call: Call) => global()(...call);
const host = () => document.querySelector<HTMLElement>('desk-bell');
const button = () => host()!.shadowRoot!.querySelector('button')!;

/** Puts the chunks where the launcher looks for them, in this folder; what is not there does not load. */
function publish(folder = 'chunks'): void {
  const start: Start = handover => {
    started.push(handover);
    return (...call) => {
      answered.push(call);
      if (call[0] === 'shutdown') handover.host.remove();
    };
  };
  vi.doMock(`https://desk.example/${folder}/panel.js`, () => ({ start }));
  vi.doMock(`https://desk.example/${folder}/mn.js`, () => ({ code: 'mn', default: {} }));
}
let heard: MockInstance<typeof document.addEventListener>;
let heardByWindow: MockInstance<typeof addEventListener>;
const FOLDERS = ['chunks', 'chunks.1', 'chunks.2'];

/** The tag is in the page, with these `data-*` options. @param query of its address */
async function tag(options: Record<string, string> = { site: 'key' }, query = ''): Promise<void> {
  Object.defineProperty(document, 'currentScript', {
    configurable: true,
    value: { src: `https://desk.example/deskbell.js${query}`, dataset: options },
  });
  vi.resetModules();
  await import('../../widget/launcher.ts');
}

beforeEach(() => {
  started.length = answered.length = 0;
  heard = vi.spyOn(document, 'addEventListener');
  heardByWindow = vi.spyOn(globalThis, 'addEventListener');
  vi.stubGlobal('__CHUNKS__', 'chunks');
  document.documentElement.lang = 'mn';
  localStorage.clear();
});
afterEach(() => {
  // What the panel's shutdown does; a launcher of an earlier test would still answer.
  for (const [type, listener, how] of heard.mock.calls) document.removeEventListener(type, listener, how);
  for (const [type, listener] of heardByWindow.mock.calls) removeEventListener(type, listener);
  heard.mockRestore();
  heardByWindow.mockRestore();
  host()?.remove();
  document.body.innerHTML = '';
  delete window.deskbell;
  delete window.deskbellOptions;
  document.adoptedStyleSheets = [];
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

test.each(['open', 'toggle', 'show', 'hide', 'update'])('Q1 %s loads the panel', async name => {
  publish();
  await tag();
  deskbell(name);
  await vi.waitFor(() => expect(answered).toEqual([[name]]));
});

test.each(['pointerenter', 'focus'])('Q1 so does %s of the button, which opens nothing', async type => {
  publish();
  await tag();
  button().dispatchEvent(new Event(type));
  await vi.waitFor(() => expect(started).toHaveLength(1));
  expect(answered).toEqual([]);
});

test('Q1 it saves the bytes of those who count them, until they click', async () => {
  publish();
  await tag();
  Object.defineProperty(navigator, 'connection', { configurable: true, value: { saveData: true } });
  button().dispatchEvent(new Event('focus'));
  await aTaskLater();
  expect(started).toEqual([]);
  button().click();
  await vi.waitFor(() => expect(answered).toEqual([['open']]));
  Object.defineProperty(navigator, 'connection', { configurable: true, value: undefined });
});

test('a known visitor loads the panel by itself', async () => {
  publish();
  localStorage.setItem('deskbell:key', '{}');
  await tag();
  await vi.waitFor(() => expect(started).toHaveLength(1));
});

test('so does a form in the page, whenever it comes, by whatever animation it shows itself', async () => {
  publish();
  await tag();
  const style = document.adoptedStyleSheets.at(-1)!;
  expect([...style.cssRules].map(rule => rule.cssText).join('\n')).toMatch(
    /:where\(\[data-deskbell-form\]\)\W+animation: desk-bell/,
  );
  document.body.innerHTML = '<p></p><div data-deskbell-form="contact"></div>';
  const starts = (each: string) =>
    document.querySelector(each)!.dispatchEvent(new Event('animationstart', { bubbles: true }));
  starts('p');
  await aTaskLater();
  expect(started).toEqual([]);
  starts('[data-deskbell-form]');
  await vi.waitFor(() => expect(started).toHaveLength(1));
});

test('so does one that stood there before the bell was drawn', async () => {
  publish();
  document.body.innerHTML = '<div data-deskbell-form="contact"></div>';
  await tag({ site: 'key', consent: 'wait' });
  document.querySelector('div')!.dispatchEvent(new Event('animationstart', { bubbles: true }));
  await aTaskLater();
  expect(started).toEqual([]);
  deskbell('boot');
  await vi.waitFor(() => expect(started).toHaveLength(1));
  document.body.replaceChildren();
});

test('so does a panel that is to be open', async () => {
  publish();
  await tag({ site: 'key', open: 'chat' });
  await vi.waitFor(() => expect(started).toHaveLength(1));
});

test('Q2 once the page has loaded, a bell that its framework took out is back, and a form that came since is filled', async () => {
  publish();
  await tag();
  const first = host()!;
  first.remove();
  dispatchEvent(new Event('load'));
  expect(host()).toBe(first);
  expect(started).toEqual([]);
  document.body.innerHTML = '<div data-deskbell-form="contact"></div>';
  dispatchEvent(new Event('load'));
  await vi.waitFor(() => expect(started).toHaveLength(1));
});

test('a module finds its own tag in the page', async () => {
  document.head.innerHTML =
    '<script type="text/plain" src="https://desk.example/deskbell.js" data-site="key"></script>';
  publish();
  Object.defineProperty(document, 'currentScript', { configurable: true, value: null });
  vi.resetModules();
  await import('../../widget/launcher.ts');
  deskbell('open');
  await vi.waitFor(() => expect(started[0]!.options.site).toBe('key'));
  document.head.innerHTML = '';
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
  deskbell('close');
  global().open('chat');
  expect(answered).toEqual([
    ['on', 'unread', 'listener'],
    ['identify', 'user'],
    ['track', 'cart'],
    ['open', 'callback'],
    ['close'],
    ['open', 'chat'],
  ]);
});

test('a listener can be taken back before the panel is there', async () => {
  await tag();
  const undo = deskbell('on', 'message', 'listener' as never) as () => void;
  publish();
  undo();
  deskbell('open');
  await vi.waitFor(() => expect(started).toHaveLength(1));
  expect(answered).toEqual([['on', 'message', 'listener'], ['off', 'message', 'listener'], ['open']]);
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
  await vi.waitFor(() => expect(answered).toEqual([['open', 'callback']]));
  link.remove();
});

test('with data-consent="wait" nothing is drawn before boot', async () => {
  await tag({ site: 'key', consent: 'wait' });
  expect(host()).toBeNull();
  deskbell('boot');
  deskbell('boot');
  expect(document.querySelectorAll('desk-bell')).toHaveLength(1);
});

test('Q4 a chunk that does not load is asked for in another folder', async () => {
  publish('chunks.1');
  await tag();
  button().click();
  await vi.waitFor(() => expect(answered).toEqual([['open']]));
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
  await vi.waitFor(() => expect(answered).toEqual([['open'], ['open']]));
  expect(started).toHaveLength(1);
});

test.each([
  [{ locale: 'mn-MN' }, 'en', 'mn'],
  [{}, 'mn', 'mn'],
  [{ locale: 'xx' }, 'mn-Cyrl', 'mn'],
])('%o in a page in %s speaks %s', async (options, lang, code) => {
  publish();
  document.documentElement.lang = lang;
  await tag({ site: 'key', ...options });
  deskbell('open');
  await vi.waitFor(() => expect(started).toHaveLength(1));
  expect(started[0]!.words.code).toBe(code);
});

describe('options', () => {
  test.each([
    ['in the tag', { site: 'key', position: 'start' }, undefined, ''],
    ['in the page', {}, { site: 'key', position: 'start' }, ''],
    ["in the script's address", {}, undefined, '?site=key&position=start'],
    [
      'in the tag rather than elsewhere',
      { site: 'key' },
      { site: 'other', position: 'start' },
      '?site=third&position=end',
    ],
  ] as const)('may stand %s', async (_, dataset, own, query) => {
    publish();
    window.deskbellOptions = own;
    await tag(dataset, query);
    expect(host()!.style.cssText).toContain('inset-inline-start');
    deskbell('open');
    await vi.waitFor(() => expect(started[0]!.options).toMatchObject({ site: 'key', position: 'start' }));
  });

  test('may come with boot', async () => {
    await tag({ consent: 'wait' });
    deskbell('boot', { site: 'key', launcher: 'none' });
    expect(button().hidden).toBe(true);
  });
});

describe('a page that is wrong', () => {
  let told: MockInstance<typeof console.warn>;
  beforeEach(() => {
    told = vi.spyOn(console, 'warn').mockReturnValue();
    vi.doMock('https://desk.example/chunks/advice.js', () => import('../../widget/advice.ts'));
  });
  afterEach(() => told.mockRestore());

  test('names no site: there is no bell, and the console says once what is missing', async () => {
    await tag({});
    deskbell('boot');
    deskbell('open');
    await vi.waitFor(() => expect(told).toHaveBeenCalledWith(expect.stringMatching(/names no site.*data-site="KEY"/)));
    expect([host(), told.mock.calls.length]).toEqual([null, 1]);
  });

  test('runs the tag again: one bell, one panel, and nothing to say', async () => {
    publish();
    await tag();
    const { deskbell: first } = window;
    deskbell('identify', 'user');
    await tag();
    await tag();
    expect([window.deskbell, document.querySelectorAll('desk-bell').length]).toEqual([first, 1]);
    button().click();
    await vi.waitFor(() => expect(answered).toEqual([['identify', 'user'], ['open']]));
    expect([started.length, told.mock.calls]).toEqual([1, []]);
  });

  test('names two sites: the first counts, and the console says so', async () => {
    publish();
    await tag();
    await tag({ site: 'other' });
    await vi.waitFor(() => expect(told).toHaveBeenCalledOnce());
    expect([told.mock.calls[0]![0], document.querySelectorAll('desk-bell').length]).toEqual([
      expect.stringContaining('different sites'),
      1,
    ]);
    button().click();
    await vi.waitFor(() => expect(started[0]!.options.site).toBe('key'));
  });
});

describe('Q4 boot and shutdown take effect in their order', () => {
  test('before anything is loaded, and load nothing', async () => {
    publish();
    await tag();
    deskbell('shutdown');
    expect(host()).toBeNull();
    deskbell('boot');
    deskbell('shutdown');
    deskbell('boot', { accent: '#123456' });
    const accent = host()!.style.getPropertyValue('--site');
    expect([document.querySelectorAll('desk-bell').length, accent]).toEqual([1, '#123456']);
    await aTaskLater();
    expect(started).toEqual([]);
  });

  test('while the panel is on its way: what was asked before the shutdown is not done, what concerns the visitor is', async () => {
    publish();
    await tag();
    deskbell('on', 'message', 'listener' as never);
    deskbell('identify', 'user');
    deskbell('open', 'callback');
    deskbell('shutdown');
    deskbell('boot');
    expect(document.querySelectorAll('desk-bell')).toHaveLength(1);
    await aTaskLater();
    expect(started).toEqual([]);
    deskbell('open', 'chat');
    await vi.waitFor(() => expect(answered).toEqual([['identify', 'user'], ['boot'], ['open', 'chat']]));
    expect(started).toHaveLength(1);
  });

  test('with the panel there: it leaves, and the next boot draws a bell that loads it again', async () => {
    publish();
    await tag();
    deskbell('open');
    await vi.waitFor(() => expect(started).toHaveLength(1));
    deskbell('shutdown');
    deskbell('boot');
    deskbell('shutdown');
    deskbell('boot');
    expect(document.querySelectorAll('desk-bell')).toHaveLength(1);
    button().click();
    await vi.waitFor(() => expect(started).toHaveLength(2));
    expect(started[1]!.host).toBe(host());
    expect(answered).toEqual([['open'], ['shutdown'], ['boot'], ['open']]);
  });

  test('an opener of the page follows its own link while there is no bell', async () => {
    publish();
    await tag();
    deskbell('shutdown');
    document.body.innerHTML = '<a href="#" data-deskbell-open="chat"></a>';
    const click = new MouseEvent('click', { bubbles: true, cancelable: true });
    document.body.firstChild!.dispatchEvent(click);
    expect(click.defaultPrevented).toBe(false);
    document.body.replaceChildren();
  });
});
