import type { Counted } from '../../../protocol/views.ts';
import type { Core } from '../../core.ts';
import { maySee, seenSites } from '../../sight.ts';
import type { Staff } from '../agents/staff.ts';
import { waitReasons } from '../routing/commands.ts';
import type { Sites } from '../sites/sites.ts';

/** Keeps the numbers beside the inbox's views true on every agent's page, at most once a second (SPEC W15). */
export interface Counts {
  /** What an agent's page is told now. */
  of(agentId: string): Promise<Counted>;
  /** Something was written, or somebody came or went, that may change them. */
  touch(): void;
  /** Counts and tells, when something was touched; called by the beat, once a second. Resolves when all were told. */
  tick(): Promise<void>;
}

export function createCounts(core: Pick<Core, 'store' | 'hub' | 'log'>, rooms: { sites: Sites; staff: Staff }): Counts {
  const { store, hub, log } = core;
  const { staff } = rooms;
  let isTouched = false;
  let isCounting = false;

  /** @param reasons asked for only if something waits that the agent sees */
  async function countedOf(agentId: string, reasons: () => ReturnType<typeof waitReasons>): Promise<Counted> {
    const agent = staff.find(agentId);
    const counts = await store.views.count(agentId, agent ? seenSites(agent) : []);
    if (!agent || counts.unassigned === 0) return { counts, waitReason: null, waitReasonOf: {} };
    const { waitReason, waitReasonOf } = await reasons();
    const seen = Object.entries(waitReasonOf).filter(([siteId]) => maySee(agent, siteId));
    return { counts, waitReason, waitReasonOf: Object.fromEntries(seen) };
  }

  return {
    of: agentId => countedOf(agentId, () => waitReasons(core, rooms)),
    touch() {
      isTouched = true;
    },
    async tick() {
      if (!isTouched || isCounting) return;
      isTouched = false;
      isCounting = true;
      try {
        let reasons: ReturnType<typeof waitReasons> | undefined;
        const once = () => {
          reasons ??= waitReasons(core, rooms);
          return reasons;
        };
        for (const agentId of hub.agentsConnected()) {
          hub.toAgent(agentId, { type: 'counts', ...(await countedOf(agentId, once)) });
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
