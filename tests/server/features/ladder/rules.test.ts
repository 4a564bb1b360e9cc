import { describe, expect, test } from 'vitest';
import type { Callback } from '../../../../protocol/callbacks.ts';
import type { Week } from '../../../../protocol/hours.ts';
import { LADDER_DEFAULTS, ladderSettings, type WaitKind } from '../../../../protocol/ladder.ts';
import {
  actsOf,
  callbackChanges,
  dueAt,
  isLetGo,
  nextAct,
  type Person,
} from '../../../../server/features/ladder/rules.ts';
import { newSite } from '../../../../server/features/sites/rules.ts';

const at = (text: string) => Date.parse(text);
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString().replace(':00.000Z', 'Z'));

const nineToSix = [{ from: '09:00', to: '18:00' }];
/** Monday to Friday, nine to six. */
const OFFICE: Week = [nineToSix, nineToSix, nineToSix, nineToSix, nineToSix, [], []];

function duesOf(of: WaitKind, since: string, hours: Week | null, timeZone = 'UTC', days: string[] = []) {
  const site = newSite({ id: 'site', key: 'site', name: 'Shop', origins: ['*'], at: 0 });
  const closed = days.map(date => ({ date, name: '', spans: [] }));
  return [1, 2, 3].map(step => iso(dueAt({ ...site, hours, timeZone, days: closed }, { of, since: at(since), step })));
}

describe('when steps are due', () => {
  test.each<[string, WaitKind, string, Week | null, (string | null)[]]>([
    [
      'a message, always open',
      'message',
      '2026-03-04T10:00Z',
      null,
      ['2026-03-04T10:02Z', '2026-03-04T10:05Z', '2026-03-04T10:15Z'],
    ],
    [
      'a form, always open',
      'form',
      '2026-03-04T10:00Z',
      null,
      ['2026-03-04T11:00Z', '2026-03-04T14:00Z', '2026-03-05T10:00Z'],
    ],
    [
      'a callback, always open',
      'callback',
      '2026-03-04T10:00Z',
      null,
      ['2026-03-04T09:55Z', '2026-03-04T10:00Z', '2026-03-04T10:05Z'],
    ],
    [
      'a message in hours',
      'message',
      '2026-03-04T10:00Z',
      OFFICE,
      ['2026-03-04T10:02Z', '2026-03-04T10:05Z', '2026-03-04T10:15Z'],
    ],
    [
      'a message at night waits for the morning',
      'message',
      '2026-03-04T22:00Z',
      OFFICE,
      ['2026-03-05T09:02Z', '2026-03-05T09:05Z', '2026-03-05T09:15Z'],
    ],
    [
      'what was open before closing counts',
      'message',
      '2026-03-04T17:56Z',
      OFFICE,
      ['2026-03-04T17:58Z', '2026-03-05T09:01Z', '2026-03-05T09:11Z'],
    ],
    [
      'the moment of closing is the next opening',
      'message',
      '2026-03-04T17:58Z',
      OFFICE,
      ['2026-03-05T09:00Z', '2026-03-05T09:03Z', '2026-03-05T09:13Z'],
    ],
    [
      'a message on Friday evening waits over the weekend',
      'message',
      '2026-03-06T20:00Z',
      OFFICE,
      ['2026-03-09T09:02Z', '2026-03-09T09:05Z', '2026-03-09T09:15Z'],
    ],
    [
      'a form late on Friday: hours of the desk, not of the clock',
      'form',
      '2026-03-06T17:30Z',
      OFFICE,
      ['2026-03-09T09:30Z', '2026-03-09T12:30Z', '2026-03-11T14:30Z'],
    ],
    [
      'a callback at opening: the reminder waits for it',
      'callback',
      '2026-03-05T09:00Z',
      OFFICE,
      ['2026-03-05T09:00Z', '2026-03-05T09:00Z', '2026-03-05T09:05Z'],
    ],
    [
      'a callback that is due when it is closed waits for the opening',
      'callback',
      '2026-03-07T12:00Z',
      OFFICE,
      ['2026-03-09T09:00Z', '2026-03-09T09:00Z', '2026-03-09T09:00Z'],
    ],
  ])('LA2 %s', (_what, of, since, hours, dues) => {
    expect(duesOf(of, since, hours)).toEqual(dues);
  });

  test('LA2 a day that is closed does not count, nor does an hour that a change of clocks skips', () => {
    expect(duesOf('message', '2026-03-04T22:00Z', OFFICE, 'UTC', ['2026-03-05'])[0]).toBe('2026-03-06T09:02Z');
    const night: Week = [[], [], [], [], [], [], [{ from: '01:59', to: '04:00' }]];
    // In Berlin clocks go from two to three on 29 March 2026.
    expect(duesOf('message', '2026-03-28T12:00Z', night, 'Europe/Berlin')).toEqual([
      '2026-03-29T01:01Z',
      '2026-03-29T01:04Z',
      '2026-03-29T01:14Z',
    ]);
  });

  test('LA2 a desk that never opens again has no time for a step', () => {
    const never: Week = [[], [], [], [], [], [], []];
    const site = newSite({ id: 'site', key: 'site', name: 'Shop', origins: ['*'], at: 0 });
    const from = at('2026-03-04T10:00Z');
    const dates = Array.from({ length: 420 }, (_, day) =>
      new Date(from + (day - 1) * 86_400_000).toISOString().slice(0, 10),
    );
    const days = dates.map(date => ({ date, name: '', spans: [] }));
    expect(dueAt({ ...site, hours: never, days }, { of: 'message', since: from, step: 1 })).toBe(null);
  });

  test.each([
    ['the same time twice', { message: [2, 2, 15] }],
    ['an order that goes back', { form: [60, 30, 90] }],
    ['no time at all', { message: [0, 5, 15] }],
    ['more than a week', { form: [60, 240, 10_081] }],
    ['parts of a minute', { callback: [-5, 0.5, 5] }],
    ['two times', { callback: [-5, 5] }],
  ])('LA6 times that are refused: %s', (_what, change) => {
    expect(ladderSettings.safeParse({ ...LADDER_DEFAULTS, ...change }).success).toBe(false);
  });
});

