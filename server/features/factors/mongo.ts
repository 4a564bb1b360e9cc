import type { AuditRow } from '../../../protocol/audit.ts';
import { lock } from '../../store/mongo/connection.ts';
import { entity } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { accountLock } from '../agents/mongo-document.ts';
import { writeDown } from '../audit/mongo.ts';
import { FIRST_SETTINGS, spent } from './rules.ts';
import type { Factor, FactorStore } from './store.ts';

/** See `FactorStore`. */
export function createFactorStore({ database }: Engine): FactorStore {
  const { agents, serverSettings } = database;

  /** Changes the factor of an agent. @param how returns undefined: nothing is changed */
  function change(
    agentId: string,
    how: (now: Factor | null) => Factor | null | undefined,
    row?: AuditRow,
  ): Promise<boolean> {
    return database.transaction(async session => {
      await lock(database, session, accountLock(agentId), null);
      const found = await agents.findOne({ _id: agentId }, { session, projection: { factor: 1 } });
      const factor = found ? how(found.factor ?? null) : undefined;
      if (factor === undefined) return false;
      await agents.updateOne({ _id: agentId }, { $set: { factor } }, { session });
      await writeDown(database, row, session);
      return true;
    });
  }

  return {
    async settings() {
      const found = await serverSettings.findOne({ _id: 'server' });
      return found ? entity(found) : FIRST_SETTINGS;
    },

    require: (isFactorRequired, row) =>
      database.transaction(async session => {
        const options = { session, upsert: true };
        await serverSettings.updateOne({ _id: 'server' }, { $set: { isFactorRequired } }, options);
        await writeDown(database, row, session);
      }),

    turnOn: (agentId, factor, row) => change(agentId, now => (now ? undefined : factor), row),
    turnOff: (agentId, row) => change(agentId, now => (now ? null : undefined), row),
    use: (agentId, proof) => change(agentId, now => (now && spent(now, proof)) ?? undefined),
    renewRecovery: (agentId, recovery, row) => change(agentId, now => (now ? { ...now, recovery } : undefined), row),
  };
}
