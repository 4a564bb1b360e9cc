import { describe, expect, test } from 'vitest';
import { foldRouting, logParts } from '../../../../inbox/features/conversations/log-parts.ts';
import type { Entry } from '../../../../protocol/entries.ts';
import { entry } from '../../fixtures.ts';

const upTo = (last: number) => Array.from({ length: last }, (_, index) => entry(index + 1));
const given = (seq: number, agentName = 'Sarnai') =>
  entry(seq, {
    author: { kind: 'system' },
    body: { kind: 'event', event: 'assigned', agentId: agentName, agentName },
  });
const takenBack = (seq: number) =>
  entry(seq, {
    author: { kind: 'system' },
    body: { kind: 'event', event: 'unassigned', agentId: 'Sarnai' },
  });
const seqs = (lines: { entry: Entry; folded: readonly Entry[] }[]) =>
  lines.map(line => [...line.folded.map(each => each.seq), line.entry.seq].join('<'));

describe('the parts of a log', () => {
  test('hold every entry once, in order', () => {
    const parts = logParts(upTo(1_000), []);
    expect(parts.length).toBeGreaterThan(15);
    expect(parts.flatMap(part => part.entries.map(each => each.seq))).toEqual(upTo(1_000).map(each => each.seq));
  });

  test('stay the same things when one more message or an older page comes, but for one', () => {
    const all = upTo(1_000);
    const before = logParts(all.slice(120, 999), []);
    const more = logParts(all.slice(120), before);
    expect(more.filter(part => !before.includes(part))).toHaveLength(1);
    const older = logParts(all.slice(70), more);
    expect(more.filter(part => !older.includes(part))).toHaveLength(1);
  });

  test('are not cut between lines that fold into one', () => {
    const run = Array.from({ length: 120 }, (_, index) => (index % 2 ? takenBack(index + 40) : given(index + 40)));
    const parts = logParts([...upTo(39), ...run, entry(160)], []);
    expect(parts.filter(part => part.entries.some(each => each.body.kind === 'event'))).toHaveLength(1);
  });
});

describe("routing's lines", () => {
  test('fold into the last of a run; what people do and say stands by itself', () => {
    const bold = { kind: 'agent', id: 'bold', name: 'Bold' } as const;
    const byHand = { ...given(6), author: bold };
    const lines = foldRouting([entry(1), given(2), takenBack(3), given(4, 'Bold'), entry(5), byHand, given(7)]);
    expect(seqs(lines)).toEqual(['1', '2<3<4', '5', '6', '7']);
  });
});
