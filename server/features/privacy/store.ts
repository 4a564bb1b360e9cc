/** What is held of one person, and how it goes: at once when they ask, or by itself when it is too old. */
import type { AuditRow } from '../../../protocol/audit.ts';
import type { Callback } from '../../../protocol/callbacks.ts';
import type { Contact } from '../../../protocol/contacts.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Erasure, PersonalKind, RetentionKind } from '../../../protocol/privacy.ts';
import type { Rating } from '../../../protocol/ratings.ts';
import type { Visitor } from '../../../protocol/visitors.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import type { Page } from '../../store/page.ts';
import type { FileRecord } from '../files/store.ts';
import type { MailRecord } from '../mail-in/store.ts';

/** All of a person but what was said, which is read page by page with `conversations.entriesAfter`. Oldest first. */
export interface Held {
  /** The root of the card, and those who were joined to it. */
  contacts: [Contact, ...Contact[]];
  visitors: Visitor[];
  conversations: Conversation[];
  /** Sent by them or to them, whole or not. */
  files: FileRecord[];
  callbacks: Callback[];
  ratings: Rating[];
  /** The whole of those that became entries. */
  mails: MailRecord[];
  deliveries: DeliveryRecord[];
  /** Of other rooms, by kind; see `PersonRows`. */
  rows: { [K in PersonalKind]?: object[] };
}

/** A file as an export tells it. */
export type ShownFile = Pick<FileRecord, 'id' | 'name' | 'size' | 'received' | 'type' | 'createdAt'>;

/** One record of a person, under its kind. */
export interface HeldRecord {
  kind: PersonalKind;
  record: object;
}

/** What a person's browser would come back with: remembered as hashes, so that it is told and brings nothing back. */
export interface ErasedKey {
  /** See `keyOfToken` and `keyOfSending`. */
  id: string;
  erasureId: string;
  expiresAt: number;
}

/** An erasure, and whose pages are to hear of it. */
export interface Erased {
  erasure: Erasure;
  visitorIds: string[];
  conversationIds: string[];
  /** It was done before, and now nothing was. */
  isRepeat: boolean;
}

/** What one batch of a sweep did. */
export interface Expired {
  /** How many went, or were emptied; fewer than the limit: that was all. */
  count: number;
  conversationIds: string[];
  /** Visitors whose conversation went, with the one that they have now. */
  moved: { visitorId: string; conversationId: string | null }[];
}

export interface PrivacyStore {
  /** Of the whole card, asked by any of its contacts. Null: no such contact. */
  held(contactId: string): Promise<Held | null>;
  /**
   * Takes away everything that a person left, whichever contact of their card it came to, with their words in search and what of them waits in the outbox, and writes
   * the receipt. Where nobody looks any more the bytes go as well, as far as the database lets them (SPEC PR2).
   * @param order.keysUntil how long tokens and client ids are known as erased
   * @returns the first receipt when it was done before; null: no such contact
   */
  erase(order: {
    contactId: string;
    id: string;
    by: Erasure['by'];
    at: number;
    keysUntil: number;
    /** Of the audit log, written in the same step. */
    row?: AuditRow;
  }): Promise<Erased | null>;
  /**
   * Whether a token, or something sent, is of somebody who was erased (SPEC PR3).
   * @param keyOf asked for `keyOfToken` or `keyOfSending` once anybody was: every message passes here
   */
  isErased(keyOf: () => string): Promise<boolean>;
  /** Receipts, newest first. */
  erasures(query: { cursor?: string; limit: number }): Promise<Page<Erasure>>;
  erasure(id: string): Promise<Erasure | null>;
  /**
   * Takes away, or empties, some of what is from before then (SPEC PR6). Each batch is whole or not done, and doing it again
   * does the next one.
   */
  expire(what: { siteId: string; kind: RetentionKind; before: number; limit: number }): Promise<Expired>;
  /** Cuts what stands behind `?` or `#` off the pages of some visitors of a site. @returns how many */
  cutTrails(siteId: string, limit: number): Promise<number>;
  /** Forgets keys that ran out, and what a server wrote of somebody while another one erased them. */
  sweep(at: number): Promise<void>;
}
