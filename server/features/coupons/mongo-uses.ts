/** Coupons, those of lists among them, and their uses, in transactions. */
import type { ClientSession } from 'mongodb';
import type { Coupon } from '../../../protocol/coupons.ts';
import type { Database } from '../../store/mongo/connection.ts';
import { entity, stored } from '../../store/mongo/documents.ts';
import { couponDocument, toCoupon } from './mongo-document.ts';
import { couponOfEntry, entryWith, givenBack, settled, used, usedBefore, useId } from './rules.ts';
import type { CouponUse, CouponUsed } from './store.ts';

type Tables = Pick<Database, 'coupons' | 'redemptions' | 'listEntries'>;

export async function findCoupon(
  { coupons, listEntries }: Tables,
  code: string,
  session?: ClientSession,
): Promise<Coupon | null> {
  const found = await coupons.findOne({ _id: code }, { session });
  if (found) return toCoupon(found);
  const entry = await listEntries.findOne({ 'coupon.code': code }, { session });
  return entry && couponOfEntry(entity(entry));
}

/** Of two at once the second one meets what the first one wrote, and looks anew. */
async function keep(tables: Tables, session: ClientSession, { coupon, redemption }: CouponUsed): Promise<void> {
  const { coupons, redemptions, listEntries } = tables;
  if (coupon.list === null) {
    await coupons.replaceOne({ _id: coupon.code }, couponDocument(coupon), { session });
  } else {
    const entry = (await listEntries.findOne({ 'coupon.code': coupon.code }, { session }))!;
    await listEntries.updateOne({ _id: entry._id }, { $set: { coupon: entryWith(entry, coupon).coupon } }, { session });
  }
  await redemptions.replaceOne({ _id: redemption.id }, stored(redemption), { session, upsert: true });
}

export async function useCoupon(tables: Tables, session: ClientSession, use: CouponUse): Promise<CouponUsed> {
  const there = await tables.redemptions.findOne({ _id: useId(use) }, { session });
  const coupon = await findCoupon(tables, use.code, session);
  if (there && coupon) return usedBefore(coupon, entity(there), use);
  const after = used(coupon, use);
  await keep(tables, session, after);
  return after;
}

export async function usesOfPurchase(
  tables: Tables,
  purchaseId: string,
  session?: ClientSession,
): Promise<CouponUsed[]> {
  const found = tables.redemptions.find({ purchaseId, undoneAt: { $type: 'null' } }, { session }).sort({ _id: 1 });
  const held: CouponUsed[] = [];
  for (const redemption of (await found.toArray()).map(entity)) {
    const coupon = await findCoupon(tables, redemption.code, session);
    if (coupon) held.push({ coupon, redemption });
  }
  return held;
}

/** A purchase came to another sum. @returns what certificates pay of it now */
export async function couponsOfCorrection(
  tables: Tables,
  session: ClientSession,
  after: { id: string; total: number; currency: string },
): Promise<number> {
  const { changed, paid } = settled(await usesOfPurchase(tables, after.id, session), after);
  for (const each of changed) await keep(tables, session, each);
  return paid;
}

export async function couponsOfRemoval(
  tables: Tables,
  session: ClientSession,
  purchaseId: string,
  at: number,
): Promise<void> {
  for (const { coupon, redemption } of await usesOfPurchase(tables, purchaseId, session)) {
    await keep(tables, session, givenBack(coupon, redemption, at));
  }
}