const person = (name: string, role: Person['role'] = 'agent', isHere = true): Person => ({
  id: name,
  name,
  role,
  isHere,
});
const [ann, bat, oyu] = [person('ann'), person('bat'), person('oyu', 'owner')];

describe('whom a step tells', () => {
  const told = (assigneeId: string | null, people: Person[]) =>
    actsOf(assigneeId, people).map(act => act && `${act.step}: ${act.to.map(each => each.id).join(' ')}`);

  test.each<[string, string | null, Person[], (string | null)[]]>([
    ['assigned', 'ann', [ann, bat, oyu], ['reminded: ann', 'offered: bat oyu', 'owner: oyu']],
    ['assigned to the owner', 'oyu', [ann, oyu], ['reminded: oyu', 'offered: ann', 'owner: oyu']],
    [
      'nobody has it: there is nobody to remind, so all are asked first',
      null,
      [ann, bat, oyu],
      ['offered: ann bat oyu', null, 'owner: oyu'],
    ],
    ['its agent is gone from the desk', 'eve', [ann, oyu], ['offered: ann oyu', null, 'owner: oyu']],
    [
      'owners alone, and nobody has it: they are told once',
      null,
      [oyu, person('uka', 'owner')],
      ['offered: oyu uka', null, null],
    ],
    ['a lone owner is told once', 'oyu', [oyu], ['reminded: oyu', null, null]],
    ['a lone owner, and nobody has it', null, [oyu], ['reminded: oyu', null, null]],
    ['no owner sees the site', 'ann', [ann, bat], ['reminded: ann', 'offered: bat', null]],
  ])('LA3 %s', (_what, assigneeId, people, acts) => {
    expect(told(assigneeId, people)).toEqual(acts);
  });

  test('LA3 what is passed over leads to the next step that tells somebody', () => {
    expect(nextAct(null, [ann, bat, oyu], 2)).toMatchObject({ step: 3, act: { step: 'owner' } });
    expect(nextAct('oyu', [oyu], 2)).toBe(null);
    expect(nextAct('ann', [ann, bat, oyu], 1)).toMatchObject({ step: 1, act: { step: 'reminded', to: [ann] } });
  });

  test('LA3 what is offered is let go only where somebody else is here, and a call never', () => {
    const [, offered] = actsOf('ann', [ann, bat, oyu]);
    const [reminded, toAbsent] = actsOf('ann', [ann, person('bat', 'agent', false)]);
    expect(isLetGo('message', offered!, 'ann')).toBe(true);
    expect(isLetGo('form', offered!, 'ann')).toBe(true);
    expect(isLetGo('callback', offered!, 'ann')).toBe(false);
    expect(isLetGo('message', toAbsent!, 'ann')).toBe(false);
    expect(isLetGo('message', reminded!, 'ann')).toBe(false);
    expect(isLetGo('message', offered!, null)).toBe(false);
  });
});

test('LA1 CB5 CB6 ringing leaves the steps of a callback as they are, and its next try begins them anew', () => {
  const callback = {
    id: 'call',
    siteId: 'altan',
    conversationId: 'talk',
    startAt: 5_000,
    status: 'pending',
  } as Callback;
  const its = { kind: 'event', callbackId: 'call' } as const;
  const ringing = { body: { ...its, event: 'callback_ringing' }, createdAt: 4_000 } as const;
  expect(callbackChanges(callback, ringing)).toEqual({ cancel: [], put: [] });
  const again = {
    body: { ...its, event: 'callback_no_answer', startAt: 5_000, endAt: 6_000 },
    createdAt: 4_000,
  } as const;
  const subject = { kind: 'ladder_callback', conversationId: 'talk', subject: 'call' };
  expect(callbackChanges(callback, again)).toMatchObject({
    cancel: [subject],
    put: [{ ...subject, subjectVersion: 5_000, step: 1 }],
  });
  const last = { body: { ...its, event: 'callback_no_answer', isLast: true }, createdAt: 4_000 } as const;
  expect(callbackChanges({ ...callback, status: 'missed' }, last)).toEqual({ cancel: [subject], put: [] });
});
