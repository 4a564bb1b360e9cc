import type { ClientSession, Filter } from 'mongodb';
import { MAX_SUM } from '../../../protocol/purchase-sums.ts';
import { entity, type Stored, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { keptContacts } from '../../store/mongo/kept-contacts.ts';
import { touchPeople } from '../../store/mongo/people-due.ts';
import { writeDown } from '../audit/mongo.ts';
import { ledgerOfCorrection, ledgerOfRemoval, ledgerOfSale } from '../loyalty/mongo-ledger.ts';
import type { Sale } from '../loyalty/store.ts';
import type { PersonDocuments } from '../privacy/person-rows.ts';
import { visitsOfPurchases, visitsWithoutPurchase } from '../visits/mongo-rows.ts';
import { newsOf, purchaseOf } from './rules.ts';
import {
  PURCHASES_AT_ONCE,
  type PurchaseAdded,
  type PurchaseRecord,
  type PurchaseStore,
  type PurchasesOf,
} from './store.ts';

/** Of these contacts, as far as these sites are seen. */
function theirs({ contactIds, siteIds }: PurchasesOf): Filter<Stored<PurchaseRecord>> {
  return { contactId: { $in: [...contactIds] }, ...(siteIds && { siteId: { $in: [null, ...siteIds] } }) };
}

/** Adds each by itself, in their order, with what it does to its balance and what others are told of it. Inside a transaction. */
export async function addSome(
  { database, leaving }: Pick<Engine, 'database' | 'leaving'>,
  session: ClientSession,
  some: readonly PurchaseRecord[],
  sale: Sale | undefined,
  shopZone?: string,
): Promise<PurchaseAdded[]> {
  const { purchases } = database;
  const named = some.flatMap(({ sourceKey, externalId }) => (externalId === null ? [] : { sourceKey, externalId }));
  const there = named.length === 0 ? [] : await purchases.find({ $or: named }, { session }).toArray();
  const known = new Map(there.map(entity).map(each => [keyOf(each), each]));
  const kept = await keptContacts(
    database,
    session,
    some.map(each => each.contactId),
  );
  const added = some.map((purchase): PurchaseAdded => {
    const earlier = purchase.externalId === null ? undefined : known.get(keyOf(purchase));
    if (earlier) {
      return { purchase: earlier, outcome: earlier.fingerprint === purchase.fingerprint ? 'repeated' : 'other' };
    }
    if (!kept.has(purchase.contactId)) return { purchase, outcome: 'gone' };
    if (purchase.externalId !== null) known.set(keyOf(purchase), purchase);
    return { purchase, outcome: 'added' };
  });
  const fresh = added.flatMap(({ purchase, outcome }) => (outcome === 'added' ? purchase : []));
  // Of two servers with the same id at once, the second one collides, begins anew and finds the first one's.
  if (sale) {
    // Which one is somebody's first is seen by those that are there.
    for (const each of fresh) {
      await purchases.insertOne(stored(each), { session });
      await ledgerOfSale(database, session, each, sale);
    }
  } else if (fresh.length > 0) {
    await purchases.insertMany(fresh.map(stored), { session });
  }
  await visitsOfPurchases(database, session, fresh, shopZone);
  await leaving.tell(session, fresh.map(newsOf));
  await touchPeople(
    database,
    session,
    fresh.map(each => each.contactId),
  );
  return added;
}

/** See `PurchaseStore`. */
export function createPurchaseStore({ database, leaving }: Engine): PurchaseStore {
  const { purchases } = database;

  return {
    async add(all, sale, shopZone) {
      const added: PurchaseAdded[] = [];
      for (let from = 0; from < all.length; from += PURCHASES_AT_ONCE) {
        const some = all.slice(from, from + PURCHASES_AT_ONCE);
        const add = (session: ClientSession) => addSome({ database, leaving }, session, some, sale, shopZone);
        added.push(...(await database.transaction(add)));
      }
      return added;
    },

    async known(sourceKey, externalIds) {
      const found = await purchases.find({ sourceKey, externalId: { $in: [...externalIds] } }).toArray();
      return found.map(entity);
    },

    async find(id) {
      const found = await purchases.findOne({ _id: id });
      return found && entity(found);
    },

    replace: (before, after, row, { shopZone, sale } = {}) =>
      database.transaction(async session => {
        const { id, updatedAt } = before;
        const { _id, ...replacement } = stored(after);
        const replaced = await purchases.replaceOne({ _id: id, updatedAt }, replacement, { session });
        if (replaced.matchedCount === 0) return null;
        await writeDown(database, row, session);
        await ledgerOfCorrection(database, session, { before, after }, sale);
        await visitsOfPurchases(database, session, [after], shopZone);
        await leaving.tell(session, [newsOf(after)]);
        await touchPeople(database, session, [after.contactId]);
        return after;
      }),

    delete: (id, row) =>
      database.transaction(async session => {
        const gone = await purchases.findOneAndDelete({ _id: id }, { session });
        if (!gone) return false;
        await writeDown(database, row, session);
        await ledgerOfRemoval(database, session, id, row.at);
        await visitsWithoutPurchase(database, session, id);
        await touchPeople(database, session, [gone.contactId]);
        return true;
      }),

    async before(of, cursor, limit) {
      const found = await purchases
        .find({
          ...theirs(of),
          ...(cursor && {
            at: { $lte: cursor.at },
            $or: [{ at: { $lt: cursor.at } }, { _id: { $lt: cursor.id } }],
          }),
        })
        .sort({ at: -1, _id: -1 })
        .limit(limit)
        .toArray();
      return found.map(entity);
    },

    async sums(of) {
      const groups = await purchases
        .aggregate<{ _id: string; count: number; total: number; firstAt: number }>([
          { $match: theirs(of) },
          { $group: { _id: '$currency', count: { $sum: 1 }, total: { $sum: '$total' }, firstAt: { $min: '$at' } } },
        ])
        .toArray();
      return {
        sums: groups.map(({ _id, count, total }) => ({ currency: _id, count, total: Math.min(total, MAX_SUM) })),
        firstAt: groups.length > 0 ? Math.min(...groups.map(each => each.firstAt)) : null,
      };
    },

    count: (contactIds, most) => purchases.countDocuments({ contactId: { $in: [...contactIds] } }, { limit: most }),
  };
}

/** What one person bought. */
export function purchasesOfPeople({ database: { purchases } }: Engine): PersonDocuments<ClientSession> {
  return {
    kind: 'purchases',
    async read(contactIds, session) {
      const found = await purchases
        .find({ contactId: { $in: [...contactIds] } }, { session })
        .sort({ at: 1, _id: 1 })
        .toArray();
      return found.map(each => purchaseOf(entity(each)));
    },
    async drop(contactIds, session) {
      return (await purchases.deleteMany({ contactId: { $in: [...contactIds] } }, { session })).deletedCount;
    },
  };
}

function keyOf({ sourceKey, externalId }: Pick<PurchaseRecord, 'sourceKey' | 'externalId'>): string {
  return JSON.stringify([sourceKey, externalId]);
}
