// @vitest-environment happy-dom
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { ListsPage } from '../../../../inbox/features/lists/page/ListsPage.tsx';
import { Item } from '../../../../inbox/features/lists/timeline/Item.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { ListCallAsk, ListTurn } from '../../../../protocol/lists.ts';
import { LIST_DEFAULTS } from '../../../../protocol/lists.ts';
import { draw } from '../../draw.tsx';
import { contactSummary, START } from '../../fixtures.ts';
import { openInbox } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';

beforeEach(() => speak('en'));

const DAY = 24 * 3_600_000;
const turn = (name: string, done: number): ListTurn => ({
  count: { list: 'left', left: 17 - done, done },
  entry: {
    ...{ id: `entry-${name}`, list: 'left', contactId: name, siteId: 'site', since: START, createdAt: START },
    why: [{ code: 'rated', at: START - 41 * DAY, text: 'four hours, no call', n: 2, siteId: 'site' }],
    ...{ dueAt: START, attempts: 0, lastCallAt: null, endedAt: null, outcome: null },
    coupon: { code: 'BACK-7Q2K', percent: 15, until: START + 37 * DAY, usedAt: null },
  },
  person: {
    contact: { ...contactSummary(name), id: name, phone: '+79161234567', locale: 'ru', timeZone: 'Europe/Moscow' },
    conversationId: 'talk',
    bought: { count: 6, lastAt: START - 60 * DAY },
    calls: [],
  },
  next: contactSummary('b', 'Мөнхзул'),
  leaseMs: 120_000,
});
const nobody: ListTurn = {
  count: { list: 'left', left: 0, done: 17 },
  entry: null,
  person: null,
  next: null,
  leaseMs: 120_000,
};

async function openWork(answers: Answers = {}) {
  const turns = [turn('Sergei', 5), nobody];
  const desk = openInbox([], { answers: { 'POST lists/left/turn': () => turns.shift() ?? nobody, ...answers } });
  const page = await draw(desk, <ListsPage id="left" />);
  await vi.waitUntil(() => page.hasButton('Skip') || page.text.includes('Done'));
  return { ...desk, page };
}

test('LW3 one person is shown, with why, what was before and what to offer', async () => {
  const { page } = await openWork();
  expect(page.text).toContain('5 of 17 done');
  expect(page.text).toContain('rated 2 of 5 on Oct 14: “four hours, no call”');
  expect(page.text).toContain('6 purchases · last on Sep 25');
  expect(page.text).toMatch(/BACK-7Q2K · 15 %, until Dec 31/);
  expect(page.text).toMatch(/09:00.* there · speaks Russian/);
  expect(page.text).toContain('Nobody else gets them while this is open. Next: Мөнхзул.');
  expect(page.host.querySelector<HTMLAnchorElement>('a[href^="tel:"]')!.href).toBe('tel:+79161234567');
});

test('LW5 an outcome is told once with its note, and the next one comes', async () => {
  const { page, http } = await openWork({ 'POST lists/entries/entry-Sergei/calls': () => ({}) });
  await page.type(page.field('Note'), 'Comes on Friday');
  await page.press('Comes back');
  await vi.waitUntil(() => page.text.includes('Nobody is to be called now'));
  const said = http.asked('POST lists/entries').map(each => each.body as ListCallAsk);
  expect(said).toMatchObject([{ outcome: 'comes_back', note: 'Comes on Friday' }]);
  expect(page.text).toContain('Comes back: Sergei');
  expect(page.text).toContain('17 of 17 done');
});

test('LW3 LW5 a colleague has them by now: nothing is saved, and it is said', async () => {
  const { page } = await openWork({
    'POST lists/entries/entry-Sergei/calls': () => {
      throw new ApiError('ALREADY_CLAIMED');
    },
  });
  await page.press('No answer');
  await vi.waitUntil(() => page.text.includes('A colleague has Sergei by now'));
  expect(page.hasButton('No answer')).toBe(false);
  await page.press('Next person');
  await vi.waitUntil(() => page.text.includes('Nobody is to be called now'));
});

test('LW5 "never again" is asked twice, and skipping lets them go', async () => {
  const { page, http } = await openWork({ 'POST lists/entries/entry-Sergei/release': () => null });
  await page.press('Never again');
  expect(page.text).toContain('They are not called from any list again');
  expect(http.asked('POST lists/entries')).toEqual([]);
  await page.press('Skip');
  await vi.waitUntil(() => page.text.includes('Nobody is to be called now'));
  expect(http.asked('POST lists/entries')[0]!.body).toEqual({ isSkipped: true });
});

test('LW5 LW6 all lists with what came of their calls, and what an owner sets', async () => {
  const counts = [
    { list: 'left', left: 12, done: 5 },
    { list: 'hot', left: 0, done: 0 },
  ];
  const figures = [
    { list: 'left', outcomes: [{ outcome: 'comes_back', count: 3 }] },
    { list: 'hot', outcomes: [] },
  ];
  const desk = openInbox([], {
    answers: {
      'GET lists': () => ({ counts, figures }),
      'GET lists/settings': () => LIST_DEFAULTS,
      'PUT lists/settings': ({ body }) => body,
    },
  });
  const page = await draw(desk, <ListsPage id={null} />);
  await vi.waitUntil(() => page.hasButton('Settings…'));
  expect(page.text).toContain('12 people to call · 5 done today');
  expect(page.text).toContain('Comes back3');
  await page.press('Settings…');
  await vi.waitUntil(() => page.host.querySelector('textarea'));
  await page.type(page.field('Words that tell a page about prices'), ' une \n\nprice');
  await page.submit();
  await vi.waitUntil(() => desk.http.asked('PUT').length > 0);
  const offers = { left: { percent: 15, days: 30 }, hot: null };
  expect(desk.http.asked('PUT')[0]!.body).toEqual({ priceWords: ['une', 'price'], offers });
});

test('LW4 who comes onto a list is there while all lists are open', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  let left = 0;
  const lists = () => ({
    counts: ['left', 'hot'].map(list => ({ list, left, done: 0 })),
    figures: ['left', 'hot'].map(list => ({ list, outcomes: [] })),
  });
  const desk = openInbox([], { answers: { 'GET lists': lists } });
  const page = await draw(desk, <ListsPage id={null} />);
  await vi.waitUntil(() => page.text.includes('nobody to call now'));
  left = 2;
  for (const id of ['ann', 'bob']) desk.link.tell({ type: 'people.changed', contactIds: [id], isMore: false });
  await vi.advanceTimersByTimeAsync(5_000);
  await vi.waitUntil(() => page.text.includes('2 people to call'));
  // Several that are told at once are one question.
  expect(desk.http.asked('GET lists')).toHaveLength(2);
});

test('LW5 a call in the timeline', async () => {
  const call = {
    list: 'left',
    outcome: 'thinks',
    note: 'On Friday',
    nextAt: START + DAY,
    couponCode: 'BACK-7Q2K',
    coupon: null,
  } as const;
  const item = { kind: 'list_call', id: 'c', at: START, agent: { id: 'bold', name: 'Bold' }, ...call } as const;
  const page = await draw(openInbox(), <Item item={item} />);
  expect(page.text).toMatch(/^Called from the list “Left us for bad service”Thinks about it/);
  expect(page.text).toContain('coupon BACK-7Q2K · next call Tomorrow');
});
