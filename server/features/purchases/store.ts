/** Purchases, as the store keeps them. */
import type { AuditRow } from '../../../protocol/audit.ts';
import type { Purchase, PurchaseGlance } from '../../../protocol/purchases.ts';
import type { Sale } from '../loyalty/store.ts';
import type { TimelineCursor } from '../timeline/source.ts';

export interface PurchaseRecord extends Purchase {
  /** Who gives the external ids: each is there once for it. */
  sourceKey: string;
  /** Of what was brought, so that a repeat is told from other content; of one without an external id it is empty. */
  fingerprint: string;
}

/** What became of one that was to be added. `other`: one of its external id is there, of other content; `gone`: its person is. */
export interface PurchaseAdded {
  /** The one that is there now; of one whose person is gone, the one that was to be added. */
  purchase: PurchaseRecord;
  outcome: 'added' | 'repeated' | 'other' | 'gone';
}

/** Whose are read: of which contacts, and of which sites; null: of all. One of no site is in either case. */
export interface PurchasesOf {
  contactIds: readonly string[];
  siteIds: readonly string[] | null;
}

/** What the store counts of somebody's purchases. */
export interface PurchaseSums {
  sums: PurchaseGlance['sums'];
  firstAt: number | null;
}

export interface PurchaseStore {
  /**
   * Adds each by itself, in their order, some in a step. One whose external id is there already stays as it is (SPEC PB2, PB8).
   * @param sale what each does to balances, in the same step; left out: nothing
   * @param shopZone by whose clock the days of employees are; left out: by that of each
   * @throws AppError FIELD_INVALID where less bonus is there than is to be spent, with nothing added of its step (SPEC LY2)
   */
  add(purchases: readonly PurchaseRecord[], sale?: Sale, shopZone?: string): Promise<PurchaseAdded[]>;
  /** Those that are there under the external ids of one source. */
  known(sourceKey: string, externalIds: readonly string[]): Promise<PurchaseRecord[]>;
  find(id: string): Promise<PurchaseRecord | null>;
  /**
   * Writes one anew, with what it earned (SPEC LY3), if it is as it was read.
   * @param row of the audit log, written with it
   * @param more.shopZone as of `add`
   * @param more.sale what it gives for who was brought, where only now it is paid for; left out: nothing
   * @returns null: somebody was faster, or it is gone
   */
  replace(
    before: PurchaseRecord,
    after: PurchaseRecord,
    row: AuditRow,
    more?: { shopZone?: string; sale?: Sale | undefined },
  ): Promise<PurchaseRecord | null>;
  /** Takes it away with what it earned, and gives back what it was paid with (SPEC LY3). @returns false: there is none. */
  delete(id: string, row: AuditRow): Promise<boolean>;
  /** The newest before a place in the past, newest first, as `TimelineSource` wants them. */
  before(of: PurchasesOf, cursor: TimelineCursor | null, limit: number): Promise<PurchaseRecord[]>;
  /** How many and how much, by currency. A sum is `MAX_SUM` at most. */
  sums(of: PurchasesOf): Promise<PurchaseSums>;
  /** How many there are, of all sites; not looked at beyond `most`. */
  count(contactIds: readonly string[], most: number): Promise<number>;
}

/** Purchases of one step: a thousand of them would keep everybody else waiting. */
export const PURCHASES_AT_ONCE = 100;
