import type { Engine } from '../../store/mongo/engine.ts';
import type { DoctorStore } from './store.ts';

export function createDoctorStore({ database }: Engine): DoctorStore {
  return {
    async vitals() {
      const { isReplicated, clockAt, freeBytes } = await database.vitals();
      // Each write asks for the journals of a majority, which only a replica set has.
      return { isDurable: isReplicated, clockAt, freeBytes, backupAt: null, hasOwnBackups: false };
    },
  };
}
