import type { Coupon, Redemption } from '../../../protocol/coupons.ts';
import { couponOfEntry, entryWith, givenBack, settled, used, usedBefore, useId } from '../../features/coupons/rules.ts';
import type { CouponUse, CouponUsed } from '../../features/coupons/store.ts';
import type { ListRows } from './list-rows.ts';
import type { Turns } from './turns.ts';

/** `SELECT ${COUPON} …` gives rows for `couponFromRow`; add WHERE and ORDER BY. */
export const COUPON = 'whole FROM coupons';
/** `SELECT ${REDEMPTION} …` gives rows for `redemptionFromRow`; add WHERE and ORDER BY. */
export const REDEMPTION = 'whole FROM redemptions';

const wholeOf = (from: unknown) => JSON.parse((from as { whole: string }).whole);
export const couponFromRow = (from: unknown): Coupon => wholeOf(from);
export const redemptionFromRow = (from: unknown): Redemption => wholeOf(from);

export function couponColumns(coupon: Coupon) {
  const { code, batchId, createdAt } = coupon;
  return { code, batchId, createdAt, whole: JSON.stringify(coupon) };
}

export function redemptionColumns(redemption: Redemption) {
  const { id, code, purchaseId, contactId, at } = redemption;
  return { id, code, purchaseId, contactId, at, whole: JSON.stringify(redemption) };
}

export type CouponRows = ReturnType<typeof createCouponRows>;

/** Coupons, those of lists among them, and their uses. Inside a step. */
export function createCouponRows({ writer }: Turns, lists: Pick<ListRows, 'withCoupon' | 'put'>) {
  const byCode = writer.prepare(`SELECT ${COUPON} WHERE code = ?`);
  const ofBatch = writer.prepare(`SELECT ${COUPON} WHERE batch = ? ORDER BY code`);
  const put = writer.prepare(`
    INSERT INTO coupons (code, batch, created_at, whole) VALUES (:code, :batchId, :createdAt, :whole)
    ON CONFLICT (code) DO UPDATE SET whole = excluded.whole`);
  const useById = writer.prepare(`SELECT ${REDEMPTION} WHERE id = ?`);
  const ofPurchase = writer.prepare(`SELECT ${REDEMPTION} WHERE purchase = ? ORDER BY id`);
  const putUse = writer.prepare(`
    INSERT INTO redemptions (id, code, purchase, contact, at, whole) VALUES (:id, :code, :purchaseId, :contactId, :at, :whole)
    ON CONFLICT (id) DO UPDATE SET whole = excluded.whole`);

  function find(code: string): Coupon | null {
    const row = byCode.get(code);
    const entry = row ? null : lists.withCoupon(code);
    return row ? couponFromRow(row) : entry && couponOfEntry(entry);
  }

  function keep({ coupon, redemption }: CouponUsed): void {
    if (coupon.list === null) put.run(couponColumns(coupon));
    else lists.put(entryWith(lists.withCoupon(coupon.code)!, coupon));
    putUse.run(redemptionColumns(redemption));
  }

  const held = (purchaseId: string) =>
    ofPurchase.all(purchaseId).flatMap(row => {
      const redemption = redemptionFromRow(row);
      const coupon = redemption.undoneAt === null ? find(redemption.code) : null;
      return coupon ? [{ coupon, redemption }] : [];
    });

  return {
    find,
    ofBatch: (batchId: string): Coupon[] => ofBatch.all(batchId).map(couponFromRow),
    put: (coupon: Coupon): void => void put.run(couponColumns(coupon)),

    use(use: CouponUse): CouponUsed {
      const there = useById.get(useId(use));
      const coupon = find(use.code);
      if (there && coupon) return usedBefore(coupon, redemptionFromRow(there), use);
      const after = used(coupon, use);
      keep(after);
      return after;
    },

    /** A purchase came to another sum. @returns what certificates pay of it now */
    corrected(after: { id: string; total: number; currency: string }): number {
      const { changed, paid } = settled(held(after.id), after);
      for (const each of changed) keep(each);
      return paid;
    },

    removed(purchaseId: string, at: number): void {
      for (const { coupon, redemption } of held(purchaseId)) keep(givenBack(coupon, redemption, at));
    },
  };
}
