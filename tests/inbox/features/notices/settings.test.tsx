// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { ToldPage } from '../../../../inbox/features/notices/settings/ToldPage.tsx';
import { WhoPage } from '../../../../inbox/features/notices/settings/WhoPage.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import {
  NOTICE_DEFAULTS,
  NOTICE_WAYS,
  type NoticeSettings,
  type NoticeSettingsSave,
  SITE_NOTICE_DEFAULTS,
} from '../../../../protocol/notices.ts';
import type { Site } from '../../../../protocol/sites.ts';
import { draw } from '../../draw.tsx';
import { site } from '../../fixtures.ts';
import { openInbox, toastsOf } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';

beforeEach(() => speak('en'));

const STATES = NOTICE_WAYS.map(way => {
  const isReady = way === 'page' || way === 'push';
  return { way, isReady, isOffered: isReady || way === 'telegram' || way === 'sms' };
});

/** What the server makes of it. */
const savedBy = (body: unknown) => {
  const { was: _, ...settings } = body as NoticeSettingsSave;
  return { settings, ways: STATES };
};

async function openPage(answers: Answers = {}) {
  const desk = openInbox([], {
    answers: {
      'GET me/notices': () => ({ settings: NOTICE_DEFAULTS, ways: STATES }),
      'PUT me/notices': ({ body }) => savedBy(body),
      'GET push': () => ({ publicKey: 'key', devices: [] }),
      'GET me/telegram': () => ({ bot: 'AltanDeskBot', chat: null }),
      'GET me/number': () => ({ isOffered: true, number: null, pending: null }),
      ...answers,
    },
  });
  desk.welcome();
  const page = await draw(desk, <ToldPage />);
  await vi.waitUntil(() => page.text.includes('Notices on devices'));
  const named = (name: string) => page.host.querySelector<HTMLElement>(`[aria-label="${name}"]`)!;
  return { desk, page, named };
}

test('NO3 the ways are ordered by buttons, whose focus goes along, and switched on', async () => {
  const saved: NoticeSettingsSave[] = [];
  const { desk, page, named } = await openPage({
    'PUT me/notices': ({ body }) => {
      saved.push(body as NoticeSettingsSave);
      return savedBy(body);
    },
  });
  named('Move up: E-mail').click();
  await vi.waitUntil(() => page.host.querySelectorAll('.told-ways li')[2]!.textContent!.includes('E-mail'));
  expect(document.activeElement).toBe(named('Move up: E-mail'));
  page.host.querySelectorAll<HTMLInputElement>('.settings-name input')[1]!.click();
  page.host.querySelector<HTMLElement>('.told-quiet input')!.click();
  await vi.waitUntil(() => page.host.querySelector('input[type=time]') !== null);
  page.host.querySelector<HTMLFormElement>('form:has([type=submit]):not(li *)')!.requestSubmit();
  await vi.waitUntil(() => saved.length > 0);
  expect(saved[0]!.ways.slice(0, 3)).toEqual([
    { way: 'page', isOn: true },
    { way: 'push', isOn: false },
    { way: 'email', isOn: true },
  ]);
  expect(saved[0]!.quiet).toMatchObject({ from: '22:00', to: '08:00' });
  expect(saved[0]!.was).toEqual(NOTICE_DEFAULTS);
  // The page that is open follows at once.
  await vi.waitUntil(() => desk.inbox.notices.settings.value?.quiet?.from === '22:00');
});

test('NO3 each way says how it stands, and what it takes is done in place', async () => {
  const { desk, page } = await openPage();
  const rows = () => [...page.host.querySelectorAll<HTMLElement>('.told-ways > li')];
  const state = (at: number) => rows()[at]!.querySelector('.pill')!.textContent;
  expect(rows().map((_, at) => state(at))).toEqual([
    'Works',
    'Works',
    'Needs a step',
    'Not set up here',
    'Off',
    'Not set up here',
  ]);
  await vi.waitUntil(() => page.hasButton('Link a chat'));
  expect(rows()[3]!.querySelector('a')!.getAttribute('href')).toBe('/inbox/settings/mail');
  // What is not wanted, or is there, is shown to who asks.
  expect(desk.http.asked('GET me/number')).toEqual([]);
  const details = rows()[4]!.querySelector('details')!;
  details.open = true;
  details.dispatchEvent(new Event('toggle'));
  await vi.waitUntil(() => page.hasButton('Send me a code'));
  expect(desk.http.asked('GET push')).toEqual([]);
});

test('NO10 what was changed elsewhere meanwhile stays, with what was changed here laid over it', async () => {
  const elsewhere = { ...NOTICE_DEFAULTS, pauses: { page: 7, other: 7 } };
  const answers: NoticeSettings[] = [NOTICE_DEFAULTS, elsewhere];
  const puts: NoticeSettingsSave[] = [];
  const { page } = await openPage({
    'GET me/notices': () => ({ settings: answers.shift(), ways: STATES }),
    'PUT me/notices': ({ body }) => {
      puts.push(body as NoticeSettingsSave);
      if (puts.length === 1) throw new ApiError('ALREADY_CLAIMED');
      return savedBy(body);
    },
  });
  const submit = () => page.host.querySelector<HTMLFormElement>('form:has([type=submit]):not(li *)')!.requestSubmit();
  await page.check(page.field('Show what people wrote') as HTMLInputElement);
  submit();
  await vi.waitUntil(() => page.text.includes('changed these settings elsewhere'));
  expect(page.field('After this inbox').value).toBe('7');
  submit();
  await vi.waitUntil(() => puts.length === 2);
  expect(puts[1]).toEqual({ ...elsewhere, showsWords: true, was: elsewhere });
  await vi.waitUntil(() => !page.text.includes('changed these settings elsewhere'));
});

test('NO8 a test says whether it left', async () => {
  const answers = [
    { left: 1, problem: '' },
    { left: 0, problem: 'gone' },
    { left: 0, problem: '' },
  ];
  const { desk, named } = await openPage({ 'POST me/notices/test': () => answers.shift() });
  for (const said of ['It left', 'It did not leave: gone', 'Nothing can be sent']) {
    named('Try it now: Notices on devices').click();
    await vi.waitUntil(() => toastsOf(desk.inbox).some(({ text }) => text.startsWith(said)));
  }
  expect(named('Try it now: SMS')).toBe(null);
});

test('NO2 an owner sets who is told of what, and hears when it can not be kept', async () => {
  const changes: Partial<Site>[] = [];
  const desk = openInbox([], {
    answers: {
      'PATCH sites/altan': ({ body }) => {
        if (changes.length > 0) throw new ApiError('FORBIDDEN');
        changes.push(body as Partial<Site>);
        return site(body as Partial<Site>);
      },
    },
  });
  desk.welcome();
  const page = await draw(desk, <WhoPage site={site()} />);
  const [first] = page.host.querySelectorAll('select');
  first!.value = 'owners';
  first!.dispatchEvent(new Event('change', { bubbles: true }));
  const submit = () => page.host.querySelector<HTMLFormElement>('form')!.requestSubmit();
  await vi.waitUntil(() => first!.value === 'owners');
  submit();
  await vi.waitUntil(() => changes.length > 0);
  await vi.waitUntil(() => toastsOf(desk.inbox).length > 0);
  expect(changes[0]).toEqual({ notices: { ...SITE_NOTICE_DEFAULTS, message: 'owners' } });
  submit();
  await vi.waitUntil(() => page.host.querySelector('[role=alert]')!.textContent !== '');
});
