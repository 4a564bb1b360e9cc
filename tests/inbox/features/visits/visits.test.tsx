// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { VisitsPage } from '../../../../inbox/features/visits/page/VisitsPage.tsx';
import { evenShares, readShares, sharesOf } from '../../../../inbox/features/visits/shares/shares.ts';
import { monthAfter, monthText } from '../../../../inbox/features/visits/text.ts';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { FiguresAnswer, Planned, StaffFigures } from '../../../../protocol/visits.ts';
import { draw } from '../../draw.tsx';
import { agent, contactSummary } from '../../fixtures.ts';
import { openInbox } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';

beforeEach(() => speak('en'));

const planned = (metric: Planned['metric'], change: Partial<Planned> = {}): Planned => ({
  ...{ metric, currency: metric === 'sum' ? 'MNT' : '', target: null, setAt: null, proposed: null },
  ...{ done: metric === 'sum' ? 3_500_000 : 30, expected: null, ...change },
});

const oyuna = (change: Partial<StaffFigures> = {}): StaffFigures => ({
  ...{ staffId: 'oyuna', name: 'Oyuna', isActive: true, visits: 30, noShows: 2 },
  sums: [{ currency: 'MNT', amount: 3_500_000 }],
  ...{ returns: { people: 20, again: 8, toThem: 5 }, ratings: { count: 4, sum: 18 } },
  plans: [planned('visits', { target: 40, expected: 62 }), planned('sum', { proposed: 9_000_000 })],
  ...change,
});

const month = (change: Partial<FiguresAnswer> = {}): FiguresAnswer => ({
  ...{ month: '2026-11', timeZone: 'Asia/Ulaanbaatar', currency: 'MNT', within: 90, maySetPlans: true },
  employees: [oyuna()],
  ...change,
});

async function openVisits(answers: Answers = {}) {
  const desk = openInbox([], {
    answers: { 'GET visits/figures': () => month(), 'PUT visits/plans': () => undefined, ...answers },
  });
  desk.inbox.me.value = { ...desk.inbox.me.value, agent: agent({ role: 'owner' }) };
  const page = await draw(desk, <VisitsPage />);
  await vi.waitUntil(() => page.text !== '');
  return { ...desk, page };
}

test('VI7 a month is a table: numbers, the plan beside them, and what the pace says', async () => {
  const { page, http } = await openVisits();
  await vi.waitUntil(() => page.text.includes('Oyuna'));
  expect(page.text).toMatch(/Oyuna.*30.*75% of 40.*At this pace: 62.*₮\s?35,000.*8 of 20.*5 to them.*4.5 from 4.*2/);
  expect(http.asked('GET visits/figures')[0]!.query.get('month')).toBe(null);
  await page.press('Previous month');
  await vi.waitUntil(() => http.asked('GET visits/figures').length === 2);
  expect(http.asked('GET visits/figures')[1]!.query.get('month')).toBe('2026-10');
});

test('VI7 a number opens what it is made of, further by further', async () => {
  const visit = (date: string, name: string | null) => ({
    ...{ date, at: Date.parse(date), kind: 'came', what: ['Cut', 'Shampoo'] },
    ...{ contact: name && { ...contactSummary(name), name }, sums: [{ currency: 'MNT', amount: 4_000_000 }] },
  });
  const { page, http } = await openVisits({
    'GET visits': ({ query }: { query: URLSearchParams }) =>
      query.get('skip') === '1'
        ? { visits: [visit('2026-11-02', null)], total: 2, next: null }
        : { visits: [visit('2026-11-09', 'Bolormaa')], total: 2, next: 1 },
  } as Answers);
  await page.press('Visits: 30');
  await vi.waitUntil(() => page.text.includes('Bolormaa'));
  expect(page.text).toMatch(/Oyuna: Visits.*2 in all.*(Nov 9|9 Nov).*Bolormaa.*₮\s?40,000.*Cut · Shampoo/);
  await page.press('Load more');
  await vi.waitUntil(() => page.text.includes('Somebody'));
  const asked = http.asked('GET visits').flatMap(each => each.query.get('of') ?? []);
  expect(asked).toEqual(['visits', 'visits']);
});

