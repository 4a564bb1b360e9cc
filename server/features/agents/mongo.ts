import { AppError } from '../../app-error.ts';
import { lock } from '../../store/mongo/connection.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { isDuplicate } from '../../store/mongo/failures.ts';
import { agentDocument, toAgent } from './mongo-document.ts';
import type { AgentStore } from './store.ts';

export function createAgentStore({ database }: Engine): AgentStore {
  const { agents, sessions } = database;

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

    update: (id, change) =>
      database.transaction(async session => {
        if (change.role || change.isDisabled !== undefined) await lock(database, session, 'owners', null);
        const changed = await agents.findOneAndUpdate(
          { _id: id },
          { $set: change },
          { session, returnDocument: 'after' },
        );
        if (!changed) return null;
        // Whoever was no owner before left at least one, or there was none to lose.
        const wasAsked = change.role === 'agent' || change.isDisabled === true;
        if (wasAsked && !(await agents.findOne({ role: 'owner', isDisabled: false }, { session }))) {
          throw new AppError('LAST_OWNER');
        }
        if (changed.isDisabled) await sessions.deleteMany({ agentId: id }, { session });
        return toAgent(changed);
      }),
  };
}
