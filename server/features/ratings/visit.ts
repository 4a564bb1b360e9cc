/** What may be said of a visit, by whom it was done, and what is counted of it: pure, with the clock passed in (SPEC AB1 to AB3). */
import type { Booking, VisitRating } from '../../../protocol/bookings.ts';
import type { StaffRatingCounts } from '../../../protocol/rating-reports.ts';
import { SCORES, type Score } from '../../../protocol/rating-scale.ts';
import type { RatingItem } from '../../../protocol/ratings.ts';
import { AppError } from '../../app-error.ts';
import { countsOf, type ScoreCount } from './rules.ts';

/** How long after a visit an answer is taken, and may be another. */
export const VISIT_OPEN_MS = 30 * 24 * 3_600_000;

export interface VisitAnswer {
  score: Score;
  /** Left out: what they said before stays. */
  word?: string | undefined;
}

type Visited = Pick<Booking, 'state' | 'endAt' | 'rating'>;

/** Whether it is something to ask about: its time is over, and nobody says that they were not there. */
export function isVisited({ state, endAt }: Visited, at: number): boolean {
  return state !== 'cancelled' && state !== 'no_show' && endAt <= at;
}

/** Whether somebody may say now how it was, or say it otherwise. */
export function mayRateVisit(booking: Visited, at: number): boolean {
  return isVisited(booking, at) && at < booking.endAt + VISIT_OPEN_MS;
}

/**
 * The rating of a visit after an answer. Who did it stays as it was when it was said first.
 * @returns the same object: it was said already
 * @throws AppError RATING_OVER
 */
export function visitRated(
  booking: Visited & Pick<Booking, 'items'>,
  { score, word: said }: VisitAnswer,
  at: number,
): VisitRating {
  const { rating } = booking;
  const word = said ?? rating?.word ?? '';
  if (rating?.score === score && rating.word === word) return rating;
  if (!mayRateVisit(booking, at)) throw new AppError('RATING_OVER');
  return rating
    ? { ...rating, score, word, changedAt: at }
    : { score, word, staff: staffOf(booking), at, changedAt: at };
}

function staffOf({ items }: Pick<Booking, 'items'>): VisitRating['staff'] {
  return [...new Map(items.map(({ staffId, staffName }) => [staffId, { id: staffId, name: staffName }])).values()];
}

/** How often each score was given, worst first. */
export function scoresOf(found: readonly { score: number; count: number }[]): number[] {
  return SCORES.map(score => found.find(each => each.score === score)?.count ?? 0);
}

/** As employees are named in a report. */
export const staffCounts = (found: readonly ScoreCount[]): StaffRatingCounts[] =>
  countsOf(found).map(({ id, name, scores }) => ({ staffId: id, staffName: name, scores }));

/** A rated visit in the timeline, at the time when it was rated. */
export function visitItem({
  id,
  siteId,
  rating,
}: Pick<Booking, 'id' | 'siteId'> & { rating: VisitRating }): RatingItem {
  const { score, word, staff, at } = rating;
  const agentName = staff.map(each => each.name).join(', ');
  return { kind: 'rating', of: 'visit', id, at, siteId, score, word, agentName, conversationId: null, seq: null };
}
