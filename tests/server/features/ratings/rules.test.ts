import { describe, expect, test } from 'vitest';
import type { Callback } from '../../../../protocol/callbacks.ts';
import type { Conversation } from '../../../../protocol/conversations.ts';
import type { Entry, EntryBody } from '../../../../protocol/entries.ts';
import { RATING_DEFAULTS, type RatingMark } from '../../../../protocol/ratings.ts';
import { newContact } from '../../../../server/features/contacts/rules.ts';
import { newConversation } from '../../../../server/features/conversations/rules.ts';
import { newJob } from '../../../../server/features/jobs/store.ts';
import { countsOf, OPEN_MS, questionOf } from '../../../../server/features/ratings/rules.ts';
import { BELLA, DAY, MINUTE, NOON } from '../../../contract/scene.ts';

const CONTACT = newContact({ id: 'contact', siteId: 'site', locale: 'en', timeZone: 'UTC' }, NOON);
const VISITOR = { kind: 'visitor' } as const;
const SYSTEM = { kind: 'system' } as const;
const BOLD = { kind: 'agent', id: 'bold', name: 'Bold' } as const;
const asked: RatingMark = { askSeq: 3, of: 'chat', until: NOON + DAY, agentId: 'a', agentName: 'A', isOpen: true };
const rated: EntryBody = {
  ...({ kind: 'event', event: 'rated', of: 'chat', agentId: 'bella', agentName: 'Bella' } as const),
  ...{ askSeq: 1, score: 5, word: '', isLow: false, to: [] },
};
const said: EntryBody = { kind: 'message', text: 'Hello' };
const closed: EntryBody = { kind: 'event', event: 'closed' };
const reached: EntryBody = { kind: 'event', event: 'callback_reached', callbackId: 'call' };

/** A line of a talk: who, what, and how long before now. */
type Line = readonly [author: Entry['author'], body: EntryBody, agoMs: number];
const ANSWERED: Line[] = [
  [VISITOR, said, 3 * MINUTE],
  [BELLA, said, 2 * MINUTE],
  [BELLA, closed, MINUTE],
];

interface Case {
  lines?: readonly Line[];
  change?: Partial<Conversation>;
  rating?: Partial<typeof RATING_DEFAULTS>;
  /** How long ago the call was to end; left out: it is about the chat. */
  callAgoMs?: number;
}

/** Who is asked about whom; null: nobody. */
function asks({ lines = ANSWERED, change = {}, rating = {}, callAgoMs }: Case): string | null {
  const entries = lines.map(([author, body, agoMs], at): Entry => {
    return { conversationId: 'talk', seq: at + 1, clientId: null, author, body, createdAt: NOON - agoMs };
  });
  const conversation: Conversation = {
    ...newConversation('talk', 'visitor', CONTACT, NOON - DAY),
    ...{ status: 'closed', lastSeq: entries.length },
    ...change,
  };
  const isCall = callAgoMs !== undefined;
  const callback = isCall ? ({ id: 'call', endAt: NOON - callAgoMs } as Callback) : null;
  const ofTalk = { kind: 'rating', siteId: 'site', conversationId: 'talk', step: 1, dueAt: NOON } as const;
  const job = newJob({ ...ofTalk, subject: isCall ? 'call' : 'talk', subjectVersion: entries.length });
  const site = { rating: { ...RATING_DEFAULTS, isOn: true, ...rating } };
  const question = questionOf(job, { site, conversation, newest: entries, callback, at: NOON });
  if (!question) return null;
  expect(question.until).toBe(NOON + OPEN_MS);
  expect(question.ofCallbackId).toBe(isCall ? 'call' : undefined);
  return `${question.of}: ${question.agentName}`;
}

describe('RA2 who is asked', () => {
  test.each<[string, Case, string | null]>([
    ['somebody who was answered', {}, 'chat: Bella'],
    [
      'about whoever answered last',
      { lines: [...ANSWERED.slice(0, 2), [BOLD, said, 90_000], ANSWERED[2]!] },
      'chat: Bold',
    ],
    ['nobody where it is off', { rating: { isOn: false } }, null],
    ['nobody who was never answered', { lines: [ANSWERED[0]!, ANSWERED[2]!] }, null],
    ['nobody whom the server alone answered', { lines: [ANSWERED[0]!, [SYSTEM, said, 0], ANSWERED[2]!] }, null],
    ['nobody while something waits', { change: { waitingSince: NOON } }, null],
    ['nobody in a conversation that is open again', { change: { status: 'open' } }, null],
    ['nobody who is held', { change: { status: 'held' } }, null],
    ['nobody while a call is to come', { change: { callbackAt: NOON + DAY } }, null],
    [
      'nobody with a tag that is left out',
      { change: { tags: ['vip', 'complaint'] }, rating: { notTags: ['complaint'] } },
      null,
    ],
    ['whoever has other tags', { change: { tags: ['vip'] }, rating: { notTags: ['complaint'] } }, 'chat: Bella'],
    ['nobody who was asked and has yet to answer', { change: { asked } }, null],
    ['whoever was asked too long ago', { change: { asked: { ...asked, until: NOON } } }, 'chat: Bella'],
    ['whoever was asked and had it taken back', { change: { asked: { ...asked, isOpen: false } } }, 'chat: Bella'],
    ['nobody who said it within a day', { lines: [[VISITOR, rated, DAY - 1], ...ANSWERED] }, null],
    ['whoever said it a day ago', { lines: [[VISITOR, rated, DAY], ...ANSWERED] }, 'chat: Bella'],
    [
      'nobody whom nobody answered since',
      { lines: [[BELLA, said, DAY + 1], [VISITOR, rated, DAY], ANSWERED[2]!] },
      null,
    ],
    [
      'whoever was answered a week ago and is closed now',
      { lines: [[BELLA, said, 7 * DAY], ANSWERED[2]!] },
      'chat: Bella',
    ],
    ['nobody who was closed later', { lines: [[BELLA, said, 7 * DAY + 1], ANSWERED[2]!] }, null],
    ['whoever was rung', { lines: [[BOLD, reached, MINUTE]], callAgoMs: MINUTE }, 'call: Bold'],
    [
      'whoever was rung, also while the talk goes on',
      { lines: [[BOLD, reached, 0]], callAgoMs: 0, change: { status: 'open' } },
      'call: Bold',
    ],
    [
      'whoever was rung a week ago, which is noted now',
      { lines: [[BOLD, reached, 0]], callAgoMs: 7 * DAY },
      'call: Bold',
    ],
    ['nobody of whom it is noted later', { lines: [[BOLD, reached, 0]], callAgoMs: 7 * DAY + 1 }, null],
    ['nobody whose call no agent made', { lines: [[SYSTEM, reached, 0]], callAgoMs: 0 }, null],
  ])('%s', (_what, what, whom) => expect(asks(what)).toBe(whom));
});

test('RA4 counts stand by agent, with the newest name, and most first', () => {
  const of = (id: string, name: string, score: number, count: number, lastAt: number) => ({
    id,
    name,
    score,
    count,
    lastAt,
  });
  expect(countsOf([of('a', 'Ann', 5, 1, 3), of('b', 'Bob', 1, 2, 1), of('b', 'Robert', 4, 2, 2)])).toEqual([
    { id: 'b', name: 'Robert', scores: [2, 0, 0, 2, 0] },
    { id: 'a', name: 'Ann', scores: [0, 0, 0, 0, 1] },
  ]);
});
