/** Coupons and gift certificates, as the store keeps them. */
import type { AuditRow } from '../../../protocol/audit.ts';
import type { Coupon, Redemption } from '../../../protocol/coupons.ts';

/** One use, as it is asked for. */
export interface CouponUse {
  code: string;
  /** Of the purchase or of the press: the same again is the same use. */
  key: string;
  /** Minor units that it takes off or pays; null: nobody says, which no certificate takes. */
  amount: number | null;
  purchaseId: string | null;
  contactId: string | null;
  by: { id: string; name: string };
  at: number;
}

export interface CouponUsed {
  coupon: Coupon;
  redemption: Redemption;
}

export interface CouponStore {
  /**
   * Makes some of one kind in one step: of the codes those that nobody has, as many as are wanted. A repeat of a batch gives the first ones.
   * @param order.first all but their codes
   * @param order.row of the audit log, written with them
   * @throws AppError CLIENT_ID_REUSED where the batch is of another kind; ALREADY_CLAIMED where too few codes are free
   */
  make(order: {
    first: Omit<Coupon, 'code'>;
    codes: readonly string[];
    count: number;
    row: AuditRow;
  }): Promise<Coupon[]>;
  /** Also one that a list has given. */
  find(code: string): Promise<Coupon | null>;
  /** Those that were made here, newest first, by code where they are of one instant. @param before null: from the newest */
  page(before: { at: number; code: string } | null, limit: number): Promise<Coupon[]>;
  ofBatch(batchId: string): Promise<Coupon[]>;
  /** Uses of it, newest first. */
  uses(code: string, limit: number): Promise<Redemption[]>;
  /** Uses by one purchase, which gave none of them back. */
  ofPurchase(purchaseId: string): Promise<CouponUsed[]>;
  /**
   * Uses one, if there is enough of it (SPEC CU2): a repeat of its key gives the first answer.
   * @throws AppError NOT_FOUND where there is none that is good; ALREADY_CLAIMED where it is used up; CLIENT_ID_REUSED where
   *   its key came with another amount
   */
  use(use: CouponUse): Promise<CouponUsed>;
  /** Null: there is none of this code that was made here. @param row of the audit log, written with it */
  turn(code: string, offAt: number | null, row: AuditRow): Promise<Coupon | null>;
}
