/** What is in quarantine, and what the filter remembers of each site. */
import type { AuditRow } from '../../../protocol/audit.ts';
import type { Author } from '../../../protocol/entries.ts';
import type { SpamRule } from '../../../protocol/spam.ts';
import type { Sent, Written } from '../../store/written.ts';

/**
 * How often something was held and how often it was let out: a word that people said (`word`), a sender under a name
 * that nobody can read back (`sender`), all of a day (`day`), a rule of a day (`rule`), a challenge that was used up
 * (`challenge`).
 */
export interface SpamTally {
  /** See `tallyId`. */
  id: string;
  siteId: string;
  kind: 'word' | 'sender' | 'day' | 'rule' | 'challenge';
  name: string;
  held: number;
  released: number;
  /** When it was counted last, ms since the epoch; of a challenge, until when it would have been good. */
  at: number;
}

export type SpamCount = Pick<SpamTally, 'kind' | 'name' | 'held' | 'released'>;

export function tallyId(siteId: string, { kind, name }: Pick<SpamTally, 'kind' | 'name'>): string {
  return `${siteId} ${kind} ${name}`;
}

/** How long what is counted is remembered after it was counted last. Of words and senders the site keeps the newest. */
export const KEPT_MS: Record<SpamTally['kind'], number> = {
  word: 365 * 24 * 3_600_000,
  sender: 365 * 24 * 3_600_000,
  day: 40 * 24 * 3_600_000,
  rule: 40 * 24 * 3_600_000,
  challenge: 0,
};
/** Words, and senders, that a site remembers at most: some 400 KB. */
export const MAX_REMEMBERED = 5_000;

interface Move {
  conversationId: string;
  author: Author;
  sent?: Sent | undefined;
  at: number;
}

export interface SpamStore {
  /**
   * Puts a conversation into quarantine with its callbacks (SPEC SP4). Where it is so already, what was sent leaves an
   * `unchanged` event; null: it was not sent.
   * @throws AppError CONVERSATION_UNKNOWN, CLIENT_ID_REUSED
   */
  hold(move: Move): Promise<Written | null>;
  /**
   * Takes it out again: who wrote waits from now on, callbacks are promised again, and others are told of all that was
   * said meanwhile (SPEC SP3).
   * @param move.only lets it out only when nothing but this rule holds it
   * @param move.row of the audit log, written in the same step where it does
   * @throws AppError CONVERSATION_UNKNOWN, CLIENT_ID_REUSED
   */
  release(move: Move & { only?: SpamRule; row?: AuditRow }): Promise<Written | null>;
  /** Adds to tallies, and makes those that are not there yet. */
  count(siteId: string, counts: SpamCount[], at: number): Promise<void>;
  /** Those of a kind, or of these names only. */
  tallies(siteId: string, kind: SpamTally['kind'], names?: string[]): Promise<SpamTally[]>;
  /** Uses something up, once among all servers. @returns whether it was still there to be used */
  spend(siteId: string, spent: Pick<SpamTally, 'kind' | 'name'>, until: number): Promise<boolean>;
  /** Forgets what ran out. May be repeated. */
  sweep(at: number): Promise<void>;
}
