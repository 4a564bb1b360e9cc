import { expect, test } from 'vitest';
import { newCall, withEvent } from '../../../../server/features/calls/rules.ts';
import type { CallEvent, CallRecord } from '../../../../server/features/calls/store.ts';

const AT = Date.parse('2026-03-04T10:20:00Z');
const FRESH = newCall({ id: 'call', key: 'key', siteId: 'site', lineId: 'line', line: 'Front desk' });
const event = (fields: Partial<CallEvent>): CallEvent => ({
  ...{
    is: 'ringing',
    direction: 'in',
    at: AT,
    number: '+97699112233',
    shownNumber: '9911',
    contactId: 'ann',
    sharedBy: [],
  },
  ...{ rung: null, agent: null, recording: '' },
  ...fields,
});

/** What comes of one call, each in its own moment: two telephones ring, one answers, both stop. */
const STORY = [
  event({ is: 'ringing', at: AT, rung: ['a1'] }),
  event({ is: 'ringing', at: AT + 500, rung: ['a2'] }),
  event({ is: 'answered', at: AT + 4_000, agent: { id: 'a1', name: 'Sarnai' } }),
  event({ is: 'ended', at: AT + 9_000, isAnswered: true, recording: 'sealed' }),
];

function told(events: readonly CallEvent[]): CallRecord {
  return events.reduce<CallRecord | null>(
    (call, each) => withEvent(call ?? FRESH, each, { isFirst: call === null }) ?? call,
    null,
  )!;
}

function orders<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, at) => orders(items.toSpliced(at, 1)).map(rest => [item, ...rest]));
}

test('CL2 in whatever order it comes, and with repeats, the same call comes of it', () => {
  const inOrder = told(STORY);
  expect(inOrder).toMatchObject({
    state: 'ended',
    startedAt: AT,
    endedAt: AT + 9_000,
    agentName: 'Sarnai',
    dueAt: null,
  });
  expect(inOrder).toMatchObject({ rung: ['a1', 'a2'], recording: 'sealed', isMissed: false });
  for (const order of orders(STORY)) {
    const { answeredAt, ...call } = told([...order, ...order]);
    const { answeredAt: _, ...wanted } = inOrder;
    expect(call).toEqual(wanted);
    // Where the end came first and told of an answer, that began with the ring for all that is known.
    expect(answeredAt).toBeGreaterThanOrEqual(AT);
    expect(answeredAt).toBeLessThanOrEqual(AT + 9_000);
  }
});

test('CL2 a call never goes back', () => {
  const RANK = { ringing: 0, answered: 1, ended: 2 };
  for (const order of orders(STORY)) {
    let before = -1;
    for (let count = 1; count <= order.length; count += 1) {
      const rank = RANK[told(order.slice(0, count)).state];
      expect(rank).toBeGreaterThanOrEqual(before);
      before = rank;
    }
  }
});

test.each([
  ['nobody answered', { is: 'ended' }, true],
  ['it was forwarded', { is: 'ended', isElsewhere: true }, false],
  ['it was answered', { is: 'ended', isAnswered: true }, false],
  ['it still rings', { is: 'ringing' }, false],
  ['the desk rang, and nobody answered', { is: 'ended', direction: 'out' }, false],
] as const)('CL7 %s', (_what, fields, isMissed) => {
  expect(told([event(fields)]).isMissed).toBe(isMissed);
});
