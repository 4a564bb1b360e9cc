/** Ratings, as the store keeps them. */
import type { Conversation } from '../../../protocol/conversations.ts';
import type { RatingCounts, TeamRatingCounts } from '../../../protocol/rating-reports.ts';
import type { Rating } from '../../../protocol/ratings.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import type { Page } from '../../store/page.ts';
import type { Sent, Written } from '../../store/written.ts';
import type { AnswerLink } from '../answers/store.ts';
import type { Job } from '../jobs/store.ts';
import type { Judging, RatingAnswer, RatingAsked } from './rules.ts';

/** Which ratings of a site. */
export interface RatingQuery {
  siteId: string;
  /** Ms since the epoch, inclusive. */
  since: number;
  /** Left out: of any. */
  score?: number | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** The letter, or the short message, that asks, and the link that it leads back by; left out where it leads to the page of a call. */
export interface RatingWord {
  letter: DeliveryRecord;
  link?: AnswerLink;
}

export interface RatingStore {
  /**
   * Ends a taken job and, in the same step, asks. Null: nothing was written, because somebody else has the job, or because
   * the conversation is no more one whose visitor may be asked (`mayAsk`).
   * @param order.mail leaves in that step; without one the question stands in the panel alone
   */
  ask(order: { job: Job; question: RatingAsked; mail?: RatingWord | null; at: number }): Promise<Written | null>;
  /**
   * Keeps a visitor's answer, with its event and what a low one does to the conversation. A repeat of `sent` returns the
   * first answer (SPEC ST4).
   * @param input.id of the rating
   * @throws AppError CONVERSATION_UNKNOWN, RATING_OVER, CLIENT_ID_REUSED
   */
  rate(input: {
    id: string;
    conversationId: string;
    answer: RatingAnswer;
    judging: Judging;
    sent: Sent;
    at: number;
  }): Promise<Written>;
  /** How often each score was given to each agent since then, those with most ratings first. */
  counts(siteId: string, since: number): Promise<RatingCounts[]>;
  /** The same by the teams that they were of then. */
  teamCounts(siteId: string, since: number): Promise<TeamRatingCounts[]>;
  /** Newest first. */
  list(query: RatingQuery): Promise<Page<{ rating: Rating; conversation: Conversation }>>;
  /** Those of some agents in a stretch of time, from inclusive, to exclusive, newest first. */
  ofAgents(agentIds: readonly string[], span: { from: number; to: number }): Promise<Rating[]>;
  /** All of some conversations, newest first. */
  ofConversations(conversationIds: readonly string[]): Promise<Rating[]>;
}
