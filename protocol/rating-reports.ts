/** What owners read of their site's ratings. */
import { z } from 'zod';
import { visitRating } from './bookings.ts';
import { contactSummary } from './contacts.ts';
import { conversation } from './conversations.ts';
import { SCORES } from './rating-scale.ts';
import { rating } from './ratings.ts';
import { id, seq, timestamp } from './wire/fields.ts';
import { LIMITS } from './wire/limits.ts';

/** So many days back from now. */
const days = z.coerce
  .number()
  .pipe(z.literal([30, 90]))
  .default(30);

export const ratingCountsQuery = z.object({ days });

/** How often each score was given to one agent, worst first. */
export const ratingCounts = z.object({
  agentId: id,
  agentName: z.string(),
  scores: z.array(seq).length(SCORES.length),
});
export type RatingCounts = z.infer<typeof ratingCounts>;

/** The same of a team: of whoever was of it when they were rated. */
export const teamRatingCounts = z.object({ teamId: id, teamName: z.string(), scores: ratingCounts.shape.scores });
export type TeamRatingCounts = z.infer<typeof teamRatingCounts>;

/** The same of an employee: of the visits that they did. */
export const staffRatingCounts = z.object({ staffId: id, staffName: z.string(), scores: ratingCounts.shape.scores });
export type StaffRatingCounts = z.infer<typeof staffRatingCounts>;

/**
 * Those with most ratings first. The site's are the sum of the agents', and not of the teams': somebody may be of two. Visits are
 * counted by themselves, each once in `visits`, and once for each employee who did some of it.
 */
export const ratingCountsAnswer = z.object({
  agents: z.array(ratingCounts),
  teams: z.array(teamRatingCounts),
  employees: z.array(staffRatingCounts),
  visits: ratingCounts.shape.scores,
});
export type RatingCountsAnswer = z.infer<typeof ratingCountsAnswer>;

export const ratingsQuery = z.object({
  days,
  /** Only of this score. */
  score: z.coerce.number().pipe(z.literal(SCORES)).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(LIMITS.pageConversations).default(LIMITS.pageConversations),
});

/** Newest first. `cursor` null: that was all. */
export const ratingsAnswer = z.object({
  ratings: z.array(z.object({ rating, conversation })),
  cursor: z.string().nullable(),
});
export type RatingsAnswer = z.infer<typeof ratingsAnswer>;

/** What was said of visits, newest first, with whose they were as far as the reader may see the card. `cursor` null: that was all. */
export const visitRatingsAnswer = z.object({
  visits: z.array(
    z.object({ bookingId: id, startAt: timestamp, rating: visitRating, contact: contactSummary.nullable() }),
  ),
  cursor: z.string().nullable(),
});
export type VisitRatingsAnswer = z.infer<typeof visitRatingsAnswer>;
