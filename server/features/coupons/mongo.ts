import type { ClientSession } from 'mongodb';
import { AppError } from '../../app-error.ts';
import { lock } from '../../store/mongo/connection.ts';
import { entity } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { touchPeople } from '../../store/mongo/people-due.ts';
import { writeDown } from '../audit/mongo.ts';
import type { PersonDocuments } from '../privacy/person-rows.ts';
import { couponDocument, toCoupon } from './mongo-document.ts';
import { findCoupon, useCoupon, usesOfPurchase } from './mongo-uses.ts';
import { madeBefore } from './rules.ts';
import type { CouponStore } from './store.ts';

const LOCKED_MS = 24 * 3_600_000;

/** See `CouponStore`. */
export function createCouponStore({ database }: Engine): CouponStore {
  const { coupons, redemptions, listEntries } = database;

  return {
    make: ({ first, codes, count, row }) =>
      database.transaction(async session => {
        const there = await coupons.find({ batchId: first.batchId }, { session }).sort({ _id: 1 }).toArray();
        if (there.length > 0) return madeBefore(there.map(toCoupon), first, count);
        const asked = [...new Set(codes)];
        const taken = new Set([
          ...(await coupons.find({ _id: { $in: asked } }, { session, projection: { _id: 1 } }).toArray()).map(
            each => each._id,
          ),
          ...(await listEntries.find({ 'coupon.code': { $in: asked } }, { session }).toArray()).map(
            each => each.coupon!.code,
          ),
        ]);
        const free = asked.filter(code => !taken.has(code)).slice(0, count);
        if (free.length < count)
          throw new AppError('ALREADY_CLAIMED', 'Another coupon has this code; take another one.');
        const made = free.sort().map(code => ({ code, ...first }));
        // The same press at two servers meets here.
        await lock(database, session, `coupons ${first.batchId}`, first.createdAt + LOCKED_MS);
        await coupons.insertMany(made.map(couponDocument), { session });
        await writeDown(database, row, session);
        return made;
      }),

    find: code => findCoupon(database, code),

    async page(before, limit) {
      const older = before && {
        createdAt: { $lte: before.at },
        $or: [{ createdAt: { $lt: before.at } }, { _id: { $lt: before.code } }],
      };
      const found = coupons.find(older ?? {}).sort({ createdAt: -1, _id: -1 });
      return (await found.limit(limit).toArray()).map(toCoupon);
    },

    ofBatch: async batchId => (await coupons.find({ batchId }).sort({ _id: 1 }).toArray()).map(toCoupon),

    async uses(code, limit) {
      return (await redemptions.find({ code }).sort({ at: -1, _id: -1 }).limit(limit).toArray()).map(entity);
    },

    ofPurchase: purchaseId => usesOfPurchase(database, purchaseId),

    use: use =>
      database.transaction(async session => {
        const after = await useCoupon(database, session, use);
        // Whoever has their card open sees it there.
        if (after.coupon.contactId !== null) await touchPeople(database, session, [after.coupon.contactId]);
        return after;
      }),

    turn: (code, offAt, row) =>
      database.transaction(async session => {
        const after = await coupons.findOneAndUpdate(
          { _id: code },
          { $set: { offAt } },
          { session, returnDocument: 'after' },
        );
        if (after) await writeDown(database, row, session);
        return after && toCoupon(after);
      }),
  };
}

/** What somebody used. */
export function redemptionsOfPeople({ database: { redemptions } }: Engine): PersonDocuments<ClientSession> {
  return {
    kind: 'redemptions',
    async read(contactIds, session) {
      const held = redemptions.find({ contactId: { $in: [...contactIds] } }, { session }).sort({ at: 1, _id: 1 });
      return (await held.toArray()).map(entity);
    },
    async drop(contactIds, session) {
      return (await redemptions.deleteMany({ contactId: { $in: [...contactIds] } }, { session })).deletedCount;
    },
  };
}
