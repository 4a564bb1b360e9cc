import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { open, show } from '../../../../inbox/features/push/worker/notifications.ts';
import { renew } from '../../../../inbox/features/push/worker/renewal.ts';
import type { ToPage } from '../../../../inbox/features/push/worker/said.ts';
import type { OpenPage, ShownOptions, WorkerScope } from '../../../../inbox/features/push/worker/scope.ts';
import { createShell } from '../../../../inbox/features/push/worker/shell.ts';
import type { PushMessage } from '../../../../protocol/push.ts';

// Pages answer at once, and how long a busy machine takes for it is no matter.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const ROOT = 'https://desk.example/help/';
const location = { href: `${ROOT}inbox/worker.js` };

/** A cache that is a map, as far as the shell asks. */
function cachesOf() {
  const kept = new Map<string, Response>();
  const cache = {
    match: async (url: string) => kept.get(url)?.clone(),
    put: async (url: string, answer: Response) => void kept.set(url, answer),
    keys: async () => [...kept.keys()],
    delete: async (url: string) => kept.delete(url),
  };
  return { kept, caches: { open: async () => cache } as unknown as CacheStorage };
}

/** A server that gives the page of a version, and its files; null: there is no line. */
function serverOf(first: string) {
  const asked: string[] = [];
  const server = {
    version: first as string | null,
    status: 200,
    more: '',
    asked,
    fetch: (async (what: string | Request) => {
      const url = typeof what === 'string' ? what : what.url;
      asked.push(url);
      if (server.version === null) throw new TypeError('Failed to fetch');
      if (server.status !== 200) return new Response('away', { status: server.status });
      const page = `<html data-root="../../"><script src="../../assets/inbox-first-${server.version}.js"></script>${server.more}`;
      const type = url.endsWith('.png') ? 'image/png' : 'text/html; charset=utf-8';
      const headers = { 'content-security-policy': "default-src 'none'", etag: '1', 'content-type': type };
      return new Response(url.includes('/assets/') ? `code of ${url}` : page, { headers });
    }) as typeof fetch,
  };
  return server;
}

function shellOf(first = 'a') {
  const { kept, caches } = cachesOf();
  const server = serverOf(first);
  const shell = createShell({ location, caches, fetch: server.fetch });
  const get = (path: string, mode: RequestMode = 'navigate') =>
    shell.answer({ url: `${ROOT}${path}`, method: 'GET', mode });
  return { kept, server, shell, get, paths: () => [...kept.keys()].map(each => each.replace(ROOT, '')).sort() };
}

describe('the page without a line', () => {
  test('PU10 is the one that came last, with its files, under every address of the inbox', async () => {
    const { server, shell, get, paths } = shellOf();
    await shell.prepare();
    await shell.keep([`${ROOT}assets/inbox-words-en.js`, `${ROOT}assets/panel.js`, `${ROOT}v1/me`]);
    expect(paths()).toEqual(['assets/inbox-first-a.js', 'assets/inbox-words-en.js', 'inbox']);
    server.version = null;
    const page = await get('inbox/all/c1?x=1');
    expect(await page!.text()).toBe(`<html data-root="${ROOT}"><script src="${ROOT}assets/inbox-first-a.js"></script>`);
    expect(page!.headers.get('content-security-policy')).toBe("default-src 'none'");
    expect(page!.headers.get('etag')).toBe(null);
    expect(await (await get('assets/inbox-first-a.js', 'cors'))!.text()).toContain('code of');
    await expect(get('assets/inbox-other-a.js', 'cors')).rejects.toThrow('Failed to fetch');
  });

  test('PU10 brings its files along, however their addresses are written', async () => {
    const { server, shell, paths } = shellOf();
    server.more = '<link href="/help/assets/inbox-first-a.css">';
    await shell.prepare();
    expect(paths()).toEqual(['assets/inbox-first-a.css', 'assets/inbox-first-a.js', 'inbox']);
  });

  test('PU10 is never an older one than the server has, and takes its files along when it goes', async () => {
    const { server, shell, get, paths } = shellOf();
    await shell.prepare();
    server.version = 'b';
    expect(await (await get('inbox'))!.text()).toContain('inbox-first-b');
    await get('assets/inbox-first-b.js', 'cors');
    expect(paths()).toEqual(['assets/inbox-first-b.js', 'inbox']);
    await get('inbox/mine');
    expect(paths()).toEqual(['assets/inbox-first-b.js', 'inbox']);
    await get('inbox/icon-192.png');
    expect(paths(), 'a picture is no page').toEqual(['assets/inbox-first-b.js', 'inbox']);
    server.status = 502;
    expect(await (await get('inbox'))!.text()).toContain('inbox-first-b');
    server.status = 500;
    expect((await get('inbox'))!.status).toBe(500);
  });

  test('PU10 keeps no answer of the API, and has no part in anything else', async () => {
    const { shell, get } = shellOf();
    for (const path of ['v1/conversations', 'v1/me', 'inbox/manifest.webmanifest', 'assets/panel.js'])
      expect(get(path, 'cors'), path).toBe(null);
    for (const path of ['demo', 'docs', 'f/altan/contact', 'inboxes']) expect(get(path), path).toBe(null);
    expect(shell.answer({ url: `${ROOT}inbox`, method: 'POST', mode: 'navigate' })).toBe(null);
  });

  test('PU10 is the server’s alone in a browser that keeps nothing', async () => {
    const caches = {
      open: async () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    } as unknown as CacheStorage;
    const shell = createShell({ location, caches, fetch: serverOf('a').fetch });
    await expect(shell.prepare()).rejects.toThrow('insecure');
    const page = await shell.answer({ url: `${ROOT}inbox`, method: 'GET', mode: 'navigate' });
    const file = await shell.answer({ url: `${ROOT}assets/inbox-first-a.js`, method: 'GET', mode: 'cors' });
    expect([page!.status, file!.status]).toEqual([200, 200]);
  });

  test('PU10 is nothing where none ever came', async () => {
    const { server, get } = shellOf();
    server.version = null;
    await expect(get('inbox')).rejects.toThrow('Failed to fetch');
  });
});

