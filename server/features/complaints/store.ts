/** Complaints, as the store keeps them. */
import type { Complaint, ComplaintCounts, ComplaintShow } from '../../../protocol/complaints.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import type { Page } from '../../store/page.ts';
import type { Written } from '../../store/written.ts';
import type { Job, NewJob } from '../jobs/store.ts';
import type { TimelineCursor } from '../timeline/source.ts';

export interface ComplaintRecord extends Complaint {
  /** Who gives the external ids: each is there once for it. */
  sourceKey: string;
  /** Of what was brought, so that a repeat is told from other content. */
  fingerprint: string;
  /** Of the question whether it was put right, so that an old link answers no new one; null: it is not asked. */
  askId: string | null;
  /** Which agent did to it what was done last; null: nobody at the desk. */
  byId: string | null;
}

type Person = { id: string; name: string };

/** What somebody does to a complaint. */
export type ComplaintAct =
  | { kind: 'take'; by: Person }
  | { kind: 'change'; to: Partial<Pick<Complaint, 'about' | 'severity' | 'asked' | 'assignee' | 'until' | 'untilAt'>> }
  | { kind: 'close'; by: Person; done: string; ask: { id: string; by: 'chat' | 'mail' } | null }
  | { kind: 'reopen'; asked: string }
  /** By the person: more of what it is about. `instead`: as it was when they had said less. */
  | { kind: 'say'; asked: string; instead: string }
  /** By the person: whether it was put right. */
  | { kind: 'answer'; askId: string; isRight: boolean };

export interface Acting {
  act: ComplaintAct;
  /** Of the agent; null: a program, or the person. */
  byId: string | null;
  at: number;
}

/** Whose are read: of which sites; null: of all. One of no site is in either case. */
export interface Seeing {
  siteIds: readonly string[] | null;
}

/** How the person is asked: by words in their conversation, or by a letter. */
export type ComplaintAsk = { conversationId: string; text: string } | { letter: DeliveryRecord };

export interface ComplaintActed {
  before: ComplaintRecord;
  after: ComplaintRecord;
  /** The words in the conversation; null: there are none. */
  written: Written | null;
}

export interface ComplaintStore {
  /** Opens one with its jobs (SPEC CP3). One whose external id is there already stays as it is. */
  open(complaint: ComplaintRecord): Promise<{ complaint: ComplaintRecord; outcome: 'added' | 'repeated' | 'other' }>;
  find(id: string): Promise<ComplaintRecord | null>;
  /** The one of an external id. */
  known(sourceKey: string, externalId: string): Promise<ComplaintRecord | null>;
  /**
   * Does an act to one, as `afterAct` judges it, with its jobs and with what asks the person. Null: there is no such one.
   * @throws AppError ALREADY_CLAIMED, RATING_OVER
   */
  act(order: Acting & { id: string; ask?: ComplaintAsk | null }): Promise<ComplaintActed | null>;
  /** Ends a taken job and, in the same step, writes what is told and the next one. Null: it is as it was then no more. */
  climb(order: { job: Job; notice: NewJob; next: NewJob | null }): Promise<ComplaintRecord | null>;
  /** Those that are open first. @param query.agentId who asks, for `mine` */
  list(
    query: Seeing & { show: ComplaintShow; agentId: string; cursor?: string | undefined; limit: number },
  ): Promise<Page<ComplaintRecord>>;
  counts(query: Seeing & { agentId: string; at: number }): Promise<ComplaintCounts>;
  /** The newest of some contacts before a place in the past, newest first, as `TimelineSource` wants them. */
  before(
    of: Seeing & { contactIds: readonly string[] },
    cursor: TimelineCursor | null,
    limit: number,
  ): Promise<ComplaintRecord[]>;
  /** Those of some contacts that are open, oldest first. */
  openOf(of: Seeing & { contactIds: readonly string[] }): Promise<ComplaintRecord[]>;
}
