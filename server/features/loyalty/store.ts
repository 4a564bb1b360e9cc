import type { AuditRow } from '../../../protocol/audit.ts';
import type { LedgerRow, LoyaltyTerms } from '../../../protocol/loyalty.ts';

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
}
