import type { Engine } from '../../store/mongo/engine.ts';
import { finishJob } from '../../store/mongo/jobs.ts';
import type { ReminderStore } from './store.ts';

/** See `ReminderStore`. */
export function createReminderStore({ database, leaving }: Engine): ReminderStore {
  return {
    tell: (job, delivery) =>
      database.transaction(async session => {
        if (!(await finishJob(database, session, job))) return false;
        await leaving.write(session, [delivery]);
        return true;
      }),
  };
}
