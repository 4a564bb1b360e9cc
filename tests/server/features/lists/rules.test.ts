import { describe, expect, test } from 'vitest';
import { LIST_DEFAULTS, type ListEntry } from '../../../../protocol/lists.ts';
import {
  asksPrice,
  called,
  couponsFor,
  HOT_MS,
  isPricePage,
  LEFT_MS,
  listsOf,
  lookedAt,
} from '../../../../server/features/lists/rules.ts';
import type { Known } from '../../../../server/features/lists/signs.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOW = 1_000 * DAY;

/** As much as a case has to say: all of it is of one site, unless it says otherwise. */
type Here<T> = T extends (infer Each)[]
  ? Here<Each>[]
  : T extends { siteId: string | null }
    ? Omit<T, 'siteId'> & Partial<Pick<T, 'siteId'>>
    : T;
type Told = { [Fact in keyof Known]?: Here<Known[Fact]> };

const here = <Each extends object>(each: Each) => ({ siteId: 'site', ...each });
const known = ({
  trail = [],
  ratings = [],
  said = [],
  complaints = [],
  bought = null,
  stage = null,
}: Told = {}): Known => ({
  ...{ trail: trail.map(here), ratings: ratings.map(here), said: said.map(here), complaints: complaints.map(here) },
  ...{ bought, stage: stage && here(stage) },
});
const page = (at: number, url = 'https://a.example/roses') => ({ at, kind: 'page' as const, name: 'Roses', url });
const event = (at: number, name: string) => ({ at, kind: 'event' as const, name, url: 'https://a.example/' });
const said = (at: number, text: string, kind: 'message' | 'form' | 'callback' = 'message') => ({ at, kind, text });
const lost = (id: 'service' | 'price', since = NOW - DAY): Told['stage'] => ({
  kind: 'lost',
  since,
  reason: { id, text: 'late' },
});
const bought = (lastAt: number) => ({ count: 1, lastAt });

/** What somebody is on which list for. */
const signs = (of: Told) => {
  const { left, hot } = listsOf(known(of), LIST_DEFAULTS, NOW);
  return { left: left?.why.map(each => each.code), hot: hot?.why.map(each => each.code) };
};

describe('LW1 left because of bad service', () => {
  test.each<[what: string, of: Told, left: string[] | undefined]>([
    ['lost for it', { stage: lost('service') }, ['lost']],
    ['lost for the price', { stage: lost('price') }, undefined],
    ['rated 2', { ratings: [{ at: NOW - DAY, score: 2, word: 'slow' }] }, ['rated']],
    ['rated 3', { ratings: [{ at: NOW - DAY, score: 3, word: '' }] }, undefined],
    ['complained', { complaints: [{ at: NOW - DAY, text: 'late delivery' }] }, ['complained']],
    ['bought since', { complaints: [{ at: NOW - DAY, text: '' }], bought: bought(NOW - 1) }, undefined],
    ['bought before', { complaints: [{ at: NOW - DAY, text: '' }], bought: bought(NOW - 2 * DAY) }, ['complained']],
    [
      'won back since',
      { complaints: [{ at: NOW - DAY, text: '' }], stage: { kind: 'won', since: NOW - 1, reason: null } },
      undefined,
    ],
    ['long ago', { complaints: [{ at: NOW - LEFT_MS - 1, text: '' }] }, undefined],
    [
      'all at once, newest first',
      {
        stage: lost('service', NOW - 1),
        ratings: [{ at: NOW - 3, score: 1, word: '' }],
        complaints: [{ at: NOW - 2, text: '' }],
      },
      ['lost', 'complained', 'rated'],
    ],
  ])('%s', (_, of, left) => expect(signs(of).left).toEqual(left));
});

describe('LW2 hot', () => {
  const pages = (...minutesAgo: number[]) => minutesAgo.map(each => page(NOW - each * MINUTE));
  test.each<[what: string, of: Told, hot: string[] | undefined]>([
    ['asked for a price', { said: [said(NOW - DAY, 'How much are 25 roses?')] }, ['asked_price']],
    ['said hello', { said: [said(NOW - DAY, 'Hello')] }, undefined],
    ['opened the price page', { trail: [page(NOW - DAY, 'https://a.example/price-list')] }, ['price_page']],
    ['began a form', { trail: [event(NOW - DAY, 'form.begun')] }, ['form_stopped']],
    [
      'began a form, and sent it',
      { trail: [event(NOW - 2, 'form_submit'), event(NOW - DAY, 'form_start')] },
      undefined,
    ],
    [
      'began a form, and sent ours',
      { trail: [event(NOW - DAY, 'form_start')], said: [said(NOW - 1, '', 'form')] },
      undefined,
    ],
    [
      'began a form after words',
      { trail: [event(NOW - DAY, 'Form start')], said: [said(NOW - 1, 'Hi')] },
      ['form_stopped'],
    ],
    ['came back three times', { trail: pages(1, 100, 200, 300) }, ['came_back']],
    ['came back twice', { trail: pages(1, 100, 200, 201) }, undefined],
    ['looked at many pages', { trail: pages(1, 2, 3, 4, 5, 6) }, undefined],
    ['long ago', { said: [said(NOW - HOT_MS - 1, 'price?')] }, undefined],
    ['bought since', { said: [said(NOW - DAY, 'price?')], bought: bought(NOW - 1) }, undefined],
    ['is lost', { said: [said(NOW - DAY, 'price?')], stage: lost('price') }, undefined],
    [
      'was won since',
      { said: [said(NOW - DAY, 'price?')], stage: { kind: 'won', since: NOW - 1, reason: null } },
      undefined,
    ],
    [
      'a regular who asks anew',
      { said: [said(NOW - 1, 'price?')], stage: { kind: 'won', since: NOW - DAY, reason: null } },
      ['asked_price'],
    ],
  ])('%s', (_, of, hot) => expect(signs(of).hot).toEqual(hot));

  test('what somebody said is quoted in short', () => {
    const { hot } = listsOf(known({ said: [said(NOW - 1, `price ${'👩‍🌾'.repeat(100)}`)] }), LIST_DEFAULTS, NOW);
    expect(hot!.why[0]!.text.length).toBe(200);
    expect(hot!.why[0]!.text.isWellFormed()).toBe(true);
  });
});

