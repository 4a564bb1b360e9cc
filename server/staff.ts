import type { AgentPresence } from '../protocol/entities.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { Hub } from './hub.ts';
import type { AgentRecord, Store } from './store/store.ts';

/** The agents and who of them is here. Read from memory, so that asking costs nothing. */
export interface Staff {
  /** Everybody, disabled ones too, in the store's order. */
  all(): AgentPresence[];
  find(id: string): AgentPresence | undefined;
  /** Who can be given something now. */
  here(): AgentPresence[];
  /** The same question for every message: without making the list. */
  isAnybodyHere(): boolean;
  /** Since when an agent is not here, ms since the epoch; null: is here. Whoever was never seen is away since the start. */
  awaySince(id: string): number | null;
  /** The first page of an agent came, or the last one went. */
  came(id: string): void;
  went(id: string): void;
  /** Connected, but not to be given anything new. */
  setAway(id: string, isAway: boolean): void;
  /** The whole list, if it is not the one that this returned last; null: nothing changed, so there is nothing to tell. */
  takeChange(): AgentPresence[] | null;
  /** Reads the agents anew; after a change over HTTP, and now and then because of other servers. */
  reload(): Promise<void>;
}

/** What the server remembers of an agent's comings and goings. */
interface Presence {
  /** When the last page went; null while one is connected. */
  leftAt: number | null;
  /** When the agent said "away"; null when not. */
  awayAt: number | null;
}

export function createStaff(parts: { store: Pick<Store, 'agents'>; hub: Hub; now: () => number }): Staff {
  const { store, hub, now } = parts;
  const startedAt = now();
  const presences = new Map<string, Presence>();
  let records = new Map<string, AgentRecord>();
  let taken = '[]';

  /** SPEC A2: a drop counts only after a grace, so that a reload or a lost second does not flap. */
  function awaySince(id: string): number | null {
    const agent = records.get(id);
    const presence = presences.get(id);
    if (!agent || !presence || agent.isDisabled) return startedAt;
    const { leftAt, awayAt } = presence;
    if (leftAt !== null && now() - leftAt >= LIMITS.presenceGraceMs) return Math.min(leftAt, awayAt ?? leftAt);
    return awayAt;
  }

  function presenceOf({ passwordHash: _, ...agent }: AgentRecord): AgentPresence {
    return { ...agent, isHere: awaySince(agent.id) === null };
  }

  function all(): AgentPresence[] {
    return [...records.values()].map(presenceOf);
  }

  return {
    all,
    find(id) {
      const record = records.get(id);
      return record && presenceOf(record);
    },
    here: () => all().filter(agent => agent.isHere),
    isAnybodyHere() {
      for (const id of records.keys()) if (awaySince(id) === null) return true;
      return false;
    },
    awaySince,
    came(id) {
      const before = presences.get(id);
      // "Away" outlives a reload, not an evening: a forgotten toggle must not keep a desk empty (SPEC A3).
      const isBack = before?.leftAt != null && now() - before.leftAt < LIMITS.offerAfterMs;
      presences.set(id, { leftAt: null, awayAt: isBack ? before.awayAt : null });
    },
    went(id) {
      const presence = presences.get(id);
      if (presence && !hub.isAgentConnected(id)) presence.leftAt = now();
    },
    setAway(id, isAway) {
      const presence = presences.get(id);
      if (presence) presence.awayAt = isAway ? (presence.awayAt ?? now()) : null;
    },
    takeChange() {
      const list = all();
      const text = JSON.stringify(list);
      if (text === taken) return null;
      taken = text;
      return list;
    },
    async reload() {
      records = new Map((await store.agents()).map(agent => [agent.id, agent]));
    },
  };
}
