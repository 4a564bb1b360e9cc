import type { FastifyBaseLogger } from 'fastify';
import type { Hub } from '../wire/hub.ts';
import type { Store } from './store.ts';

/** Whether the store would keep a write now, as open inboxes are told (SPEC W17). */
export interface StoreWatch {
  readonly isAvailable: boolean;
  /** A write or read was refused: asked at the next beat. One refusal alone is no outage. */
  doubt(): void;
  /** Asks the store when it is time, and tells agents when the answer is another one; called by the beat. */
  tick(): Promise<void>;
}

/**
 * How often a store that is well is asked, while agents are there to be told. Each question is a write to the disk, and
 * whoever sends something is refused aloud before.
 */
const WELL_MS = 10_000;
/** How often one in trouble is asked. Not sooner: a file that another program holds stops the server for half a second. */
const TROUBLED_MS = 3_000;

export function createStoreWatch(parts: {
  store: Pick<Store, 'ping'>;
  hub: Pick<Hub, 'toAgents' | 'counts'>;
  now: () => number;
  log: Pick<FastifyBaseLogger, 'warn' | 'info'>;
}): StoreWatch {
  const { store, hub, now, log } = parts;
  let isAvailable = true;
  let isAsking = false;
  let askAt = 0;

  async function ask(): Promise<boolean> {
    try {
      await store.ping();
      return true;
    } catch (error) {
      if (isAvailable) log.warn({ err: error }, 'the store keeps nothing now; asking until it does');
      return false;
    }
  }

  return {
    get isAvailable() {
      return isAvailable;
    },
    doubt() {
      askAt = 0;
    },
    async tick() {
      if (isAsking || now() < askAt || hub.counts().agents === 0) return;
      isAsking = true;
      // Before the question: a doubt that comes meanwhile is asked anew.
      askAt = now() + (isAvailable ? WELL_MS : TROUBLED_MS);
      const answer = await ask();
      isAsking = false;
      if (answer === isAvailable) return;
      isAvailable = answer;
      if (!isAvailable) askAt = Math.min(askAt, now() + TROUBLED_MS);
      else log.info('the store keeps what it is told again');
      hub.toAgents({ type: 'store', isAvailable });
    },
  };
}
