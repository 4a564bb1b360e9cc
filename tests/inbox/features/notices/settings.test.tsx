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
  SITE_NOTICE_DEFAULTS,
} from '../../../../protocol/notices.ts';
import type { Site } from '../../../../protocol/sites.ts';
import { draw } from '../../draw.tsx';
import { site } from '../../fixtures.ts';
import { openInbox, toastsOf } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';

beforeEach(() => speak('en'));

const STATES = NOTICE_WAYS.map(way => ({ way, isReady: way === 'page' || way === 'push' }));

async function openPage(answers: Answers = {}) {
  const desk = openInbox([], {
    answers: {
      'GET me/notices': () => ({ settings: NOTICE_DEFAULTS, ways: STATES }),
      'PUT me/notices': ({ body }) => ({ settings: body, ways: STATES }),
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
  const saved: NoticeSettings[] = [];
  const { page, named } = await openPage({
    'PUT me/notices': ({ body }) => {
      saved.push(body as NoticeSettings);
      return { settings: body, ways: STATES };
    },
  });
  expect(page.host.querySelectorAll('small')).toHaveLength(4);
  named('Move up: E-mail').click();
  await vi.waitUntil(() => page.host.querySelectorAll('.told-ways li')[2]!.textContent!.includes('E-mail'));
  expect(document.activeElement).toBe(named('Move up: E-mail'));
  page.host.querySelectorAll<HTMLInputElement>('.told-ways input')[0]!.click();
  page.host.querySelector<HTMLElement>('.told-quiet input')!.click();
  await vi.waitUntil(() => page.host.querySelector('input[type=time]') !== null);
  page.host.querySelector<HTMLFormElement>('form')!.requestSubmit();
  await vi.waitUntil(() => saved.length > 0);
  expect(saved[0]!.ways.slice(0, 3)).toEqual([
    { way: 'page', isOn: true },
    { way: 'push', isOn: false },
    { way: 'email', isOn: true },
  ]);
  expect(saved[0]!.quiet).toMatchObject({ from: '22:00', to: '08:00' });
});

test('NO8 a test says whether it left', async () => {
  const answers = [
    { left: 1, problem: '' },
    { left: 0, problem: 'gone' },
    { left: 0, problem: '' },
  ];
  const { desk, named } = await openPage({ 'POST me/notices/test': () => answers.shift() });
  for (const said of ['It left', 'It did not leave: gone', 'Nothing can be sent']) {
    named('Tell me now: Notices on devices').click();
    await vi.waitUntil(() => toastsOf(desk.inbox).some(({ text }) => text.startsWith(said)));
  }
  expect(named('Tell me now: SMS')).toBe(null);
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
