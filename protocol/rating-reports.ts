/** What owners read of their site's ratings. */
import { z } from 'zod';
import { conversation } from './conversations.ts';
import { SCORES } from './rating-scale.ts';
import { rating } from './ratings.ts';
import { id, seq } from './wire/fields.ts';
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

/** Those with most ratings first. The site's are the sum of the agents', and not of the teams': somebody may be of two. */
export const ratingCountsAnswer = z.object({ agents: z.array(ratingCounts), teams: z.array(teamRatingCounts) });
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
