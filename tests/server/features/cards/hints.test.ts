import { expect, test } from 'vitest';
import type { Glances, Hint } from '../../../../protocol/cards.ts';
import { type HintFacts, hintsOf } from '../../../../server/features/cards/hints.ts';

const DAY = 24 * 3_600_000;
const NOW = Date.UTC(2026, 10, 24, 6);
const NOTHING: HintFacts = { glances: {}, promises: [], ratings: [], birthday: null, spokenAt: null };

const complaint = (at: number, name = 'late delivery'): Glances => ({
  complaints: { open: 1, complaints: [{ about: { name }, asked: 'Come at noon', createdAt: at, untilAt: null }] },
});
const bought = (at: number): Glances => ({
  purchases: {
    ...{ count: 1, sums: [], firstAt: at, usual: null },
    last: { at, currency: 'MNT', total: 100, lines: [{ name: 'peonies' }] },
  },
});
const call = (at: number): Pick<HintFacts, 'promises'> => ({
  promises: [{ kind: 'callback', conversationId: 'c', at, about: 'a wedding' }],
});
const rated = (score: number, at: number) => ({ ratings: [{ score: score as 1, word: 'Late', createdAt: at }] });

test.each<[string, Partial<HintFacts>, Hint[]]>([
  ['nothing is known', {}, []],
  [
    'a complaint is open',
    { glances: complaint(NOW - DAY) },
    [{ hint: 'begin_with_complaint', what: 'late delivery', at: NOW - DAY }],
  ],
  ['a call is promised today', call(NOW + DAY / 2), [{ hint: 'promised_call', what: 'a wedding', at: NOW + DAY / 2 }]],
  ['a call should have been made', call(NOW - DAY), [{ hint: 'promised_call', what: 'a wedding', at: NOW - DAY }]],
  ['a call is promised in a week', call(NOW + 7 * DAY), []],
  ['a talk is put aside', { promises: [{ kind: 'snooze', conversationId: 'c', at: NOW, about: '' }] }, []],
  ['they were not pleased', rated(2, NOW - DAY), [{ hint: 'low_rating', what: 'Late', at: NOW - DAY, score: 2 }]],
  ['they were pleased', rated(3, NOW - DAY), []],
  ['they were not pleased long ago', rated(1, NOW - 61 * DAY), []],
  ['it is their birthday', { birthday: '1990-11-24' }, [{ hint: 'birthday', inDays: 0 }]],
  ['it will be within a week', { birthday: '--12-01' }, [{ hint: 'birthday', inDays: 7 }]],
  ['it will be later', { birthday: '--12-02' }, []],
  ['it was yesterday', { birthday: '--11-23' }, []],
  [
    'they bought something this year',
    { glances: bought(NOW - 190 * DAY) },
    [{ hint: 'ask_how_it_was', what: 'peonies', at: NOW - 190 * DAY }],
  ],
  ['they bought something yesterday', { glances: bought(NOW - DAY) }, []],
  ['they bought something long ago', { glances: bought(NOW - 300 * DAY) }, []],
  ['they have talked with us since', { glances: bought(NOW - 30 * DAY), spokenAt: NOW - 10 * DAY }, []],
  [
    'they talked with us when they bought',
    { glances: bought(NOW - 30 * DAY), spokenAt: NOW - 30 * DAY },
    [{ hint: 'ask_how_it_was', what: 'peonies', at: NOW - 30 * DAY }],
  ],
])('CA3 %s', (_, facts, wanted) => {
  expect(hintsOf({ ...NOTHING, ...facts }, NOW, '2026-11-24')).toEqual(wanted);
});

test('CA3 the turn of the year is no wall, and who was born on 29 February has a birthday each year', () => {
  const on = (birthday: string, today: string) => hintsOf({ ...NOTHING, birthday }, NOW, today);
  expect(on('--01-02', '2026-12-30')).toEqual([{ hint: 'birthday', inDays: 3 }]);
  expect(on('2000-02-29', '2026-02-27')).toEqual([{ hint: 'birthday', inDays: 2 }]);
  expect(on('2000-02-29', '2028-02-27')).toEqual([{ hint: 'birthday', inDays: 2 }]);
});

test('CA3 of many the most pressing come, and no more than one reads', () => {
  const all = { ...NOTHING, ...call(NOW), ...rated(1, NOW), birthday: '--11-24', glances: complaint(NOW) };
  expect(hintsOf(all, NOW, '2026-11-24').map(({ hint }) => hint)).toEqual([
    'begin_with_complaint',
    'promised_call',
    'low_rating',
  ]);
});
