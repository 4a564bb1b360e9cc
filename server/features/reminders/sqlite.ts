import type { Engine } from '../../store/sqlite/engine.ts';
import type { ReminderStore } from './store.ts';

/** See `ReminderStore`. */
export function createReminderStore({ write, rows: { jobs }, leaving }: Engine): ReminderStore {
  return {
    tell: (job, delivery) =>
      write(() => {
        if (!jobs.finish(job)) return false;
        leaving.put([delivery]);
        return true;
      }),
  };
}
