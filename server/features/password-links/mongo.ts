import { lock } from '../../store/mongo/connection.ts';
import { entity, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { accountLock, toAgent } from '../agents/mongo-document.ts';
import { writeDown } from '../audit/mongo.ts';
import { isGood } from './rules.ts';
import type { PasswordLinkStore } from './store.ts';

/** See `PasswordLinkStore`. */
export function createPasswordLinkStore({ database, leaving }: Engine): PasswordLinkStore {
  const { agents, passwordLinks, sessions } = database;

  return {
    make: (link, row, letter) =>
      database.transaction(async session => {
        await passwordLinks.insertOne(stored(link), { session });
        if (letter) await leaving.write(session, [letter]);
        await writeDown(database, row, session);
      }),

    async find(tokenHash, at) {
      const found = await passwordLinks.findOne({ tokenHash, expiresAt: { $gt: at } });
      return found && entity(found);
    },

    use: (tokenHash, passwordHash, at, { letter, row }) =>
      database.transaction(async session => {
        const link = await passwordLinks.findOne({ tokenHash, expiresAt: { $gt: at } }, { session });
        if (!link) return null;
        const { agentId } = link;
        // Held by whoever changes the account or signs in to it.
        await lock(database, session, accountLock(agentId), null);
        const found = await agents.findOne({ _id: agentId }, { session });
        if (!isGood(link, found && toAgent(found))) return null;
        await agents.updateOne({ _id: agentId }, { $set: { passwordHash } }, { session });
        await passwordLinks.deleteMany({ agentId }, { session });
        const options = { session, projection: { _id: 1 } };
        const ended = (await sessions.find({ agentId }, options).toArray()).map(each => each._id);
        await sessions.deleteMany({ agentId }, { session });
        if (letter) await leaving.write(session, [letter]);
        await writeDown(database, row, session);
        return ended;
      }),

    async sweep(at) {
      await passwordLinks.deleteMany({ expiresAt: { $lte: at } });
    },
  };
}
