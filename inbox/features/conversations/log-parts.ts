/**
 * A log cut into parts, which are drawn and laid out by themselves: one more message touches the last of them, whatever
 * the length of what was said before.
 */
import type { Entry } from '../../../protocol/entries.ts';

/** Entries in a part; some more where a cut would fall between lines that fold into one. */
const PART = 50;

export interface LogPart {
  /** Stays the same while entries come before and after. */
  key: number;
  entries: readonly Entry[];
}

/** What routing did by itself: whom it gave the conversation, and that it took it back. */
function isRouting({ author, body }: Entry): boolean {
  return (
    author.kind === 'system' && body.kind === 'event' && (body.event === 'assigned' || body.event === 'unassigned')
  );
}

/**
 * Cuts entries at fixed numbers. @param before what this returned last: a part in which nothing has changed is the same
 * thing again, so that it need not be drawn anew
 */
export function logParts(entries: readonly Entry[], before: readonly LogPart[]): readonly LogPart[] {
  const parts: { key: number; entries: Entry[] }[] = [];
  for (const entry of entries) {
    const key = Math.floor(entry.seq / PART);
    const last = parts.at(-1);
    const isOneRun = last && isRouting(entry) && isRouting(last.entries.at(-1)!);
    if (last && (last.key === key || isOneRun)) last.entries.push(entry);
    else parts.push({ key, entries: [entry] });
  }
  const known = new Map(before.map(part => [part.key, part]));
  return parts.map(part => {
    const same = known.get(part.key);
    return same && isSame(same.entries, part.entries) ? same : part;
  });
}

function isSame(one: readonly Entry[], other: readonly Entry[]): boolean {
  return one.length === other.length && one.every((entry, index) => entry === other[index]);
}

/** One line of the log, and the lines of routing right before it that it stands for. */
export interface LogLine {
  entry: Entry;
  folded: readonly Entry[];
}

/** Folds each run of routing's lines into its last one: given, taken back and given again is where it is now. */
export function foldRouting(entries: readonly Entry[]): LogLine[] {
  const lines: LogLine[] = [];
  for (const entry of entries) {
    const last = lines.at(-1);
    if (last && isRouting(entry) && isRouting(last.entry)) {
      lines[lines.length - 1] = { entry, folded: [...last.folded, last.entry] };
    } else lines.push({ entry, folded: [] });
  }
  return lines;
}