/** A window of the inbox. @param answers what it says when it is asked; left out: nobody is there to answer */
function pageOf(url: string, answers?: (said: ToPage) => boolean, change: Partial<OpenPage> = {}) {
  const heard: ToPage[] = [];
  let focused = 0;
  const page: OpenPage = {
    url: `${ROOT}${url}`,
    focused: false,
    visibilityState: 'hidden',
    focus: async () => void focused++,
    postMessage(message, [port]) {
      heard.push(message as ToPage);
      if (answers) (port as MessagePort).postMessage(answers(message as ToPage));
    },
    ...change,
  };
  return { page, heard, focused: () => focused };
}

function scopeOf(...pages: ReturnType<typeof pageOf>[]) {
  const shown: ({ title: string } & ShownOptions)[] = [];
  const opened: string[] = [];
  const badges: (number | undefined)[] = [];
  const scope = {
    location,
    registration: {
      showNotification: async (title: string, options: ShownOptions) => void shown.push({ title, ...options }),
      getNotifications: async () => shown as unknown as Notification[],
      pushManager: {} as PushManager,
    },
    clients: {
      claim: async () => undefined,
      matchAll: async () => pages.map(each => each.page),
      openWindow: async (url: string) => void opened.push(url),
    },
    navigator: { setAppBadge: async (count?: number) => void badges.push(count), clearAppBadge: async () => undefined },
  } satisfies Partial<WorkerScope>;
  return { scope, shown, opened, badges };
}

const message: PushMessage = { title: 'Болормаа', body: 'пишет', url: 'inbox/all/c1', tag: 'c1', locale: 'ar' };
const pushed = (data: unknown) => ({ json: () => data });
const notificationAt = (data: unknown) => {
  const closed: true[] = [];
  return { closed, notification: { data, close: () => void closed.push(true) } as unknown as Notification };
};

