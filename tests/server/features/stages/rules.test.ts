import { describe, expect, test } from 'vitest';
import type { StageRule } from '../../../../protocol/stage-names.ts';
import { type PersonStage, STAGE_DEFAULTS, stageSettings } from '../../../../protocol/stages.ts';
import {
  columnsOf,
  isOutstood,
  isSilent,
  movedBy,
  type StageOrder,
  stageOfRule,
  standing,
} from '../../../../server/features/stages/rules.ts';

const DAY = 24 * 3_600_000;
const { stages } = STAGE_DEFAULTS;
const person = (stageId: string, change: Partial<PersonStage> = {}): PersonStage => ({
  ...{ contactId: 'ann', siteId: 'site', stageId, since: 1, version: 3, agentId: 'bella', reason: null },
  ...change,
});
const order = (change: Partial<StageOrder>): StageOrder => ({
  ...{ id: 'move', contactId: 'ann', siteId: 'site', stages, toId: 'new', agentId: null, reason: null },
  ...{ by: { kind: 'agent', id: 'bold', name: 'Bold' }, at: 9 },
  ...change,
});

test.each<[from: string | null, rule: StageRule, toId: string, isMoved: boolean]>([
  [null, 'submission', 'new', true],
  [null, 'answer', 'talking', true],
  [null, 'purchase', 'bought', true],
  [null, 'silence', 'lost', false],
  ['new', 'submission', 'new', false],
  ['new', 'answer', 'talking', true],
  ['offered', 'answer', 'talking', false],
  ['bought', 'submission', 'new', false],
  ['bought', 'purchase', 'regular', true],
  ['regular', 'purchase', 'bought', false],
  ['offered', 'silence', 'lost', true],
  ['bought', 'silence', 'lost', false],
  ['lost', 'silence', 'new', false],
  ['lost', 'submission', 'new', false],
  ['lost', 'answer', 'talking', false],
  ['lost', 'purchase', 'bought', true],
  ['taken-away', 'answer', 'talking', true],
])('SG3 from %s, %s leads to %s: %s', (from, rule, toId, isMoved) => {
  const moved = movedBy(from === null ? null : person(from), order({ toId, by: { kind: 'rule', rule } }));
  expect(moved !== null).toBe(isMoved);
});

describe('SG2 a move by hand', () => {
  test('leads anywhere, keeps who looked after them unless somebody else does, and names the stages', () => {
    const moved = movedBy(person('bought'), order({ toId: 'talking', version: 3 }))!;
    expect(moved.person).toEqual(person('talking', { since: 9, version: 4 }));
    expect(moved.move).toMatchObject({ from: { id: 'bought', kind: 'won' }, to: { id: 'talking' }, reason: null });
    const reason = { id: 'price', text: '' } as const;
    expect(movedBy(person('bought'), order({ toId: 'talking', reason }))!.person.reason).toBe(null);
    expect(movedBy(person('bought'), order({ toId: 'lost', reason, agentId: 'bold' }))!.person).toMatchObject({
      agentId: 'bold',
      reason,
    });
  });

  test('is refused where somebody was faster, or there is no such stage', () => {
    expect(() => movedBy(person('new'), order({ toId: 'lost', version: 2 }))).toThrow('Another agent was faster');
    expect(() => movedBy(null, order({ toId: 'lost', version: 1 }))).toThrow('Another agent was faster');
    expect(() => movedBy(null, order({ toId: 'nowhere' }))).toThrow('There is no stage nowhere');
    expect(movedBy(null, order({ toId: 'new', version: 0 }))?.person.version).toBe(1);
    expect(movedBy(person('new'), order({ toId: 'new', version: 3 }))).toBe(null);
  });
});

test('SG1 rules follow the stages that an owner has', () => {
  const own = {
    ...STAGE_DEFAULTS,
    stages: [...stages].filter(each => !['talking', 'regular'].includes(each.id)).reverse(),
  };
  const led = (settings: typeof STAGE_DEFAULTS, counts = [1, 2, 3]) => [
    stageOfRule(settings, 'submission'),
    stageOfRule(settings, 'answer'),
    stageOfRule(settings, 'silence'),
    ...counts.map(count => stageOfRule(settings, 'purchase', count)),
  ];
  expect(led(STAGE_DEFAULTS)).toEqual(['new', 'talking', null, 'bought', 'bought', 'regular']);
  expect(led(own)).toEqual(['offered', null, null, 'bought', 'bought', 'bought']);
  expect(led({ ...STAGE_DEFAULTS, regularAt: 2, silence: { days: 3, to: 'lost' } }, [2])).toContain('regular');
});

test.each<[what: string, change: Partial<typeof STAGE_DEFAULTS>]>([
  ['an id twice', { stages: [...stages, stages[0]!] }],
  ['none that is won', { stages: stages.filter(each => each.kind !== 'won') }],
  ['none that is lost', { stages: stages.filter(each => each.kind !== 'lost') }],
  ['a new one without a name', { stages: [...stages, { id: 'wedding', kind: 'open', name: ' ' }] }],
  [
    'one too many',
    {
      stages: [...stages, ...'abcdefg'].map((each, n) =>
        typeof each === 'string' ? { id: `s${n}`, kind: 'open', name: each } : each,
      ),
    },
  ],
  ['silence that leads nowhere', { silence: { days: 3, to: 'nowhere' } }],
])('SG1 stages with %s are refused', (_, change) => {
  expect(stageSettings.safeParse(STAGE_DEFAULTS).success).toBe(true);
  expect(stageSettings.safeParse({ ...STAGE_DEFAULTS, ...change }).success).toBe(false);
});

test('SG5 the first column has those whom a stage that is gone left behind', () => {
  const columns = columnsOf(stages, ['new', 'wedding', 'lost']);
  expect(columns[0]).toEqual({ stageId: 'new', ids: ['new', 'wedding'] });
  expect(columns.at(-1)).toEqual({ stageId: 'lost', ids: ['lost'] });
});

test('SG4 a card stands by its own row, or by that of who was moved last of those merged into it', () => {
  const rows = [person('bought', { contactId: 'bob', since: 1 }), person('talking', { contactId: 'cleo', since: 2 })];
  expect(standing(rows, 'ann')).toMatchObject({ contactId: 'ann', stageId: 'talking', version: 0 });
  expect(standing(rows.toReversed(), 'ann')).toMatchObject({ stageId: 'talking' });
  expect(rows.map(each => isOutstood(each, 'ann', rows))).toEqual([true, false]);
  const own = person('new', { since: 0 });
  expect(standing([...rows, own], 'ann')).toEqual(own);
  expect([...rows, own].map(each => isOutstood(each, 'ann', [...rows, own]))).toEqual([true, true, false]);
  expect(standing([], 'ann')).toBe(null);
});

test.each([
  ['our words long ago', 'agent', null, 3 * DAY, true],
  ['our words of today', 'agent', null, DAY, false],
  ['theirs', 'visitor', 1, 9 * DAY, false],
  ['what the server said, unanswered', 'system', 1, 9 * DAY, false],
] as const)('SG5 write again: %s', (_, author, waitingSince, age, isSaid) => {
  const talk = { preview: { text: '', author, kind: 'message' }, waitingSince, updatedAt: 100 * DAY - age };
  expect(isSilent(talk, 3, 100 * DAY)).toBe(isSaid);
});
