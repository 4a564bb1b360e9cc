/** Browsers, as the store keeps them. */
import type { AuditRow } from '../../../protocol/audit.ts';
import type { Contact } from '../../../protocol/contacts.ts';
import type { Visitor } from '../../../protocol/visitors.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import type { ContactChange, ContactWords } from '../contacts/store.ts';

/** A visitor with what opens it: hashes of the token of now and, for a while, of the one before. */
export type VisitorRecord = Visitor & {
  tokenHash: string;
  /** When the token was made. */
  tokenAt: number;
  oldTokenHash: string | null;
  oldTokenUntil: number | null;
};

/** A signed identity that names itself, and whose it is. */
export interface UsedIdentity {
  /** Hash of the site and the name. */
  id: string;
  visitorId: string;
  expiresAt: number;
}

export interface VisitorStore {
  /** Makes the visitor and its contact. */
  create(visitor: Visitor & { tokenHash: string }, contact: Contact): Promise<void>;
  /** By the token of now or the one before, if it lives and the visitor was seen within `TOKEN_IDLE_MS` (SPEC P7). */
  byToken(siteId: string, tokenHash: string, at: number): Promise<Visitor | null>;
  /**
   * Gives a visitor who came by the token of now a new one, if that is older than `madeBefore`; the one before is good
   * until `oldUntil`. Of two at once, one does.
   * @returns when the token was made that the visitor is to be told; null: they came by it
   */
  renewToken(renewal: {
    visitorId: string;
    cameBy: string;
    tokenHash: string;
    at: number;
    madeBefore: number;
    oldUntil: number;
  }): Promise<number | null>;
  /** Ends the tokens of everybody on a site whom a signed identity named. May be repeated. @returns how many they were */
  signOut(siteId: string, row?: AuditRow): Promise<number>;
  /**
   * Adds to the trail (newest first, bounded) and moves `seenAt`; keeps the contact's locale and zone current.
   * Null: they were so already.
   */
  touch(
    visitorId: string,
    seen: {
      at: number;
      trail?: Visitor['trail'][number];
      referrer?: string;
      userAgent?: string;
      locale?: Locale;
      timeZone?: string;
    },
  ): Promise<ContactChange | null>;
  find(id: string): Promise<Visitor | null>;
  /** The browsers of some contacts, those seen last first, at most so many. */
  ofContacts(contactIds: readonly string[], limit: number): Promise<Visitor[]>;
  /** Ends the visitor's tokens, and forgets what nobody needs to answer them: trail, browser and referrer (SPEC PR10). */
  withdraw(visitorId: string): Promise<void>;
  /**
   * A signed identity: the visitor's contact becomes the site's verified one for `externalId` (made from the current
   * contact if there is none), and the visitor gets that contact's newest conversation. What the visitor had begun
   * anonymously moves to the verified contact too. A browser that somebody else had signed in to before starts over:
   * the other's contact and conversations stay theirs (SPEC P4).
   * @param identity.newContactId used when the visitor's contact is another signed person's and this one is new here
   * @returns `before`: whom the visitor spoke for until now; `after`: whom from now on, another one perhaps
   * @param identity.used of a token that names itself: it is the visitor's from now on (SPEC P8)
   * @throws AppError TOKEN_INVALID when there is no such visitor; IDENTITY_USED when the token is another's
   */
  identify(identity: {
    visitorId: string;
    externalId: string;
    words: ContactWords;
    newContactId: string;
    at: number;
    used?: Omit<UsedIdentity, 'visitorId'>;
  }): Promise<ContactChange & { visitor: Visitor }>;
  /** Forgets whose tokens were that are good for nothing any more. */
  sweepIdentities(at: number): Promise<void>;
}
