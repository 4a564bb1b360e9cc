// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { SitePage } from '../../../../inbox/features/sites/settings/SitePage.tsx';
import { usualWeek } from '../../../../inbox/features/sites/settings/week.ts';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { Site } from '../../../../protocol/sites.ts';
import { draw } from '../../draw.tsx';
import { site } from '../../fixtures.ts';
import { openInbox, toastsOf } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';

/** What a shop begins with where the weekend is Saturday and Sunday. */
const USUAL_WEEK = [0, 1, 2, 3, 4, 5, 6].map(day => (day < 5 ? [{ from: '09:00', to: '18:00' }] : []));

beforeEach(() => speak('en'));

async function openPage(given: Partial<Site> = {}, answers: Answers = {}) {
  const shop = site(given);
  const desk = openInbox([], {
    answers: {
      'GET sites': () => [shop],
      'PATCH sites/altan': ({ body }) => ({ ...shop, ...(body as Partial<Site>) }),
      ...answers,
    },
  });
  const page = await draw(desk, <SitePage site={shop} onSite={() => undefined} />);
  return { ...desk, page, saved: () => desk.http.asked('PATCH').at(-1)?.body as Partial<Site> | undefined };
}

test('a shop that is not always open begins with the usual week, and may save it', async () => {
  const { page, inbox, saved } = await openPage();
  await page.check(page.field('Always open'));
  expect(page.field('Monday, from').value).toBe('09:00');
  expect(page.text.match(/Closed/g)).toHaveLength(2);
  await page.submit();
  await vi.waitUntil(() => toastsOf(inbox).at(-1)?.text === 'Saved');
  expect(saved()!.hours).toEqual(USUAL_WEEK);
});

test('hours are typed, added, removed and copied to all days; midnight is the end of a day', async () => {
  const { page, saved } = await openPage({ hours: USUAL_WEEK });
  await page.type(page.field('Monday, from'), '10:00');
  await page.type(page.field('Monday, to'), '14:00');
  await page.press('Add hours on Monday');
  const [, evening] = page.host.querySelectorAll<HTMLInputElement>('[aria-label="Monday, from"]');
  expect(evening!.value, 'an hour after the last').toBe('15:00');
  const [, end] = page.host.querySelectorAll<HTMLInputElement>('[aria-label="Monday, to"]');
  await page.type(end!, '00:00');
  await page.press('Copy to all days');
  await page.submit();
  await vi.waitUntil(() => saved());
  const day = [
    { from: '10:00', to: '14:00' },
    { from: '15:00', to: '24:00' },
  ];
  expect(saved()!.hours).toEqual([0, 1, 2, 3, 4, 5, 6].map(() => day));
});

test('a day may be closed', async () => {
  const { page, saved } = await openPage({ hours: USUAL_WEEK });
  await page.press('Remove these hours on Friday');
  await page.submit();
  await vi.waitUntil(() => saved());
  expect(saved()!.hours![4]).toEqual([]);
});

test('hours that end as they begin, or overlap, are named and not sent', async () => {
  const { page, saved } = await openPage({ hours: USUAL_WEEK });
  await page.type(page.field('Tuesday, to'), '09:00');
  expect(page.text).toContain('Each span needs a beginning and another end');
  await page.submit();
  expect(saved()).toBeUndefined();
  // Whoever pressed Save at the end of a long page hears of it there, and is led to the field.
  expect(page.text).toContain('Not saved. Look at the marked fields.');
  expect(page.field('Tuesday, from').getAttribute('aria-invalid')).toBe('true');
  const described = page.field('Tuesday, to').getAttribute('aria-describedby')!;
  expect(document.getElementById(described)!.textContent).toContain('Each span needs');
  await vi.waitUntil(() => document.activeElement === page.field('Tuesday, from'));
  await page.type(page.field('Tuesday, to'), '12:00');
  expect(page.field('Tuesday, from').getAttribute('aria-invalid')).toBe(null);
  expect(page.text).not.toContain('Each span needs');
  await page.press('Add hours on Tuesday');
  const [, later] = page.host.querySelectorAll<HTMLInputElement>('[aria-label="Tuesday, from"]');
  await page.type(later!, '11:00');
  expect(page.text).toContain('spans must not overlap');
});

test('what the server refuses is said, and what was set stays', async () => {
  const { page } = await openPage(
    { hours: USUAL_WEEK },
    {
      'PATCH sites/altan': () => {
        throw new ApiError('STORE_UNAVAILABLE');
      },
    },
  );
  await page.type(page.field('Monday, from'), '10:00');
  await page.submit();
  await vi.waitUntil(() => page.text.includes('The server can not keep this right now.'));
  expect(page.field('Monday, from').value).toBe('10:00');
  expect(page.button('Save changes').getAttribute('aria-disabled')).toBe('false');
});

test('until something is changed there is nothing to save', async () => {
  const { page } = await openPage({ hours: USUAL_WEEK });
  expect(page.button('Save changes').getAttribute('aria-disabled')).toBe('true');
  expect(page.text).not.toContain('Not saved yet');
  await page.type(page.field('Monday, from'), '10:00');
  expect(page.text).toContain('Not saved yet');
});

test('hours go past midnight, which is said, and end after all others of their day', async () => {
  const { page, saved } = await openPage({ hours: USUAL_WEEK });
  await page.type(page.field('Monday, to'), '02:00');
  expect(page.text.match(/next day/g)).toHaveLength(1);
  await page.submit();
  await vi.waitUntil(() => saved());
  expect(saved()!.hours![0]).toEqual([{ from: '09:00', to: '02:00' }]);
  await page.press('Add hours on Monday');
  const [, later] = page.host.querySelectorAll<HTMLInputElement>('[aria-label="Monday, from"]');
  await page.type(later!, '20:00');
  expect(page.text).toContain('spans must not overlap');
});

test('calls have the hours of the chat until somebody gives them their own, which begin as those', async () => {
  const { page, inbox, saved } = await openPage({ hours: USUAL_WEEK });
  await page.check(page.field('The same as the opening hours'));
  const [, calls] = page.host.querySelectorAll<HTMLInputElement>('[aria-label="Monday, to"]');
  await page.type(calls!, '20:00');
  await page.submit();
  await vi.waitUntil(() => saved());
  const monday = [{ from: '09:00', to: '20:00' }];
  expect(saved()).toMatchObject({ hours: USUAL_WEEK, callHours: [monday, ...USUAL_WEEK.slice(1)] });
  await vi.waitUntil(() => toastsOf(inbox).at(-1)?.text === 'Saved');
  await page.check(page.field('The same as the opening hours'));
  await page.submit();
  await vi.waitUntil(() => saved()!.callHours === 'chat');
});

test('the hours of a shop begin without the days that are no work there', async () => {
  vi.stubGlobal('navigator', { languages: ['ar-EG'] });
  await speak('ar');
  expect(usualWeek().map(spans => spans.length)).toEqual([1, 1, 1, 1, 0, 0, 1]);
  vi.unstubAllGlobals();
});
