import type { AuditRow } from '../../../protocol/audit.ts';
import type { LedgerRow, LoyaltyTerms, ReferralBonus } from '../../../protocol/loyalty.ts';
import type { CouponUse } from '../coupons/store.ts';

export interface LedgerRecord extends LedgerRow {
  /** When it is looked at whether something of it runs out; null: never, or that was done. */
  dueAt: number | null;
  /** By which a purchase earned; null: it is of another kind. */
  terms: LoyaltyTerms | null;
}

/** What a purchase does to the balance of whoever it is of, in the step that adds it. */
export interface Sale {
  /** Null: it earns nothing. */
  terms: LoyaltyTerms | null;
  /** Minor units that are paid with bonus. */
  spend: number;
  /** What it gives where it is the first of somebody who was brought; left out: nothing. */
  referral?: ReferralBonus & { currency: string };
  /** That is used with it; left out: none. */
  coupon?: Pick<CouponUse, 'code' | 'amount' | 'by'>;
}

/** What is kept of a contact beside their rows. */
export interface LoyaltyPerson {
  /** The contact's. */
  id: string;
  /** By which they bring others; null: nobody asked for one. */
  code: string | null;
  /** Under which their balance is read, and until when; null: nobody asked for one. */
  link: { id: string; until: number } | null;
  /** Who brought them; null: nobody is known to have. `purchaseId` null: they have not paid yet. */
  referral: { byId: string; at: number; purchaseId: string | null } | null;
}

export interface LoyaltyStore {
  /** All rows of these contacts, oldest first. */
  rows(contactIds: readonly string[]): Promise<LedgerRecord[]>;
  /**
   * Adds a correction, once for its cause (SPEC LY5): a repeat gives the row that is there.
   * @param row of the audit log, written with it
   * @throws AppError FIELD_INVALID where the whole card has less than it takes away; CLIENT_ID_REUSED; NOT_FOUND when the person is there no more
   */
  correct(correction: LedgerRecord, row: AuditRow): Promise<LedgerRecord>;
  /** Writes rows for what has run out. @returns how many rows were looked at, at most some hundreds: then there may be more */
  sweep(at: number): Promise<number>;
  /** What is kept of these contacts, in the order of their ids. */
  people(contactIds: readonly string[]): Promise<LoyaltyPerson[]>;
  personOfCode(code: string): Promise<LoyaltyPerson | null>;
  personOfLink(linkId: string): Promise<LoyaltyPerson | null>;
  /**
   * The code of a card, made where nobody of it has one (SPEC LY8).
   * @param order.codes the first of them that nobody has becomes theirs
   * @returns null where all are taken, or the person is there no more
   */
  giveCode(contactId: string, order: { codes: readonly string[]; at: number }): Promise<string | null>;
  /**
   * The address of a card's balance, good until then (SPEC LY11): the one that it has, if that is good still, or a new one.
   * @param order.isAnew a new one in any case, and those before are nothing
   * @returns null where the person is there no more
   */
  giveLink(
    contactId: string,
    order: { linkId: string; until: number; at: number; isAnew: boolean },
  ): Promise<LoyaltyPerson['link']>;
  /**
   * Notes who brought somebody, as `refuseReferral` judges it (SPEC LY9). Said again, it stays as it is.
   * @throws AppError FIELD_INVALID where that may not be; ALREADY_CLAIMED where somebody else has brought them; NOT_FOUND when either is there no more
   */
  refer(contactId: string, referral: { byId: string; at: number }): Promise<void>;
}
