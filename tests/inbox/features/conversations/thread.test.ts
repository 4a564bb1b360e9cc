import { describe, expect, test } from 'vitest';
import {
  isGrouped,
  lastSeq,
  later,
  misses,
  newThread,
  type Thread,
  withDetail,
  withEntry,
  withHistory,
  withResumed,
} from '../../../../inbox/features/conversations/thread.ts';
import { mergeEntries } from '../../../../protocol/log.ts';
import { callback, conversation, detail, entry, START } from '../../fixtures.ts';

const seqs = (thread: Thread) => thread.entries.map(each => each.seq);
const ready = (from: number, to: number): Thread =>
  withDetail(
    newThread('a'),
    detail(
      conversation('a', { lastSeq: to }),
      Array.from({ length: to - from + 1 }, (_, index) => entry(from + index)),
    ),
  );

describe('the entries of a thread', () => {
  test('ST3 are ordered by number, whatever order they came in and whatever the clock said', () => {
    const merged = mergeEntries([entry(2), entry(3, { createdAt: START - 1 })], [entry(1), entry(2)]);
    expect(merged.map(each => each.seq)).toEqual([1, 2, 3]);
  });

  test('ST3 an entry that skips a number is not taken but reported as a gap', () => {
    const thread = ready(1, 3);
    expect(misses(thread, entry(5))).toBe(true);
    expect(misses(thread, entry(4))).toBe(false);
    expect(withEntry(thread, entry(5))).toBe(thread);
    expect(seqs(withEntry(thread, entry(4)))).toEqual([1, 2, 3, 4]);
  });

  test('W8 resume adds the rest, and a fresh answer replaces everything', () => {
    const answer = {
      type: 'conversation.resumed' as const,
      ref: 'r',
      conversation: conversation('a', { lastSeq: 5, visitorReadSeq: 5 }),
      entries: [entry(4), entry(5)],
      callbacks: [callback('c')],
      hasEarlier: true,
    };
    const added = withResumed(ready(1, 3), { ...answer, isFresh: false });
    expect(seqs(added)).toEqual([1, 2, 3, 4, 5]);
    expect(added.hasEarlier).toBe(false);
    expect(added.conversation!.visitorReadSeq).toBe(5);
    expect(added.callbacks).toHaveLength(1);
    const fresh = withResumed(ready(1, 3), { ...answer, isFresh: true, entries: [entry(400), entry(401)] });
    expect(seqs(fresh)).toEqual([400, 401]);
    expect(fresh.hasEarlier).toBe(true);
  });

  test('W8 news that overtakes the first read is kept when it goes on from it', () => {
    const early = withEntry(newThread('a'), entry(4), conversation('a', { lastSeq: 4 }));
    const thread = withDetail(early, detail(conversation('a', { lastSeq: 3 }), [entry(1), entry(2), entry(3)]));
    expect(seqs(thread)).toEqual([1, 2, 3, 4]);
    expect(thread.conversation!.lastSeq).toBe(4);
  });

  test('W8 news with a hole before it is left for resume', () => {
    const early = withEntry(newThread('a'), entry(9));
    expect(lastSeq(withDetail(early, detail(conversation('a'), [entry(1)])))).toBe(1);
  });

  test('older history goes before what is there', () => {
    const thread = withHistory(ready(51, 53), [entry(49), entry(50)], false);
    expect(seqs(thread)).toEqual([49, 50, 51, 52, 53]);
    expect(thread.hasEarlier).toBe(false);
  });

  test('of two states of a conversation the later one counts', () => {
    const old = conversation('a', { lastSeq: 3 });
    const young = conversation('a', { lastSeq: 4 });
    expect(later(young, old)).toBe(young);
    expect(later(old, young)).toBe(young);
    const read = conversation('a', { lastSeq: 4, agentReadSeq: 4 });
    expect(later(young, read)).toBe(read);
  });
});

describe('groups of bubbles', () => {
  const sarnai = { kind: 'agent', id: 'sarnai', name: 'Sarnai' } as const;
  test('one author within five minutes is one group', () => {
    expect(isGrouped(entry(1), entry(2))).toBe(true);
    expect(isGrouped(entry(1), entry(2, { author: sarnai }))).toBe(false);
    expect(isGrouped(entry(1), entry(2, { createdAt: START + 6 * 60_000 }))).toBe(false);
    expect(isGrouped(entry(1), entry(2, { body: { kind: 'note', text: 'x' } }))).toBe(false);
    expect(isGrouped(entry(1), undefined)).toBe(false);
  });
});