test('VI5 VI7 an owner types a plan; that of the month before is proposed, and what can not be is said', async () => {
  const { page, http } = await openVisits();
  await page.press('Plan Oyuna');
  expect(page.field('Visits in the month').value).toBe('40');
  expect(page.field('Sum of the month, MNT').value).toBe('90000');
  await page.type(page.field('Visits in the month'), 'many');
  await page.submit();
  expect(page.text).toContain('A whole number from 1 on is wanted');
  expect(http.asked('PUT visits/plans')).toEqual([]);
  await page.type(page.field('Visits in the month'), '٥٠');
  await page.submit();
  await vi.waitUntil(() => http.asked('GET visits/figures').length === 2);
  const of = { staffId: 'oyuna', month: '2026-11' };
  expect(http.asked('PUT visits/plans').map(each => each.body)).toEqual([
    { ...of, metric: 'visits', target: 50 },
    { ...of, metric: 'sum', target: 9_000_000 },
  ]);
});

test('VI4 VI7 who is no owner sets no plans, and who is no employee is told so', async () => {
  const own = await openVisits({ 'GET visits/figures': () => month({ maySetPlans: false }) });
  await vi.waitUntil(() => own.page.text.includes('Oyuna'));
  expect(own.page.text).not.toContain('Plan Oyuna');
  const none = openInbox([], {
    answers: { 'GET visits/figures': () => month({ maySetPlans: false, employees: [] }) },
  });
  none.inbox.me.value = { ...none.inbox.me.value, agent: agent({ role: 'agent' }) };
  const page = await draw(none, <VisitsPage />);
  await vi.waitUntil(() => page.text.includes('You are not one of them'));
});

test('VI7 what can not be read is said, and asked anew', async () => {
  let isDown = true;
  const { page } = await openVisits({
    'GET visits/figures': () => {
      if (isDown) throw new ApiError('STORE_UNAVAILABLE');
      return month();
    },
  });
  isDown = false;
  await page.press('Try again');
  await vi.waitUntil(() => page.text.includes('Oyuna'));
});

describe('what is typed', () => {
  test('VI2 shares are even to begin with, come to 100, and name nobody twice', () => {
    expect(evenShares(['a', 'b', 'c']).map(each => each.percent)).toEqual(['34', '33', '33']);
    expect(readShares([])).toBe(undefined);
    expect(readShares(evenShares(['a', 'b']))).toEqual([
      { staffId: 'a', percent: 50 },
      { staffId: 'b', percent: 50 },
    ]);
    expect(readShares([{ staffId: 'a', percent: '١٠٠' }])).toEqual([{ staffId: 'a', percent: 100 }]);
    for (const [one, other, id] of [
      ['50', '49', 'b'],
      ['50.5', '49.5', 'b'],
      ['100', '0', 'b'],
      ['50', '50', 'a'],
      ['', '100', 'b'],
    ] as const) {
      const typed = [
        { staffId: 'a', percent: one },
        { staffId: id, percent: other },
      ];
      expect(readShares(typed)).toBe(null);
    }
    const line = (staffId?: string) => ({
      ...{ name: 'Cut', quantity: 1, price: 1 },
      ...(staffId && { shares: [{ staffId, name: 'A', percent: 100 }] }),
    });
    expect(sharesOf(undefined)).toEqual([]);
    expect(sharesOf({ lines: [line('a'), line('a')] })).toEqual([{ staffId: 'a', percent: '100' }]);
    expect(sharesOf({ lines: [line('a'), line()] })).toBe(null);
  });

  test('VI7 months are said in the language of the agent', async () => {
    expect(monthAfter('2026-01', -1)).toBe('2025-12');
    expect(monthText('2026-11')).toBe('November 2026');
    await speak('mn');
    expect(monthText('2026-11')).toBe('2026 оны 11-р сар');
  });
});
