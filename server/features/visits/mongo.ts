import { randomUUID } from 'node:crypto';
import type { ClientSession, Filter } from 'mongodb';
import { entity, type Stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { writeDown } from '../audit/mongo.ts';
import type { PersonDocuments } from '../privacy/person-rows.ts';
import { planId } from './mongo-document.ts';
import type { Coming, CountedRow, ToldRow, VisitRow, VisitStore } from './store.ts';

/** Not looked at where rows are only counted. */
const UNCOUNTED = { _id: 0, causeId: 0, what: 0 } as const;

/** See `VisitStore`. */
export function createVisitStore({ database }: Engine): VisitStore {
  const { visitRows, plans, contacts } = database;

  /** Each with whose it is by now. */
  async function withCards<T extends { personId: string }>(rows: readonly T[]): Promise<(T & { whoId: string })[]> {
    const ids = [...new Set(rows.map(each => each.personId))];
    const joined = await contacts
      .find({ _id: { $in: ids }, card: { $ne: null } }, { projection: { 'card.id': 1 } })
      .toArray();
    const cards = new Map(joined.map(each => [each._id, each.card!.id]));
    return rows.map(each => ({ ...each, whoId: cards.get(each.personId) ?? each.personId }));
  }

  const inOrder = { date: 1, at: 1, _id: 1 } as const;

  return {
    async counted(from, to) {
      const found = await visitRows
        .find({ date: { $gte: from, $lte: to } }, { projection: UNCOUNTED })
        .sort(inOrder)
        .toArray();
      const rows = await withCards(found as unknown as Omit<VisitRow, 'id' | 'causeId' | 'what'>[]);
      return rows.map(({ personId: _, ...row }): CountedRow => row);
    },

    async comings(from, to) {
      const found = await visitRows
        .aggregate<{ _id: { staffId: string; personId: string; date: string } }>([
          { $match: { date: { $gte: from, $lte: to }, kind: { $ne: 'no_show' } } },
          { $group: { _id: { staffId: '$staffId', personId: '$personId', date: '$date' } } },
        ])
        .toArray();
      const rows = await withCards(found.map(each => each._id));
      return rows.map(({ personId: _, ...row }): Coming => row);
    },

    async told(staffId, from, to) {
      const those: Filter<Stored<VisitRow>> = { staffId, date: { $gte: from, $lte: to } };
      const found = await visitRows.find(those).sort(inOrder).toArray();
      return (await withCards(found)).map(({ _id, causeId: _, ...row }): ToldRow => row);
    },

    async plans(months) {
      const found = await plans
        .find({ month: { $in: [...months] } })
        .sort({ _id: 1 })
        .toArray();
      return found.map(({ _id, ...plan }) => plan);
    },

    setPlan: (plan, row) =>
      database.transaction(async session => {
        await plans.replaceOne({ _id: planId(plan) }, plan, { session, upsert: true });
        await writeDown(database, row, session);
      }),

    dropPlan: (key, row) =>
      database.transaction(async session => {
        if ((await plans.deleteOne({ _id: planId(key) }, { session })).deletedCount === 0) return false;
        await writeDown(database, row, session);
        return true;
      }),
  };
}

/** What employees did for one person: it stays, and is nobody's any more (SPEC VI6). */
export function visitsOfPeople({ database: { visitRows } }: Engine): PersonDocuments<ClientSession> {
  return {
    kind: 'visitRows',
    async read(contactIds, session) {
      const found = await visitRows
        .find({ personId: { $in: [...contactIds] } }, { session })
        .sort({ at: 1, _id: 1 })
        .toArray();
      return found.map(entity);
    },
    // All under one id: so many comings of one person stay so many.
    async drop(contactIds, session) {
      const those = { personId: { $in: [...contactIds] } };
      return (await visitRows.updateMany(those, { $set: { personId: randomUUID() } }, { session })).modifiedCount;
    },
  };
}
