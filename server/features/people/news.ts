import type { Core } from '../../core.ts';
import { maySeeCard } from '../../sight.ts';
import type { Staff } from '../agents/staff.ts';
import type { DeskSwitches } from '../switches/switches.ts';
import type { Changed } from './changed.ts';

/** Tells open inboxes whose cards became others, at most once a second (SPEC PE9). */
export interface PeopleNews {
  /** Called by the beat. */
  tick(): Promise<void>;
  /** The same of what another server wrote. */
  hear(changed: Changed): void;
}

export function createPeopleNews(
  { store, hub, feed, log }: Pick<Core, 'store' | 'hub' | 'feed' | 'log'>,
  { staff, switches }: { staff: Pick<Staff, 'find'>; switches: DeskSwitches },
): PeopleNews {
  /** It has ids and no word of anybody: who may see the card asks for it. */
  function hear({ people, isMore }: Changed): void {
    for (const agentId of hub.agentsConnected()) {
      const agent = staff.find(agentId);
      if (!agent) continue;
      const contactIds = people.filter(({ siteIds }) => maySeeCard(agent, siteIds)).map(each => each.id);
      if (contactIds.length > 0 || isMore) hub.toAgent(agentId, { type: 'people.changed', contactIds, isMore });
    }
  }

  return {
    hear,
    async tick() {
      try {
        const changed = await store.people.changed();
        if (changed.people.length === 0 || !(await switches.read()).customers) return;
        hear(changed);
        feed?.say({ kind: 'peopleChanged', changed });
      } catch (error) {
        // Nothing is lost by it: whoever reads next reads what is so.
        log.warn({ err: error }, 'whose cards changed could not be told');
      }
    },
  };
}