describe('what is pushed', () => {
  test('PU8 is shown, one for each conversation, and counted on the app’s icon', async () => {
    const { scope, shown, badges } = scopeOf();
    await show(scope, pushed(message));
    expect(shown).toEqual([
      {
        ...{ title: 'Болормаа', body: 'пишет', tag: 'c1', renotify: true, silent: false, lang: 'ar', dir: 'rtl' },
        ...{ icon: `${ROOT}inbox/icon-192.png`, badge: `${ROOT}inbox/badge-96.png`, data: `${ROOT}inbox/all/c1` },
      },
    ]);
    expect(badges).toEqual([1]);
  });

  test.each([
    ['nothing', null],
    ['no JSON', { json: () => JSON.parse('{') }],
    ['a word', pushed('word')],
    ['half of it', pushed({ title: 'Ann' })],
  ])('PU8 is shown also where there is %s in it: who is silent too often may push no more', async (_what, data) => {
    const { scope, shown } = scopeOf();
    await show(scope, data);
    expect(shown).toMatchObject([{ title: 'Deskbell', tag: 'desk', data: `${ROOT}inbox` }]);
  });

  test('PU8 is shown without a sound to who looks at that conversation, and with one to everybody else', async () => {
    const looks = pageOf('inbox/mine/c1', ({ type }) => type === 'shows', { focused: true });
    const elsewhere = pageOf('inbox/mine', () => false, { focused: true });
    const behind = pageOf('inbox/mine/c1', () => true);
    for (const [pages, silent] of [
      [[behind, looks], true],
      [[behind, elsewhere], false],
      [[], false],
    ] as const) {
      const { scope, shown } = scopeOf(...pages);
      await show(scope, pushed(message));
      expect(shown).toMatchObject([{ silent, renotify: !silent }]);
    }
    expect(looks.heard).toEqual([{ type: 'shows', url: `${ROOT}inbox/all/c1` }]);
    expect(behind.heard).toEqual([]);
  });
});

describe('a click', () => {
  test('PU9 leads the window that is there to the conversation, the nearest first', async () => {
    const other = pageOf('demo', () => true, { focused: true });
    const hidden = pageOf('inbox/mine', () => true);
    const visible = pageOf('inbox/settings', () => true, { visibilityState: 'visible' });
    const { scope, opened } = scopeOf(other, hidden, visible);
    const { notification, closed } = notificationAt(`${ROOT}inbox/all/c1`);
    await open(scope, notification);
    expect([closed.length, visible.focused(), opened]).toEqual([1, 1, []]);
    expect(visible.heard).toEqual([{ type: 'open', url: `${ROOT}inbox/all/c1` }]);
    expect([other.heard, hidden.heard]).toEqual([[], []]);
  });

  test('PU9 opens one where there is none, or nobody in it answers', async () => {
    const silent = pageOf('inbox');
    const { scope, opened } = scopeOf(silent);
    const done = open(scope, notificationAt(`${ROOT}inbox/all/c1`).notification);
    await expect.poll(() => silent.heard.length).toBe(1);
    vi.runAllTimers();
    await done;
    expect(opened).toEqual([`${ROOT}inbox/all/c1`]);
  });

  test.each([
    'https://elsewhere.example/',
    `${ROOT}demo`,
    `${ROOT}inboxes`,
    'https://desk.example/inbox',
    null,
    'https://[',
  ])('PU9 leads nowhere but into this inbox: %s', async url => {
    const { scope, opened } = scopeOf();
    await open(scope, notificationAt(url).notification);
    expect(opened).toEqual([`${ROOT}inbox`]);
  });
});

describe('a subscription that the push service gives up', () => {
  const subscription = (endpoint: string, key: ArrayBuffer | null = new ArrayBuffer(65)) =>
    ({
      options: { applicationServerKey: key, userVisibleOnly: true },
      toJSON: () => ({ endpoint, keys: { p256dh: 'p', auth: 'a' } }),
    }) as unknown as PushSubscription;

  test('PU1 is told to the server in its new form, made by the worker where the browser made none', async () => {
    const asked: [string, unknown][] = [];
    const fetch = (async (url: string, { body }: RequestInit) => {
      asked.push([url, JSON.parse(String(body))]);
      return new Response();
    }) as typeof globalThis.fetch;
    const subscribed: unknown[] = [];
    const pushManager = {
      getSubscription: async () => null,
      subscribe: async (options: unknown) => {
        subscribed.push(options);
        return subscription('https://push.example/own');
      },
    } as unknown as PushManager;
    const scope = { location, fetch, registration: { ...scopeOf().scope.registration, pushManager } };
    const old = subscription('https://push.example/old');
    await renew(scope, { oldSubscription: old, newSubscription: subscription('https://push.example/new') });
    await renew(scope, { oldSubscription: old });
    await renew(scope, {});
    expect(asked).toEqual([
      [`${ROOT}v1/push/devices`, { endpoint: 'https://push.example/new', keys: { p256dh: 'p', auth: 'a' } }],
      [`${ROOT}v1/push/devices`, { endpoint: 'https://push.example/own', keys: { p256dh: 'p', auth: 'a' } }],
    ]);
    expect(subscribed).toEqual([{ userVisibleOnly: true, applicationServerKey: old.options.applicationServerKey }]);
  });
});
