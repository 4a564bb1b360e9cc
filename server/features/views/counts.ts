import type { Core } from '../../core.ts';

/** Keeps the numbers beside the inbox's views true on every agent's page, at most once a second (SPEC W15). */
export interface Counts {
  /** Something was written that may change them. */
  touch(): void;
  /** Counts and tells, when something was touched; called by the beat, once a second. Resolves when all were told. */
  tick(): Promise<void>;
}

export function createCounts({ store, hub, log }: Pick<Core, 'store' | 'hub' | 'log'>): Counts {
  let isTouched = false;
  let isCounting = false;

  return {
    touch() {
      isTouched = true;
    },
    async tick() {
      if (!isTouched || isCounting) return;
      isTouched = false;
      isCounting = true;
      try {
        for (const agentId of hub.agentsConnected()) {
          hub.toAgent(agentId, { type: 'counts', counts: await store.views.count(agentId) });
        }
      } catch (error) {
        isTouched = true;
        log.warn({ err: error }, 'the views could not be counted; trying again');
      } finally {
        isCounting = false;
      }
    },
  };
}
