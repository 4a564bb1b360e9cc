/** A conversation's entries as a page holds them: by number, and where numbers are missing (SPEC ST3, W8). */
import type { Entry } from './entries.ts';

/** An entry, whoever sees it. */
type Numbered = Pick<Entry, 'seq'>;

/**
 * Both lists in one, by number; of an entry that is in both, the one of `more` stays.
 * @returns ascending by `seq`; `held` itself where nothing was to be added
 */
export function mergeEntries<E extends Numbered>(held: readonly E[], more: readonly E[]): readonly E[] {
  if (more.length === 0) return held;
  const bySeq = new Map([...held, ...more].map(entry => [entry.seq, entry]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

/**
 * Says whether something is missing between what is held and an entry that came.
 * @param heldSeq the number up to which nothing is missing; 0 for none
 * @param previousSeq the number of the entry before the one that came; 0 for none
 */
export function hasGap(heldSeq: number, previousSeq: number): boolean {
  return previousSeq > heldSeq;
}
