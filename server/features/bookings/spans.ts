/** Stretches of time as sorted lists: pure. */

/** From inclusive, to exclusive, ms since the epoch. */
export interface Span {
  from: number;
  to: number;
}

/** In order; those that touch or overlap are one, and empty ones are gone. */
export function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (from >= to) continue;
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}

/** Whether one stretch lies in one of some, which are joined. */
export function holds(spans: readonly Span[], { from, to }: Span): boolean {
  return spans.some(each => each.from <= from && to <= each.to);
}

export function overlap(one: Span, other: Span): boolean {
  return one.from < other.to && other.from < one.to;
}
