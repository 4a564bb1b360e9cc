/** Visits to a site, taken out of the trail that is kept of a browser. Pure. */
import type { VisitItem, Visitor } from '../../../protocol/visitors.ts';

/** Ms without a page after which one comes anew. */
const PAUSE_MS = 30 * 60_000;

/** The visits of one browser, newest first. Of the oldest one the beginning may be forgotten already. */
export function visitsOf({ id, siteId, trail }: Pick<Visitor, 'id' | 'siteId' | 'trail'>): VisitItem[] {
  const visits: Visitor['trail'][] = [];
  for (const item of trail.toSorted((a, b) => a.at - b.at)) {
    const last = visits.at(-1);
    if (last && item.at - last.at(-1)!.at <= PAUSE_MS) last.push(item);
    else visits.push([item]);
  }
  return visits
    .map((trail): VisitItem => ({ kind: 'visit', id: `${id}.${trail[0]!.at}`, at: trail[0]!.at, siteId, trail }))
    .reverse();
}
