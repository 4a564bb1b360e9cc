/**
 * When something can begin, as sorted ranges of moments with both ends in them. So a month of one person is some hundred
 * ranges, and only what is left at the end is counted out step by step.
 */
import type { Span } from './spans.ts';

/** From inclusive, to inclusive: a range may be one moment. */
export interface Range {
  from: number;
  to: number;
}

/**
 * When something can begin so that it lies in one of some stretches.
 * @param spans joined
 * @param begins how long after the beginning of the visit it begins, ms
 * @param lasts ms
 */
export function startsWithin(spans: readonly Span[], begins: number, lasts: number): Range[] {
  const result: Range[] = [];
  for (const { from, to } of spans) {
    if (to - from >= lasts) result.push({ from: from - begins, to: to - begins - lasts });
  }
  return result;
}

/**
 * Those of some beginnings at which it overlaps nothing.
 * @param ranges in order
 * @param taken in order of their beginnings
 * @param from how long after the beginning of the visit it takes its time, ms; below 0: before it
 * @param to until when
 */
export function startsBeside(ranges: readonly Range[], taken: readonly Span[], from: number, to: number): Range[] {
  const result: Range[] = [];
  let first = 0;
  let furthest = -Infinity;
  for (const range of ranges) {
    let begin = range.from;
    // What ended before this range is looked at no more; a long one may reach past those after it.
    while (first < taken.length && taken[first]!.from - to < range.from) {
      furthest = Math.max(furthest, taken[first]!.to - from);
      first += 1;
    }
    begin = Math.max(begin, furthest);
    for (let at = first; at < taken.length && begin <= range.to; at += 1) {
      const latest = taken[at]!.from - to;
      if (latest >= range.to) break;
      if (latest >= begin) result.push({ from: begin, to: latest });
      begin = Math.max(begin, taken[at]!.to - from);
    }
    if (begin <= range.to) result.push({ from: begin, to: range.to });
  }
  return result;
}

/** Where any of several lists has it. */
export function anyOf(lists: readonly (readonly Range[])[]): Range[] {
  if (lists.length === 1) return [...lists[0]!];
  const result: Range[] = [];
  for (const { from, to } of lists.flat().sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}

/** Where both have it. */
export function bothOf(one: readonly Range[], other: readonly Range[]): Range[] {
  const result: Range[] = [];
  let at = 0;
  for (const { from, to } of one) {
    while (at < other.length && other[at]!.to < from) at += 1;
    for (let each = at; each < other.length && other[each]!.from <= to; each += 1) {
      result.push({ from: Math.max(from, other[each]!.from), to: Math.min(to, other[each]!.to) });
    }
  }
  return result;
}
