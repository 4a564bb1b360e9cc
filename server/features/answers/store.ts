/** Answers on their way to whoever left, as the store keeps them. */
import type { EntryEvent } from '../../../protocol/entries.ts';
import type { Visitor } from '../../../protocol/visitors.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import type { Written } from '../../store/written.ts';
import type { JobClaim } from '../jobs/store.ts';

export type AnswersMailed = Extract<EntryEvent, { event: 'answers_mailed' }>;

/** What a mail leads back by. The secret in its address is made of its id and the server's key; nothing of it is kept. */
export interface AnswerLink {
  id: string;
  siteId: string;
  conversationId: string;
  expiresAt: number;
  /** Hash of what the browser has that used it first; null: nobody has. */
  usedBy: string | null;
}

/** That an address was told on a day that its form is there, or a place of those that a day has for something. */
export interface Receipt {
  /** Of the address or what else is counted, by a keyed hash, and the day. */
  id: string;
  at: number;
}

/** For how long receipts are kept: longer than any day anywhere. */
export const RECEIPT_MS = 2 * 24 * 3_600_000;

export interface AnswerStore {
  /**
   * Mails answers: the letter, its link and the event that tells of it are written in one step with the end of the job.
   * @returns null: the job is gone or somebody else's, the conversation is gone, held, or was read meanwhile
   */
  mail(sending: {
    job: JobClaim & { conversationId: string };
    event: AnswersMailed;
    link: AnswerLink;
    letter: DeliveryRecord;
    at: number;
  }): Promise<Written | null>;
  /**
   * Mails that a form is there, in one step with the end of the job: once a day for each address.
   * @returns whether it is mailed
   */
  acknowledge(sending: { job: JobClaim; receipt: Receipt; letter: DeliveryRecord }): Promise<boolean>;
  /**
   * Writes what leaves, whichever way, and the link that it leads back by, in one step with the end of the job.
   * @returns false: the job is gone, or somebody else's, and nothing was written
   */
  put(sending: { job: JobClaim; link: AnswerLink; delivery: DeliveryRecord }): Promise<boolean>;
  /**
   * Writes a letter that somebody wants to have, in one step with what counts it.
   * @param wanted.once the same wanted twice in two days is one letter
   * @param wanted.places of each list the first that is free is taken, for two days; where a list has none, nothing is written
   */
  want(wanted: {
    once: string;
    places: readonly (readonly string[])[];
    letter: DeliveryRecord;
    at: number;
  }): Promise<'written' | 'repeat' | 'full'>;
  findLink(id: string): Promise<AnswerLink | null>;
  /**
   * Opens the conversation of a link in a browser: the first one that asks, and that one again. The visitor is made if
   * nobody has the token yet.
   * @param newcomer whose contact and conversation are the link's
   * @returns null: there is no such link, it has ended, or another browser used it
   */
  openLink(opening: {
    id: string;
    usedBy: string;
    newcomer: Omit<Visitor, 'siteId' | 'contactId' | 'conversationId'> & { tokenHash: string };
    at: number;
  }): Promise<AnswerLink | null>;
  /** Forgets links that ended before then, and whom was told two days before. */
  sweep(at: number): Promise<void>;
}
