import { setTimeout as pause } from 'node:timers/promises';
import type { Core } from '../../core.ts';

/** Between two batches: acks go first. */
const YIELD_MS = 20;

/** Brings the list of people forward, where rows of it are due. */
export interface PeopleKeeper {
  /** Called by the beat, which does not wait for it. */
  tick(): void;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

export function createPeopleKeeper({ store, log }: Pick<Core, 'store' | 'log'>): PeopleKeeper {
  let running: Promise<void> | null = null;
  let isClosed = false;

  async function run(): Promise<void> {
    try {
      while (!isClosed && (await store.people.work())) await pause(YIELD_MS);
    } catch (error) {
      // What is due is written down, so nothing is left out.
      log.warn({ err: error }, 'the list of people could not be brought forward; trying again');
    } finally {
      running = null;
    }
  }

  return {
    tick() {
      if (!isClosed) running ??= run();
    },
    async close() {
      isClosed = true;
      await running;
    },
  };
}
