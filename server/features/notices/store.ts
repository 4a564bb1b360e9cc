/** What agents are told, as the store keeps it, and how each wants to be. */
import type { Notice, NoticeCause, NoticeSettings, NoticeWay } from '../../../protocol/notices.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import type { JobClaim, NewJob } from '../jobs/store.ts';

/** One thing that a notice tells of, by ids alone. It is told as long as its job is there (SPEC NO4). */
export interface NoticePart {
  /** Of the job. */
  subject: string;
  conversationId: string;
  cause: NoticeCause;
}

/** What leaves as one: many things at once are parts of it (SPEC NO5). */
export interface NoticeRecord extends Pick<Notice, 'id' | 'agentId'> {
  way: Exclude<NoticeWay, 'page'>;
  /** From 1 on for each agent and way: of servers that begin one at once, one wins. */
  number: number;
  parts: NoticePart[];
  /** Parts beyond those. */
  more: number;
  /** When it leaves; until then others join it. */
  dueAt: number;
  /** It has not left yet. */
  isOpen: boolean;
}

/** A notice that is to leave, if none is open that it can join. */
export interface NewNotice extends Pick<NoticeRecord, 'id' | 'agentId' | 'way'> {
  part: NoticePart;
  deliveries: readonly DeliveryRecord[];
}

/** How an agent is told, under the agent's id. */
export interface NoticeSettingsRecord {
  id: string;
  settings: NoticeSettings;
}

export interface NoticeStore {
  /**
   * Ends a job and does what follows from it, in one step: what is to leave, and the jobs of the next ways (SPEC NO1, NO3).
   * @returns false: the job is gone, because somebody acknowledged or has it by now, and nothing was done
   */
  tell(order: {
    claim: JobClaim;
    notices: readonly NewNotice[];
    next: readonly NewJob[];
    at: number;
  }): Promise<boolean>;
  /** It leaves now: nothing joins it any more. Null: there is none. */
  close(id: string): Promise<NoticeRecord | null>;
  /** Null: the agent has set nothing. */
  settings(agentId: string): Promise<NoticeSettings | null>;
  /**
   * @param was the settings that were changed, `NOTICE_DEFAULTS` where there were none; left out: whatever they are
   * @returns false: they are others by now, and stay
   */
  putSettings(record: NoticeSettingsRecord, was?: NoticeSettings): Promise<boolean>;
  /** Takes away what was to leave before then. */
  sweep(before: number): Promise<void>;
}

/** How long a notice is kept from when it was to leave, ms: longer than anything is tried to be delivered. */
export const NOTICE_MS = 7 * 24 * 3_600_000;