test.each([
  ['What is the price?', true],
  ['Сколько стоит букет?', true],
  ['Хэд вэ?', true],
  ['Сарнайн үнэ хэд вэ', true],
  ['بكم الورد؟', true],
  ['ዋጋው ስንት ነው?', true],
  ['इसका दाम क्या है?', true],
  ['Enterprise plan', false],
  ['Оценка', false],
  ['', false],
])('LW2 "%s" asks for a price: %s', (text, isAsked) => expect(asksPrice(text)).toBe(isAsked));

test.each([
  ['https://a.example/prices', true],
  ['https://a.example/en/price-list.html', true],
  ['https://a.example/%D1%86%D0%B5%D0%BD%D1%8B', true],
  ['https://a.example/%D2%AF%D0%BD%D1%8D', true],
  ['https://a.example/الأسعار', true],
  ['https://a.example/enterprise', false],
  ['https://price.example/roses', false],
  ['https://a.example/%E0%A4%A', false],
  ['', false],
])('LW2 %s is about prices: %s', (url, isIt) => expect(isPricePage(url, LIST_DEFAULTS.priceWords)).toBe(isIt));

const entry = (change: Partial<ListEntry> = {}): ListEntry => ({
  ...{ id: 'e', list: 'hot', contactId: 'ann', siteId: 'site', why: [], since: 1, createdAt: 1, dueAt: 1 },
  ...{ attempts: 0, lastCallAt: null, endedAt: null, outcome: null, coupon: null },
  ...change,
});

test('LW4 who has no more reason is taken off, and comes back for a new one', () => {
  const found = { why: [{ code: 'asked_price' as const, at: 5, text: '', n: null, siteId: 'site' }], since: 5 };
  const look = (before: ListEntry | null, now: typeof found | null) => lookedAt(before, now, entry({ id: 'new' }), 9);
  expect(look(null, null)).toBe(undefined);
  expect(look(null, found)).toMatchObject({ id: 'new', since: 5, dueAt: 9 });
  expect(look(entry(), null)).toBe(null);
  expect(look(entry({ attempts: 1 }), null)).toMatchObject({ attempts: 1, endedAt: 9 });
  expect(look(entry(found), found)).toBe(undefined);
  expect(look(entry({ dueAt: 50, attempts: 1 }), found)).toMatchObject({ since: 5, dueAt: 50, attempts: 1 });
  expect(look(entry({ endedAt: 5, outcome: 'comes_back' }), found)).toBe(undefined);
  expect(look(entry({ endedAt: 4, outcome: 'given_up' }), found)).toMatchObject({
    id: 'e',
    endedAt: null,
    attempts: 0,
  });
  expect(look(entry({ endedAt: 4, outcome: 'never' }), found)).toBe(undefined);
});

test.each([
  ['comes_back', 0, null, 'comes_back', null],
  ['never', 0, null, 'never', null],
  ['thinks', 0, null, 'thinks', 7 * DAY],
  ['thinks', 0, 2 * DAY, 'thinks', 2 * DAY],
  ['no_answer', 0, null, 'no_answer', DAY],
  ['no_answer', 1, null, 'no_answer', 3 * DAY],
  ['no_answer', 2, null, 'given_up', null],
  ['no_answer', 2, 2 * DAY, 'no_answer', 2 * DAY],
] as const)('LW5 %s after %i calls, wanted again in %s: %s, in %s', (outcome, attempts, wanted, kept, next) => {
  const said = { id: 'c', outcome, note: '', nextAt: wanted && NOW + wanted, agent: { id: 'bella', name: 'Bella' } };
  const after = called(entry({ attempts }), said, NOW);
  expect(after.call).toMatchObject({ outcome: kept, nextAt: next && NOW + next });
  expect(after.entry).toMatchObject({ attempts: attempts + 1, endedAt: next === null ? NOW : null });
});

test('LW6 coupons can be read out, and there are some to choose from', () => {
  const made = couponsFor('left', { percent: 15, days: 30 }, NOW, below => below - 1);
  expect(made).toHaveLength(5);
  expect(made[0]).toEqual({ code: 'BACK-ZZZZ', percent: 15, until: NOW + 30 * DAY, usedAt: null });
  expect(couponsFor('hot', null, NOW, () => 0)).toEqual([]);
});
