import type { ClientSession, Filter } from 'mongodb';
import { lock } from '../../store/mongo/connection.ts';
import { entity, type Stored, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { writeDown } from '../audit/mongo.ts';
import { nextTurn } from './rules.ts';
import { DAY_MS, HOUR_MS, type MailStore, type SentLetter } from './store.ts';

/** See `MailStore`. */
export function createMailStore({ database, ledger, recent }: Engine): MailStore {
  const { sentLetters, suppressions } = database;

  /** When the one left after which there was no room. */
  async function lastOf(filter: Filter<Stored<SentLetter>>, most: number | null, session: ClientSession) {
    if (most === null) return null;
    const [last] = await sentLetters
      .find(filter, { session })
      .sort({ at: -1 })
      .skip(most - 1)
      .limit(1)
      .toArray();
    return last?.at ?? null;
  }

  async function count(letter: Omit<SentLetter, 'isFailed'>, session: ClientSession): Promise<void> {
    const { _id, ...counted } = stored({ ...letter, isFailed: false });
    await sentLetters.updateOne({ _id }, { $setOnInsert: counted }, { session, upsert: true });
  }

  return {
    turn: (letter, { perHour, perAddress }) =>
      database.transaction(async session => {
        const { id, scope, address, at } = letter;
        // Two that look for room at once would both find the last of it.
        await lock(database, session, `letters ${scope}`, at + HOUR_MS);
        const isSuppressed = (await suppressions.findOne({ _id: address }, { session })) !== null;
        if (!isSuppressed && !(await sentLetters.findOne({ _id: id }, { session }))) {
          const until = nextTurn({
            ofScope: await lastOf({ scope, at: { $gt: at - HOUR_MS } }, perHour, session),
            ofAddress: await lastOf({ address, at: { $gt: at - DAY_MS } }, perAddress, session),
          });
          if (until !== null) return { kind: 'later', until } as const;
        }
        await count(letter, session);
        return { kind: isSuppressed ? 'suppressed' : 'now' } as const;
      }),

    async fail({ letter, suppression, told, at }) {
      const written = await database.transaction(async session => {
        if (suppression) {
          const { _id, ...mark } = stored(suppression);
          await suppressions.updateOne({ _id }, { $setOnInsert: mark }, { session, upsert: true });
        }
        await count(letter, session);
        const mine = { _id: letter.id, isFailed: false };
        const { modifiedCount } = await sentLetters.updateOne(mine, { $set: { isFailed: true } }, { session });
        if (modifiedCount === 0 || !told) return null;
        const before = await ledger.read(told.conversationId, session);
        return before && ledger.add(session, before, { author: { kind: 'system' }, body: told.body, at });
      });
      if (told) recent.forget(told.conversationId);
      return written;
    },

    async suppressed(address) {
      const found = await suppressions.findOne({ _id: address });
      return found && entity(found);
    },

    release: (address, row) =>
      database.transaction(async session => {
        const { deletedCount } = await suppressions.deleteOne({ _id: address }, { session });
        if (deletedCount === 1) await writeDown(database, row, session);
        return deletedCount === 1;
      }),

    sent: since => sentLetters.countDocuments({ at: { $gt: since } }),

    async sweep(before) {
      await sentLetters.deleteMany({ at: { $lt: before } });
    },
  };
}
