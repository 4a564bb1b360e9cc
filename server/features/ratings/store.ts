/** Ratings, as the store keeps them. */
import type { Conversation } from '../../../protocol/conversations.ts';
import type { RatingCounts, StaffRatingCounts, TeamRatingCounts } from '../../../protocol/rating-reports.ts';
import type { Rating } from '../../../protocol/ratings.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import type { Page } from '../../store/page.ts';
import type { Sent, Written } from '../../store/written.ts';
import type { AnswerLink } from '../answers/store.ts';
import type { BookingRecord } from '../bookings/store.ts';
import type { Job } from '../jobs/store.ts';
import type { Judging, RatingAnswer, RatingAsked } from './rules.ts';
import type { VisitAnswer } from './visit.ts';

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

/** Which visits were rated when: ms since the epoch, `from` inclusive, `to` exclusive. */
export interface VisitsRated {
  /** Null: of all. */
  siteIds: readonly string[] | null;
  from: number;
  /** Left out: until now. */
  to?: number | undefined;
}

/** A booking that somebody has rated. */
export type RatedBooking = BookingRecord & Required<Pick<BookingRecord, 'rating'>>;

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
  /**
   * Keeps what somebody says of a visit, with the booking, as `visitRated` judges it (SPEC AB2).
   * @returns null: there is no such booking. `isNew` false: it was said already
   * @throws AppError RATING_OVER
   */
  rateVisit(order: {
    bookingId: string;
    answer: VisitAnswer;
    at: number;
  }): Promise<{ before: BookingRecord; booking: RatedBooking; isNew: boolean } | null>;
  /**
   * How often each score was given to each employee, those with most ratings first; a visit of two counts for both. And how often
   * to a visit, worst first.
   */
  visitCounts(which: VisitsRated): Promise<{ employees: StaffRatingCounts[]; visits: number[] }>;
  /** Newest first. */
  visits(query: RatingQuery): Promise<Page<RatedBooking>>;
  /** All rated visits of some contacts, as far as sites are seen, the newest rating first. */
  visitsOf(contactIds: readonly string[], siteIds: readonly string[] | null): Promise<RatedBooking[]>;
}
