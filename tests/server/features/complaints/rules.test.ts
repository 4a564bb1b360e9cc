import { expect, test } from 'vitest';
import type { ComplaintReason } from '../../../../protocol/complaints.ts';
import {
  afterAct,
  complaintJobs,
  endOfDay,
  nextJob,
  rankOf,
  reasonOf,
  recipientsOf,
  toldOf,
} from '../../../../server/features/complaints/rules.ts';
import type { ComplaintAct } from '../../../../server/features/complaints/store.ts';
import { newComplaint } from '../../../contract/rules/complaints.ts';
import { DAY, MINUTE, NOON } from '../../../contract/scene.ts';

const HOUR = 60 * MINUTE;
const sarnai = { id: 'sarnai', name: 'Sarnai' };
const temuulen = { id: 'temuulen', name: 'Temuulen' };
const does = (act: ComplaintAct, byId: string | null = 'sarnai', at = NOON + 1) => ({ act, byId, at });
const close: ComplaintAct = { kind: 'close', by: sarnai, done: 'Flowers', ask: { id: 'ask', by: 'mail' } };

test('CP4 only one takes a complaint, and only one closes it', () => {
  const open = newComplaint();
  const taken = afterAct(open, does({ kind: 'take', by: sarnai }));
  expect(taken).toMatchObject({ assignee: sarnai, version: 2, byId: 'sarnai' });
  expect(afterAct(taken, does({ kind: 'take', by: sarnai }))).toBe(taken);
  expect(() => afterAct(taken, does({ kind: 'take', by: temuulen }))).toThrow('faster');
  const closed = afterAct(taken, does(close));
  expect(closed).toMatchObject({ status: 'closed', done: 'Flowers', closedBy: sarnai, askedBy: 'mail', isRight: null });
  expect(() => afterAct(closed, does(close))).toThrow('faster');
  expect(() => afterAct(closed, does({ kind: 'take', by: temuulen }))).toThrow('faster');
  const again = afterAct(closed, does({ kind: 'reopen', asked: 'Once more' }));
  expect(again).toMatchObject({ status: 'open', reopened: 1, assignee: sarnai, closedAt: null });
  expect(again.asked).toBe(`${open.asked}\n\nOnce more`);
  expect(afterAct(again, does({ kind: 'reopen', asked: '' }))).toBe(again);
});

test('CP5 an answer is taken for the question that is asked, once', () => {
  const closed = afterAct(newComplaint(), does(close));
  const answer = (isRight: boolean, askId = 'ask') => does({ kind: 'answer', askId, isRight }, null, NOON + HOUR);
  const right = afterAct(closed, answer(true));
  expect(right).toMatchObject({ status: 'closed', isRight: true, byId: null });
  expect(afterAct(right, answer(true))).toBe(right);
  expect(() => afterAct(right, answer(false))).toThrow();
  expect(() => afterAct(closed, answer(true, 'older'))).toThrow();
  const wrong = afterAct(closed, answer(false));
  expect(wrong).toMatchObject({ status: 'open', isRight: false, reopened: 1 });
  expect(toldOf(closed, wrong)).toBe('again');
});

test('CP3 nobody took it: all are told in an hour and in a day; its day is over: at its end and a day later', () => {
  const steps = (fields: Parameters<typeof newComplaint>[0]) => {
    const found: [ComplaintReason | null, number][] = [];
    const complaint = newComplaint(fields);
    for (let job = nextJob(complaint, 0, NOON); job; job = nextJob(complaint, job.step, job.dueAt)) {
      found.push([reasonOf(complaint, job.step), job.dueAt - NOON]);
    }
    return found;
  };
  expect(steps({})).toEqual([
    ['untaken', HOUR],
    ['untaken', DAY],
  ]);
  expect(steps({ assignee: sarnai })).toEqual([]);
  expect(steps({ assignee: sarnai, untilAt: NOON + HOUR })).toEqual([
    ['late', HOUR],
    ['late', HOUR + DAY],
  ]);
  expect(steps({ untilAt: NOON + 2 * HOUR }).map(([reason]) => reason)).toEqual(['untaken', 'late', 'untaken', 'late']);
  // What is over already when somebody looks is not told to them.
  expect(steps({ assignee: sarnai, untilAt: NOON - HOUR })).toEqual([['late', DAY - HOUR]]);
});

test('CP3 a hand on it takes back what waited, and tells whom it is given to', () => {
  const open = newComplaint();
  const kinds = (changes: ReturnType<typeof complaintJobs>) => changes.put.map(each => each.kind);
  expect(complaintJobs(null, open, NOON).cancel).toEqual([]);
  expect(kinds(complaintJobs(null, open, NOON))).toEqual(['notice', 'complaint']);
  const given = afterAct(open, does({ kind: 'change', to: { assignee: temuulen } }));
  expect([toldOf(open, given), kinds(complaintJobs(open, given, NOON))]).toEqual(['given', ['notice']]);
  const cancelled = complaintJobs(open, given, NOON).cancel.map(each => each.kind);
  expect(cancelled).toEqual(['complaint', 'notice', 'notice_step']);
  const closed = afterAct(given, does(close));
  expect(complaintJobs(given, closed, NOON).put).toEqual([]);
});

test.each<[ComplaintReason, string[]]>([
  ['opened', ['oyu', 'temuulen']],
  ['again', ['oyu', 'temuulen']],
  ['given', ['temuulen']],
  ['untaken', ['oyu', 'sarnai', 'temuulen']],
  ['late', ['oyu', 'temuulen']],
])('CP3 of one that is %s these are told: %j', (reason, ids) => {
  const people = [
    { id: 'oyu', role: 'owner' },
    { ...sarnai, role: 'agent' },
    { ...temuulen, role: 'agent' },
  ];
  const complaint = newComplaint({ assignee: temuulen, closedBy: sarnai, byId: 'sarnai' });
  expect(recipientsOf(complaint, reason, people).sort()).toEqual(ids);
  // Who is gone, or does not see it, is told nothing.
  expect(recipientsOf(complaint, reason, [])).toEqual([]);
});

test('CP3 a day ends where its clock says, also when clocks change on it', () => {
  expect(endOfDay({ date: '2026-05-03', timeZone: 'Asia/Ulaanbaatar' })).toBe(Date.UTC(2026, 4, 3, 16));
  const changed = { date: '2026-03-29', timeZone: 'Europe/Berlin' };
  expect(endOfDay(changed) - endOfDay({ ...changed, date: '2026-03-28' })).toBe(23 * HOUR);
});

test('CP4 what is open stands by its day, or as if it had a week', () => {
  expect(rankOf(newComplaint({ untilAt: 5 }))).toBe(5);
  expect(rankOf(newComplaint())).toBe(NOON + 7 * DAY);
  expect(rankOf(newComplaint({ status: 'closed', closedAt: NOON, untilAt: 5 }))).toBe(-NOON);
});
