import type { Agent } from '../../../protocol/agents.ts';
import { recipientsOf } from '../../../protocol/telling.ts';
import type { Counted, ViewCounts } from '../../../protocol/views.ts';
import type { Core } from '../../core.ts';
import { maySee, seenSites } from '../../sight.ts';
import { mayBeGiven } from '../agents/rules.ts';
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
  const { sites, staff } = rooms;
  let isTouched = false;
  let isCounting = false;

  /** @param reasons asked for only if something waits that the agent sees */
  async function countedOf(agentId: string, reasons: () => ReturnType<typeof waitReasons>): Promise<Counted> {
    const agent = staff.find(agentId);
    const counts = await store.views.count(agentId, agent ? seenSites(agent) : []);
    const calls = agent ? await callsOf(agent, counts) : 0;
    if (!agent || counts.unassigned === 0) return { counts, calls, waitReason: null, waitReasonOf: {} };
    const { waitReason, waitReasonOf } = await reasons();
    const seen = Object.entries(waitReasonOf).filter(([siteId]) => maySee(agent, siteId));
    return { counts, calls, waitReason, waitReasonOf: Object.fromEntries(seen) };
  }

  /** How many of what waits the agent is told of: of what is theirs and unread, and of what nobody has (SPEC NO9). */
  async function callsOf(agent: Agent, { mineUnread, unassigned }: ViewCounts): Promise<number> {
    if (mineUnread + unassigned === 0) return 0;
    const people = mayBeGiven(agent) ? [agent] : [];
    const seen = (await sites.all()).filter(site => maySee(agent, site.id));
    const nobodys = { conversation: { assigneeId: null }, entry: null, people };
    const telling = seen.filter(site => recipientsOf('message', site.notices, nobodys).length > 0);
    if (telling.length === seen.length) return mineUnread + unassigned;
    if (telling.length === 0) return 0;
    const told = await store.views.count(
      agent.id,
      telling.map(site => site.id),
    );
    return told.mineUnread + told.unassigned;
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
