import type { Session } from '../../../protocol/sessions.ts';
import { lock } from '../../store/mongo/connection.ts';
import { entity, type Stored, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { accountLock, toAgent } from '../agents/mongo-document.ts';
import { writeDown } from '../audit/mongo.ts';
import { entry } from '../factors/rules.ts';
import { SESSION_MAX_MS } from './rules.ts';
import type { SessionStore } from './store.ts';

type SessionDocument = Stored<Session> & { tokenHash: string };

/** How stale `seenAt` may be: not every request is worth a write. */
const SEEN_MS = 60_000;

export function createSessionStore({ database }: Engine): SessionStore {
  const { agents, sessions } = database;

  return {
    create: ({ tokenHash, ...session }, passwordHash, row, proof) =>
      database.transaction(async transaction => {
        const { agentId } = session;
        await lock(database, transaction, accountLock(agentId), null);
        const wanted = { _id: agentId, isDisabled: false, passwordHash };
        const agent = await agents.findOne(wanted, { session: transaction, projection: { factor: 1 } });
        const entered = agent && entry(agent.factor ?? null, proof);
        if (!entered?.mayEnter) return false;
        const { factor } = entered;
        if (proof) await agents.updateOne({ _id: agentId }, { $set: { factor } }, { session: transaction });
        await sessions.insertOne({ ...stored(session), tokenHash }, { session: transaction });
        await writeDown(database, row, transaction);
        return true;
      }),

    async byToken(tokenHash, at) {
      let found = await sessions.findOne({ tokenHash, expiresAt: { $gt: at } });
      if (found && at - found.seenAt > SEEN_MS) {
        const used = { $add: ['$expiresAt', { $max: [0, { $subtract: [at, '$seenAt'] }] }] };
        const later = { $min: [used, { $add: ['$createdAt', SESSION_MAX_MS] }] };
        // Null: it was ended meanwhile.
        found = await sessions.findOneAndUpdate({ _id: found._id }, [{ $set: { seenAt: at, expiresAt: later } }], {
          returnDocument: 'after',
        });
      }
      const agent = found && (await agents.findOne({ _id: found.agentId, isDisabled: false }));
      return found && agent && { session: toSession(found), agent: toAgent(agent) };
    },

    async all(agentId, at) {
      const found = await sessions
        .find({ agentId, expiresAt: { $gt: at } })
        .sort({ createdAt: -1, _id: 1 })
        .toArray();
      return found.map(toSession);
    },

    end: (agentId, which, row) =>
      database.transaction(async transaction => {
        const chosen = 'id' in which ? { $eq: which.id } : { $ne: which.except ?? '' };
        const options = { session: transaction, projection: { _id: 1 } };
        const ids = (await sessions.find({ agentId, _id: chosen }, options).toArray()).map(each => each._id);
        if (ids.length === 0) return ids;
        await sessions.deleteMany({ _id: { $in: ids } }, { session: transaction });
        await writeDown(database, row, transaction);
        return ids;
      }),

    async sweep(at) {
      await sessions.deleteMany({ expiresAt: { $lte: at } });
    },
  };
}

/** Sessions of before do not say where they were begun. */
function toSession({ tokenHash: _, address = '', ...document }: SessionDocument): Session {
  return { ...entity(document), address };
}
