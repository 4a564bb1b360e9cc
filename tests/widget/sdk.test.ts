// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';

const SETUP = { server: 'https://chat.example', site: 'key', zIndex: '7', nonce: 'once' };
let boot: typeof import('../../widget/sdk.ts').boot;
let added: HTMLScriptElement[];

beforeEach(async () => {
  vi.resetModules();
  added = [];
  // happy-dom would fetch it.
  vi.spyOn(document.head, 'append').mockImplementation(script => void added.push(script as HTMLScriptElement));
  ({ boot } = await import('../../widget/sdk.ts'));
});

/** The launcher's global: a function that answers to every name, `then` too. */
function arrive() {
  const heard: unknown[][] = [];
  const call = (...args: unknown[]) => heard.push(args);
  Object.assign(window, {
    deskbell: new Proxy(call, {
      get:
        (_, name) =>
        (...args: unknown[]) =>
          call(name, ...args),
    }),
  });
  added[0]!.onload!(new Event('load'));
  return heard;
}

test('the SDK adds the one script, with its options as the tag would have them', async () => {
  const booted = boot(SETUP);
  const [script] = added;
  expect(script!.src).toBe('https://chat.example/deskbell.js');
  expect(script!.getAttribute('data-site')).toBe('key');
  expect(script!.getAttribute('data-z-index')).toBe('7');
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
