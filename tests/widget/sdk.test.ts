// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';

const SETUP = { server: 'https://chat.example', site: 'key', zIndex: '7', nonce: 'once' };
let boot: typeof import('../../widget/sdk.ts').boot;
let deskbell: typeof import('../../widget/sdk.ts').deskbell;
let added: HTMLScriptElement[];

beforeEach(async () => {
  vi.resetModules();
  added = [];
  // happy-dom would fetch it.
  vi.spyOn(document.head, 'append').mockImplementation(script => void added.push(script as HTMLScriptElement));
  Reflect.deleteProperty(window, 'deskbell');
  ({ boot, deskbell } = await import('../../widget/sdk.ts'));
});

/** The launcher's global: a function that answers to every name, `then` too, and has taken the queue over. */
function arrive() {
  const heard: unknown[][] = [...(window.deskbell?.q ?? [])];
  const call = (...args: unknown[]) => heard.push(args);
  Object.assign(window, {
    deskbell: new Proxy(call, {
      get:
        (_, name) =>
        (...args: unknown[]) =>
          call(name, ...args),
    }),
  });
  added[0]?.onload?.(new Event('load'));
  return heard;
}

test('the SDK adds the one script, with its options as the tag would have them', async () => {
  const booted = boot({ ...SETUP, launcher: undefined });
  const [script] = added;
  expect(script!.src).toBe('https://chat.example/deskbell.js');
  expect(script!.getAttribute('data-site')).toBe('key');
  expect(script!.getAttribute('data-z-index')).toBe('7');
  expect(script!.hasAttribute('data-launcher')).toBe(false);
  expect([script!.nonce, script!.async]).toEqual(['once', true]);
  expect(await Promise.race([booted, 'pending'])).toBe('pending');
  const heard = arrive();
  (await booted).open('callback');
  expect(heard).toEqual([['open', 'callback']]);
});

test('the SDK boots what is there when it is called again', async () => {
  const first = boot(SETUP);
  const again = boot({ ...SETUP, locale: 'mn' });
  const heard = arrive();
  expect(await first).toBe(await again);
  expect(added).toHaveLength(1);
  expect(heard).toEqual([['boot', { site: 'key', zIndex: '7', locale: 'mn' }]]);
});

test('the SDK says where a script did not come from, and tries again when asked again', async () => {
  const booted = boot(SETUP);
  (added[0]!.onerror as (event: Event) => void)(new Event('error'));
  await expect(booted).rejects.toThrow('did not load from https://chat.example/deskbell.js');
  void boot(SETUP);
  expect(added).toHaveLength(2);
});

test('the SDK keeps calls in their order until the script is there, and needs nobody to wait for it', () => {
  void boot(SETUP);
  deskbell.identify({ name: 'Bolormaa' });
  deskbell.shutdown();
  void boot(SETUP);
  const listener = () => undefined;
  deskbell.on('opened', listener)();
  expect(window.deskbell!.q).toEqual([
    ['identify', { name: 'Bolormaa' }],
    ['shutdown'],
    ['boot', { site: 'key', zIndex: '7' }],
    ['on', 'opened', listener],
    ['off', 'opened', listener],
  ]);
  (added[0]!.onerror as (event: Event) => void)(new Event('error'));
});

test('the SDK boots what the tag in the page has brought', async () => {
  const heard = arrive();
  expect(await boot(SETUP)).toBe(deskbell);
  expect(heard).toEqual([['boot', { site: 'key', zIndex: '7' }]]);
  expect(added).toHaveLength(0);
});
