/** Letters that left, and addresses that nothing is mailed to, as the store keeps them: by keyed hashes of addresses alone. */
import type { AuditRow } from '../../../protocol/audit.ts';
import type { EntryEvent } from '../../../protocol/entries.ts';
import type { MailLimits } from '../../../protocol/mail.ts';
import type { Written } from '../../store/written.ts';

export const HOUR_MS = 3_600_000;
/** For how long letters are counted that left. */
export const DAY_MS = 24 * HOUR_MS;

/** A letter that had its turn, for counting. */
export interface SentLetter {
  /** Of its delivery. */
  id: string;
  /** The site's; empty: of none. */
  scope: string;
  /** See `addressKey`. */
  address: string;
  at: number;
  /** It will not arrive, and whom that concerns was told. */
  isFailed: boolean;
}

/** An address whose mail came back. Outlives an erasure: who asked to be forgotten is not to be written to again. */
export interface Suppression {
  /** See `addressKey`. */
  id: string;
  reason: 'bounced';
  /** What its mail server said, without the address. */
  problem: string;
  at: number;
}

export type MailFailed = Extract<EntryEvent, { event: 'mail_failed' }>;

/** `until`: when there is room again, ms since the epoch. */
export type Turn = { kind: 'now' } | { kind: 'suppressed' } | { kind: 'later'; until: number };

/** How many of a letter's kind may leave; null: as many as there are. */
export type LetterLimits = { [limit in keyof MailLimits]: number | null };

export interface MailStore {
  /**
   * Whether a letter may leave now (SPEC ML5, ML6). One that may is counted, once however often it is tried.
   * @param letter without what is not known yet
   */
  turn(letter: Omit<SentLetter, 'isFailed'>, limits: LetterLimits): Promise<Turn>;
  /**
   * A letter will not arrive (SPEC ML4): its address is suppressed, if that is the reason, and whoever has the conversation
   * is told by its event, once. Null: nobody is to be told, or was already.
   * @param order.letter counted from its `at` on if it never had its turn
   */
  fail(order: {
    letter: Omit<SentLetter, 'isFailed'>;
    suppression: Suppression | null;
    told: { conversationId: string; body: MailFailed } | null;
    at: number;
  }): Promise<Written | null>;
  suppressed(address: string): Promise<Suppression | null>;
  /** @param row written with it. @returns whether it was suppressed */
  release(address: string, row: AuditRow): Promise<boolean>;
  /** Letters of all scopes that had their turn since then. */
  sent(since: number): Promise<number>;
  /** Forgets what left before then. */
  sweep(before: number): Promise<void>;
}
