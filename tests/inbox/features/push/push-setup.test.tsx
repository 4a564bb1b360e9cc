// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { PushSetup } from '../../../../inbox/features/push/settings/PushSetup.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { Device } from '../../../../protocol/push.ts';
import { LOCALES } from '../../../../protocol/wire/limits.ts';
import { draw } from '../../draw.tsx';
import { START } from '../../fixtures.ts';
import { openInbox, toastsOf } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';
import { browserWithPushes, type Wanted } from './browser-with-pushes.ts';

beforeEach(() => speak('en'));

const KEY = Buffer.alloc(65, 4).toString('base64url');
const deviceOf = (id: string, fields: Partial<Device> = {}): Device => ({
  ...{ id, userAgent: 'Mozilla/5.0 (Linux; Android 15) Chrome/140', isCurrent: false },
  ...{ createdAt: START, lastUsedAt: null, failingSince: null, ...fields },
});

async function page(devices: Device[], answers: Answers = {}, wanted: Wanted | null = {}) {
  const browser = wanted && browserWithPushes(wanted);
  const desk = openInbox([], {
    answers: {
      'GET push': () => ({ publicKey: KEY, devices }),
      'POST push/devices': () => deviceOf('mine', { isCurrent: true }),
      'DELETE push/devices/mine': () => undefined,
      ...answers,
    },
    storage: localStorage,
  });
  localStorage.clear();
  const drawn = await draw(desk, <PushSetup />);
  await vi.waitUntil(() => drawn.text.includes('Your phone or computer'));
  return { ...desk, drawn, browser, box: () => drawn.field('Tell me on this device') as HTMLInputElement };
}

test('PU1 the switch asks the browser, tells the server, and stands as the server has it', async () => {
  const { drawn, http, browser, box, inbox } = await page([]);
  expect([box().checked, drawn.hasButton('Send a test')]).toEqual([false, false]);
  await drawn.check(box());
  await vi.waitUntil(() => box().checked);
  expect(http.asked('POST push/devices').map(each => each.body)).toEqual([
    { endpoint: 'https://push.example/1', keys: { p256dh: 'p', auth: 'a' } },
  ]);
  expect(browser!.registered).toEqual([['/inbox/worker.js', { scope: '/inbox', updateViaCache: 'none' }]]);
  expect(toastsOf(inbox).map(each => each.text)).toEqual(['This device tells you now']);
  expect(localStorage.getItem('deskbell-inbox:push')).toBe('sarnai');
  expect(drawn.text).toContain('Chrome, Android');

  await drawn.check(box());
  await vi.waitUntil(() => !box().checked && browser!.subscription() === null);
  expect(http.asked('DELETE push/devices/mine')).toHaveLength(1);
  expect(localStorage.getItem('deskbell-inbox:push')).toBe(null);
});

test('PU4 a subscription under another key is given up for a new one', async () => {
  const { drawn, http, box } = await page([], {}, { subscribedBy: Buffer.alloc(65, 5).toString('base64url') });
  await drawn.check(box());
  await vi.waitUntil(() => box().checked);
  expect(http.asked('POST push/devices')[0]!.body).toMatchObject({ endpoint: 'https://push.example/2' });
});

test('PU1 one under the same key is kept', async () => {
  const { drawn, http, box } = await page([], {}, { subscribedBy: KEY });
  await drawn.check(box());
  await vi.waitUntil(() => box().checked);
  expect(http.asked('POST push/devices')[0]!.body).toMatchObject({ endpoint: 'https://push.example/1' });
});

test('PU1 who says no to the browser reads what to do, and nothing is sent', async () => {
  const { drawn, http, box } = await page([], {}, { answer: 'denied' });
  await drawn.check(box());
  await vi.waitUntil(() => drawn.text.includes('Notifications are blocked'));
  expect(http.asked('POST')).toEqual([]);
});

test('PU1 a browser whose push service fails says so, and the switch stays off', async () => {
  const subscribe = () => {
    throw new DOMException('Registration failed', 'AbortError');
  };
  const { drawn, box } = await page([], {}, { subscribe });
  await drawn.check(box());
  await vi.waitUntil(() => drawn.text.includes('could not be signed up'));
  expect(box().checked).toBe(false);
});

test('PU3 a test says how it went, and what is gone goes', async () => {
  const devices = [deviceOf('mine', { isCurrent: true })];
  const answers = [
    { isDelivered: true, problem: '' },
    { isDelivered: false, problem: '410' },
  ];
  const { drawn, inbox } = await page(devices, { 'POST push/devices/mine/test': () => answers.shift() });
  await drawn.press('Send a test');
  await vi.waitUntil(() => toastsOf(inbox).length > 0);
  expect(toastsOf(inbox).map(each => each.text)).toEqual(['Sent. It should show in a moment.']);
  devices.length = 0;
  await drawn.press('Send a test');
  await vi.waitUntil(() => drawn.text.includes('did not take it: 410'));
  await vi.waitUntil(() => !drawn.hasButton('Send a test'));
});

test('PU2 other devices are listed with how they are, and are removed', async () => {
  const failing = deviceOf('lost', { failingSince: START });
  const used = deviceOf('desktop', { userAgent: 'Mozilla/5.0 (X11; Linux) Firefox/140', lastUsedAt: START });
  const { drawn, http } = await page([failing, used], { 'DELETE push/devices/lost': () => undefined });
  expect(drawn.text).toMatch(/Chrome, Android\s*Takes nothing since .*Firefox, Linux\s*Last told /);
  await drawn.press('Remove Chrome, Android');
  await vi.waitUntil(() => !drawn.text.includes('Chrome, Android'));
  expect(http.asked('DELETE')).toHaveLength(1);
});

test('PU2 what could not be removed stays', async () => {
  const answers: Answers = {
    'DELETE push/devices/lost': () => {
      throw new ApiError('STORE_UNAVAILABLE');
    },
  };
  const { drawn, inbox } = await page([deviceOf('lost')], answers);
  await drawn.press('Remove Chrome, Android');
  await vi.waitUntil(() => toastsOf(inbox).length > 0);
  expect(drawn.text).toContain('Chrome, Android');
});

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1';

test.each([
  ['an iPhone whose inbox is no app', { isSecureContext: true }, IPHONE, 'Add to Home Screen'],
  ['a browser without', { isSecureContext: true }, 'Mozilla/5.0 (X11; Linux) Old/1', 'can not show notifications'],
  ['plain http', { isSecureContext: false }, 'Mozilla/5.0 (X11; Linux) Firefox/140', 'https only'],
])('PU1 %s reads what there is to do', async (_what, globals, userAgent, words) => {
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(userAgent);
  const { drawn } = await page([], {}, null);
  expect(drawn.text).toContain(words);
  expect(drawn.host.querySelector('input')).toBe(null);
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test.each(LOCALES)('PU1 speaks %s', async locale => {
  const { drawn } = await page([deviceOf('mine', { isCurrent: true, lastUsedAt: START })]);
  await speak(locale);
  await vi.waitUntil(() => drawn.host.querySelector('label')?.textContent !== '');
  expect(drawn.text).not.toMatch(/\{\w+\}|undefined/);
});
