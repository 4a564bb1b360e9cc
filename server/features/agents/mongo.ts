import { AppError } from '../../app-error.ts';
import { lock } from '../../store/mongo/connection.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { isDuplicate } from '../../store/mongo/failures.ts';
import { writeDown } from '../audit/mongo.ts';
import { accountLock, agentDocument, toAgent } from './mongo-document.ts';
import { isOwner, losesLastOwner } from './rules.ts';
import type { AgentStore } from './store.ts';

export function createAgentStore({ database }: Engine): AgentStore {
  const { agents, invites, sessions, agentChats } = database;

  return {
    async all() {
      return (await agents.find().sort({ createdAt: 1, _id: 1 }).toArray()).map(toAgent);
    },

    async create(agent) {
      try {
        await agents.insertOne(agentDocument(agent));
      } catch (error) {
        throw isDuplicate(error) ? new AppError('EMAIL_TAKEN') : error;
      }
    },

    update: (id, change, row) =>
      database.transaction(async session => {
        if (change.role || change.isDisabled !== undefined) await lock(database, session, 'owners', null);
        await lock(database, session, accountLock(id), null);
        const found = await agents.findOneAndUpdate(
          { _id: id },
          { $set: change },
          { session, returnDocument: 'before' },
        );
        if (!found) return null;
        const before = toAgent(found);
        const agent = { ...before, ...change };
        const otherOwner = { _id: { $ne: id }, role: 'owner', isDisabled: false } as const;
        const hasOther = (await agents.findOne(otherOwner, { session, projection: { _id: 1 } })) !== null;
        if (losesLastOwner(before, agent, hasOther)) throw new AppError('LAST_OWNER');
        if (agent.isDisabled) {
          await sessions.deleteMany({ agentId: id }, { session });
          await agentChats.deleteOne({ _id: id }, { session });
        }
        if (!isOwner(agent)) await invites.deleteMany({ invitedBy: id }, { session });
        await writeDown(database, row, session);
        return agent;
      }),
  };
}
