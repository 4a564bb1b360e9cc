import type { ClientSession } from 'mongodb';
import { AppError } from '../../app-error.ts';
import { entity } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { keptContacts } from '../../store/mongo/kept-contacts.ts';
import { touchPeople } from '../../store/mongo/people-due.ts';
import { writeDown } from '../audit/mongo.ts';
import type { PersonDocuments } from '../privacy/person-rows.ts';
import { addLedgerRows, currentRows } from './mongo-ledger.ts';
import { createPeopleVerbs, peopleOf } from './mongo-people.ts';
import { handedOut } from './referrals.ts';
import { balanceOf, refuseMore, repeated, rowOf } from './rules.ts';
import type { LoyaltyStore } from './store.ts';

/** Rows of one sweep. */
const AT_ONCE = 200;

/** See `LoyaltyStore`. */
export function createLoyaltyStore({ database }: Engine): LoyaltyStore {
  const { loyaltyRows } = database;

  return {
    ...createPeopleVerbs(database),

    async rows(contactIds) {
      const found = await loyaltyRows
        .find({ contactId: { $in: [...contactIds] } })
        .sort({ at: 1, _id: 1 })
        .toArray();
      return found.map(entity);
    },

    correct: (correction, row) =>
      database.transaction(async session => {
        const there = await loyaltyRows.findOne({ _id: correction.id }, { session });
        if (there) return repeated(entity(there), correction);
        const { contactId } = correction;
        if (!(await keptContacts(database, session, [contactId])).has(contactId)) throw new AppError('NOT_FOUND');
        const held = await currentRows(database, session, contactId, correction.at);
        refuseMore(-correction.delta, Math.max(0, balanceOf(held, correction.currency)), 'delta');
        await addLedgerRows(database, session, [correction]);
        await writeDown(database, row, session);
        // Whoever has their card open sees it there.
        await touchPeople(database, session, [contactId]);
        return correction;
      }),

    async sweep(at) {
      const due = { dueAt: { $gte: 0, $lte: at } };
      const found = await loyaltyRows
        .find(due, { projection: { contactId: 1 } })
        .limit(AT_ONCE)
        .toArray();
      for (const contactId of new Set(found.map(each => each.contactId))) {
        await database.transaction(session => currentRows(database, session, contactId, at));
      }
      return found.length;
    },
  };
}

/** What one person earned and spent. */
export function ledgerOfPeople({ database: { loyaltyRows } }: Engine): PersonDocuments<ClientSession> {
  return {
    kind: 'loyaltyRows',
    async read(contactIds, session) {
      const found = await loyaltyRows
        .find({ contactId: { $in: [...contactIds] } }, { session })
        .sort({ at: 1, _id: 1 })
        .toArray();
      return found.map(each => rowOf(entity(each)));
    },
    async drop(contactIds, session) {
      return (await loyaltyRows.deleteMany({ contactId: { $in: [...contactIds] } }, { session })).deletedCount;
    },
  };
}

/** By which code they bring others, who brought them, and where their balance is read. */
export function loyaltyPeopleOfPeople({ database }: Engine): PersonDocuments<ClientSession> {
  return {
    kind: 'loyaltyPeople',
    read: async (contactIds, session) => (await peopleOf(database, contactIds, session)).map(handedOut),
    async drop(contactIds, session) {
      const { loyaltyPeople } = database;
      return (await loyaltyPeople.deleteMany({ _id: { $in: [...contactIds] } }, { session })).deletedCount;
    },
  };
}
