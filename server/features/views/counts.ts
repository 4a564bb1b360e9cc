import type { Counted } from '../../../protocol/views.ts';
import type { Core } from '../../core.ts';
import { seenSites } from '../../sight.ts';
import type { Staff } from '../agents/staff.ts';
import { waitReasonOf } from '../routing/rules.ts';

/** Keeps the numbers beside the inbox's views true on every agent's page, at most once a second (SPEC W15). */
export interface Counts {
  /** What an agent's page is told now. */
  of(agentId: string): Promise<Counted>;
  /** Something was written, or somebody came or went, that may change them. */
  touch(): void;
  /** Counts and tells, when something was touched; called by the beat, once a second. Resolves when all were told. */
  tick(): Promise<void>;
}

export function createCounts(core: Pick<Core, 'store' | 'hub' | 'log'>, { staff }: { staff: Staff }): Counts {
  const { store, hub, log } = core;
  let isTouched = false;
  let isCounting = false;

  /** Why what is in Unassigned waits; what everybody has is counted only where it decides. */
  async function waitReason(unassigned: number) {
    if (unassigned === 0) return null;
    const here = staff.here();
    const open = here.length > 0 ? (await store.views.load(0)).open : new Map<string, number>();
    return waitReasonOf(here.map(({ id, capacity }) => ({ capacity, open: open.get(id) ?? 0 })));
  }

  function countOf(agentId: string) {
    const agent = staff.find(agentId);
    return store.views.count(agentId, agent ? seenSites(agent) : []);
  }

  return {
    async of(agentId) {
      const counts = await countOf(agentId);
      return { counts, waitReason: await waitReason(counts.unassigned) };
    },
    touch() {
      isTouched = true;
    },
    async tick() {
      if (!isTouched || isCounting) return;
      isTouched = false;
      isCounting = true;
      try {
        let reason: ReturnType<typeof waitReason> | undefined;
        for (const agentId of hub.agentsConnected()) {
          const counts = await countOf(agentId);
          reason ??= waitReason(counts.unassigned);
          hub.toAgent(agentId, { type: 'counts', counts, waitReason: await reason });
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
