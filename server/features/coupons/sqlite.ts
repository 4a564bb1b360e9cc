import { AppError } from '../../app-error.ts';
import { COUPON, couponFromRow, REDEMPTION, redemptionFromRow } from '../../store/sqlite/coupon-rows.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { LIST_ENTRY, listEntryFromRow } from '../../store/sqlite/list-rows.ts';
import type { PersonRows } from '../privacy/person-rows.ts';
import { couponOfEntry, madeBefore } from './rules.ts';
import type { CouponStore } from './store.ts';

/** See `CouponStore`. */
export function createCouponStore({ reader, read, write, rows }: Engine): CouponStore {
  const { coupons, people } = rows;
  const byCode = reader.prepare(`SELECT ${COUPON} WHERE code = ?`);
  const ofList = reader.prepare(`SELECT ${LIST_ENTRY} WHERE coupon_code = ?`);
  const page = reader.prepare(`
    SELECT ${COUPON} WHERE (created_at, code) < (:at, :code) ORDER BY created_at DESC, code DESC LIMIT :limit`);
  const ofBatch = reader.prepare(`SELECT ${COUPON} WHERE batch = ? ORDER BY code`);
  const uses = reader.prepare(`SELECT ${REDEMPTION} WHERE code = ? ORDER BY at DESC, id DESC LIMIT ?`);
  const ofPurchase = reader.prepare(`SELECT ${REDEMPTION} WHERE purchase = ? ORDER BY id`);

  function find(code: string) {
    const row = byCode.get(code);
    if (row) return couponFromRow(row);
    const entry = ofList.get(code);
    return entry ? couponOfEntry(listEntryFromRow(entry)) : null;
  }

  return {
    make: ({ first, codes, count, row }) =>
      write(() => {
        const there = coupons.ofBatch(first.batchId!);
        if (there.length > 0) return madeBefore(there, first, count);
        const free = [...new Set(codes)].filter(code => !coupons.find(code)).slice(0, count);
        if (free.length < count)
          throw new AppError('ALREADY_CLAIMED', 'Another coupon has this code; take another one.');
        const made = free.map(code => ({ code, ...first }));
        for (const each of made) coupons.put(each);
        rows.audit.add(row);
        return made.toSorted((a, b) => (a.code < b.code ? -1 : 1));
      }),

    find: code => read(() => find(code)),

    page: (before, limit) =>
      read(() => page.all({ ...(before ?? { at: Number.MAX_SAFE_INTEGER, code: '' }), limit }).map(couponFromRow)),

    ofBatch: batchId => read(() => ofBatch.all(batchId).map(couponFromRow)),
    uses: (code, limit) => read(() => uses.all(code, limit).map(redemptionFromRow)),

    ofPurchase: purchaseId =>
      read(() =>
        ofPurchase.all(purchaseId).flatMap(row => {
          const redemption = redemptionFromRow(row);
          const coupon = redemption.undoneAt === null ? find(redemption.code) : null;
          return coupon ? [{ coupon, redemption }] : [];
        }),
      ),

    use: use =>
      write(() => {
        const after = coupons.use(use);
        // Whoever has their card open sees it there.
        if (after.coupon.contactId !== null) people.refresh(after.coupon.contactId);
        return after;
      }),

    turn: (code, offAt, row) =>
      write(() => {
        const coupon = coupons.find(code);
        if (!coupon || coupon.list !== null) return null;
        const after = { ...coupon, offAt };
        coupons.put(after);
        rows.audit.add(row);
        return after;
      }),
  };
}

/** What somebody used. */
export function redemptionsOfPeople({ reader, writer }: Engine): PersonRows {
  const among = 'contact IN (SELECT value FROM json_each(?))';
  const held = reader.prepare(`SELECT ${REDEMPTION} WHERE ${among} ORDER BY at, id`);
  const any = writer.prepare(`SELECT 1 FROM redemptions WHERE ${among} LIMIT 1`);
  const drop = writer.prepare(`DELETE FROM redemptions WHERE ${among}`);
  return {
    kind: 'redemptions',
    read: contactIds => held.all(contactIds).map(redemptionFromRow),
    has: contactIds => any.get(contactIds) !== undefined,
    drop: contactIds => Number(drop.run(contactIds).changes),
  };
}
