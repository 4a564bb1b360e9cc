import { entity, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { finishJob } from '../../store/mongo/jobs.ts';
import { mayMail, mayOpen, takenPlaces } from './rules.ts';
import { type AnswerStore, RECEIPT_MS } from './store.ts';

/** See `AnswerStore`. */
export function createAnswerStore({ database, ledger, leaving, recent }: Engine): AnswerStore {
  const { answerLinks, receipts, conversations, visitors } = database;

  return {
    async mail({ job, event, link, letter, at }) {
      const { conversationId } = job;
      const written = await database.transaction(async session => {
        if (!(await finishJob(database, session, job))) return null;
        const before = await ledger.read(conversationId, session);
        if (!before || !mayMail(before, event)) return null;
        await answerLinks.insertOne(stored(link), { session });
        await leaving.write(session, [letter]);
        const added = await ledger.add(session, before, { author: { kind: 'system' }, body: event, at });
        return { ...added, leaves: true };
      });
      recent.forget(conversationId);
      return written;
    },

    acknowledge: ({ job, receipt, letter }) =>
      database.transaction(async session => {
        if (!(await finishJob(database, session, job))) return false;
        if (await receipts.findOne({ _id: receipt.id }, { session })) return false;
        await receipts.insertOne(stored(receipt), { session });
        await leaving.write(session, [letter]);
        return true;
      }),

    put: ({ job, link, delivery }) =>
      database.transaction(async session => {
        if (!(await finishJob(database, session, job))) return false;
        await answerLinks.insertOne(stored(link), { session });
        await leaving.write(session, [delivery]);
        return true;
      }),

    want: ({ once, places, letter, at }) =>
      database.transaction(async session => {
        const all = [once, ...places.flat()];
        const found = await receipts.find({ _id: { $in: all } }, { session }).toArray();
        const known = new Set(found.map(({ _id }) => _id));
        if (known.has(once)) return 'repeat';
        const taken = takenPlaces({ once, places }, id => known.has(id));
        if (!taken) return 'full';
        await receipts.insertMany(
          taken.map(id => stored({ id, at })),
          { session },
        );
        await leaving.write(session, [letter]);
        return 'written';
      }),

    async findLink(id) {
      const found = await answerLinks.findOne({ _id: id });
      return found && entity(found);
    },

    openLink: ({ id, usedBy, newcomer: { tokenHash, ...newcomer }, at }) =>
      database.transaction(async session => {
        const link = await answerLinks.findOne({ _id: id }, { session });
        if (!link || !mayOpen(entity(link), usedBy, at)) return null;
        const { siteId, conversationId } = link;
        const conversation = await conversations.findOne(
          { _id: conversationId },
          { session, projection: { 'contact.id': 1 } },
        );
        if (!conversation) return null;
        await answerLinks.updateOne({ _id: id }, { $set: { usedBy } }, { session });
        if (!(await visitors.findOne({ tokenHash }, { session, projection: { _id: 1 } }))) {
          const belongs = { siteId, contactId: conversation.contact.id, conversationId };
          const token = { tokenHash, tokenAt: newcomer.createdAt, oldTokenHash: null, oldTokenUntil: null };
          await visitors.insertOne({ ...stored({ ...newcomer, ...belongs }), ...token }, { session });
        }
        return { ...entity(link), usedBy };
      }),

    async sweep(at) {
      await answerLinks.deleteMany({ expiresAt: { $lte: at } });
      await receipts.deleteMany({ at: { $lte: at - RECEIPT_MS } });
    },
  };
}
