// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { dayProblems, nextDay } from '../../../../inbox/features/sites/settings/days.ts';
import { SitePage } from '../../../../inbox/features/sites/settings/SitePage.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { Holidays, OneOffDay } from '../../../../protocol/hours.ts';
import type { Site } from '../../../../protocol/sites.ts';
import { draw } from '../../draw.tsx';
import { site } from '../../fixtures.ts';
import { openInbox } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';

beforeEach(() => speak('en'));

const NAADAM: OneOffDay = { date: '2031-07-11', name: 'Naadam', spans: [] };
const URL = 'https://calendar.example/mn.ics';

async function openPage(given: Partial<Site> = {}, answers: Answers = {}) {
  const shop = site(given);
  const desk = openInbox([], {
    answers: {
      'GET sites': () => [shop],
      'GET sites/altan/holidays': () => ({ holidays: null }),
      'PATCH sites/altan': ({ body }) => ({ ...shop, ...(body as Partial<Site>) }),
      ...answers,
    },
  });
  const page = await draw(desk, <SitePage site={shop} onSite={() => undefined} />);
  await vi.waitUntil(() => desk.http.asked('GET sites/altan/holidays').length > 0);
  return { ...desk, page, saved: () => desk.http.asked('PATCH').at(-1)?.body as Partial<Site> | undefined };
}

const read = (change: Partial<Holidays> = {}): Holidays => ({
  url: URL,
  days: [{ date: '2031-12-29', name: 'Independence Day' }],
  readAt: Date.UTC(2031, 0, 5, 9),
  triedAt: Date.UTC(2031, 0, 5, 9),
  problem: null,
  ...change,
});

test('a day is added, named, given hours, and saved in the order of dates', async () => {
  const { page, saved } = await openPage({ days: [NAADAM] });
  await page.press('Add a day');
  const [, date] = page.host.querySelectorAll<HTMLInputElement>('input[type="date"]');
  const [, name] = page.host.querySelectorAll<HTMLInputElement>('.days input[maxlength="60"]');
  expect(date!.value, 'the day after the last').toBe('2031-07-12');
  expect(document.activeElement).toBe(date);
  await page.type(date!, '2031-03-08');
  await page.type(name!, "Women's Day");
  const [, adder] = page.host.querySelectorAll('.days [aria-label^="Add hours on"]');
  expect(adder!.getAttribute('aria-label')).toMatch(/March.*2031/);
  await page.check(adder!);
  await page.submit();
  await vi.waitUntil(() => saved());
  const spans = [{ from: '09:00', to: '18:00' }];
  expect(saved()!.days).toEqual([{ date: '2031-03-08', name: "Women's Day", spans }, NAADAM]);
});

test('a date that is missing or comes twice is named and not sent, and a day is taken away', async () => {
  const { page, saved } = await openPage({ days: [NAADAM, { ...NAADAM, date: '2031-07-12' }] });
  const [, second] = page.host.querySelectorAll<HTMLInputElement>('input[type="date"]');
  await page.type(second!, '2031-07-11');
  expect(page.text).toContain('This date is in the list already.');
  await page.type(second!, '');
  expect(page.text).toContain('Choose a date.');
  expect(second!.getAttribute('aria-invalid')).toBe('true');
  await page.submit();
  expect(saved()).toBeUndefined();
  await page.press('Remove Date');
  expect(document.activeElement).toBe(page.button('Add a day'));
  await page.submit();
  await vi.waitUntil(() => saved());
  expect(saved()!.days).toEqual([NAADAM]);
});

test('days are judged by themselves', () => {
  const bad = [{ from: '10:00', to: '10:00' }];
  expect([
    ...dayProblems([NAADAM, NAADAM, { ...NAADAM, date: '' }, { ...NAADAM, date: '2031-01-01', spans: bad }]),
  ]).toEqual([
    [1, 'dayTwice'],
    [2, 'dayMissing'],
    [3, 'hoursOrder'],
  ]);
  expect(nextDay([], Date.UTC(2031, 0, 31, 12)).date).toBe('2031-02-01');
});

test('a calendar is read, and what was found is shown', async () => {
  const { page, http } = await openPage({}, { 'PUT sites/altan/holidays': () => ({ holidays: read() }) });
  await vi.waitUntil(() => page.hasButton('Read the calendar'));
  await page.type(page.field('Address of the calendar'), URL);
  await page.submit(page.host.querySelector<HTMLFormElement>('.holidays form'));
  await vi.waitUntil(() => page.text.includes('Independence Day'));
  expect(http.asked('PUT').at(-1)!.body).toEqual({ url: URL });
  expect(page.text).toContain('Days found: 1.');
  expect(page.host.querySelector('.holiday-list time')!.getAttribute('datetime')).toBe('2031-12-29');
});

test.each([
  [{ code: 'unreachable', detail: 'ENOTFOUND' }, 'Nobody answers at this address (ENOTFOUND).'],
  [{ code: 'moved', detail: '301' }, 'The calendar has moved (301)'],
  [{ code: 'refused', detail: '404' }, 'The calendar is not given out (404)'],
  [{ code: 'private', detail: '' }, 'leads into a private network'],
  [{ code: 'too_large', detail: '' }, 'larger than 1 MB'],
  [{ code: 'no_calendar', detail: '' }, 'is no calendar'],
  [{ code: 'too_complex', detail: '' }, 'by a rule that can not be worked out'],
] as const)(
  'what is wrong with a calendar is said in a sentence, and that its days stay: %j',
  async (problem, text) => {
    const { page } = await openPage({}, { 'GET sites/altan/holidays': () => ({ holidays: read({ problem }) }) });
    await vi.waitUntil(() => page.text.includes(text));
    expect(page.text).toContain('The days from before stay.');
    expect(page.text).toContain('Independence Day');
  },
);

test('a calendar is read again, and no longer read', async () => {
  const { page, http } = await openPage(
    {},
    {
      'GET sites/altan/holidays': () => ({ holidays: read() }),
      'POST sites/altan/holidays/read': () => ({ holidays: read({ days: [] }) }),
      'DELETE sites/altan/holidays': () => undefined,
    },
  );
  await vi.waitUntil(() => page.hasButton('Read it again'));
  await page.submit(page.host.querySelector<HTMLFormElement>('.holidays form'));
  await vi.waitUntil(() => page.text.includes('Days found: 0.'));
  await page.press('Stop reading it');
  await vi.waitUntil(() => page.hasButton('Read the calendar'));
  expect(http.asked('DELETE')).toHaveLength(1);
  expect(page.field('Address of the calendar').value).toBe('');
});

test('an address that can not be one is refused under its field, and stays as typed', async () => {
  const { page } = await openPage(
    {},
    {
      'PUT sites/altan/holidays': () => {
        throw new ApiError('FIELD_INVALID', { url: 'FIELD_INVALID' });
      },
    },
  );
  await vi.waitUntil(() => page.hasButton('Read the calendar'));
  await page.type(page.field('Address of the calendar'), 'tomorrow');
  await page.submit(page.host.querySelector<HTMLFormElement>('.holidays form'));
  await vi.waitUntil(() => page.field('Address of the calendar').getAttribute('aria-invalid') === 'true');
  expect(page.field('Address of the calendar').value).toBe('tomorrow');
});
