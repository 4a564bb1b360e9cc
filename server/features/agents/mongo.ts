import { AppError } from '../../app-error.ts';
import { lock } from '../../store/mongo/connection.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { isDuplicate } from '../../store/mongo/failures.ts';
import { agentDocument, toAgent } from './mongo-document.ts';
import type { AgentRecord, AgentStore } from './store.ts';

const OWNING = { role: 'owner', isDisabled: false } as const;
const isOwning = (agent: Pick<AgentRecord, 'role' | 'isDisabled'>) => agent.role === 'owner' && !agent.isDisabled;

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
        const before = await agents.findOne({ _id: id }, { session });
        const changed = await agents.findOneAndUpdate(
          { _id: id },
          { $set: change },
          { session, returnDocument: 'after' },
        );
        if (!before || !changed) return null;
        // Who was no owner takes none away, also where there is none yet.
        const isLost = isOwning(before) && !isOwning(changed);
        if (isLost && !(await agents.findOne(OWNING, { session }))) throw new AppError('LAST_OWNER');
        if (changed.isDisabled) await sessions.deleteMany({ agentId: id }, { session });
        return toAgent(changed);
      }),
  };
}
