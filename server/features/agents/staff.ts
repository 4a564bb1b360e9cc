import type { AgentPresence } from '../../../protocol/agents.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import type { Core } from '../../core.ts';
import { agentOf, mayBeGiven } from './rules.ts';
import type { AgentRecord } from './store.ts';

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
  /** The first page of an agent came to this server, or the last one went. Other servers are told. */
  came(id: string): void;
  went(id: string): void;
  /** Connected, but not to be given anything new. Other servers are told. */
  setAway(id: string, isAway: boolean): void;
  /** The same, at other servers. */
  cameElsewhere(id: string, serverId: string, isAway: boolean): void;
  wentElsewhere(id: string, serverId: string): void;
  awayElsewhere(id: string, isAway: boolean): void;
  /** Nobody is at another server, until told otherwise. */
  clearElsewhere(): void;
  /** The whole list, if it is not the one that this returned last; null: nothing changed, so there is nothing to tell. */
  takeChange(): AgentPresence[] | null;
  /** Reads the agents anew; after a change over HTTP, and now and then because of other servers. */
  reload(): Promise<void>;
}

/** What the server remembers of an agent's comings and goings. */
interface Presence {
  /** Servers at which a page is connected. */
  servers: Set<string>;
  /** When the last page went, by this server's clock whichever server it was; null while one is connected. */
  leftAt: number | null;
  /** When the agent said "away"; null when not. */
  awayAt: number | null;
}

/** Stands for this server where there are no others. */
const ALONE = 'this one';

export function createStaff({ store, hub, now, feed }: Pick<Core, 'store' | 'hub' | 'now' | 'feed'>): Staff {
  const here = feed?.serverId ?? ALONE;
  const startedAt = now();
  const presences = new Map<string, Presence>();
  let records = new Map<string, AgentRecord>();
  let taken = '[]';
  /** Reads of the agents, by number: begun, and the latest that was taken. */
  let asked = 0;
  let answered = 0;

  /** SPEC A2: a drop counts only after a grace, so that a reload or a lost second does not flap. Who only reads is never here. */
  function awaySince(id: string): number | null {
    const agent = records.get(id);
    const presence = presences.get(id);
    if (!agent || !presence || !mayBeGiven(agent)) return startedAt;
    const { leftAt, awayAt } = presence;
    if (leftAt !== null && now() - leftAt >= LIMITS.presenceGraceMs) return Math.min(leftAt, awayAt ?? leftAt);
    return awayAt;
  }

  function presenceOf(record: AgentRecord): AgentPresence {
    return { ...agentOf(record), isHere: awaySince(record.id) === null };
  }

  function all(): AgentPresence[] {
    return [...records.values()].map(presenceOf);
  }

  function come(id: string, serverId: string, isAway: boolean): void {
    const before = presences.get(id);
    const servers = new Set(before?.servers).add(serverId);
    presences.set(id, { servers, leftAt: null, awayAt: isAway ? (before?.awayAt ?? now()) : null });
  }

  /** "Away" outlives a reload, not an evening: a forgotten toggle must not keep a desk empty (SPEC A3). */
  function isStillAway(id: string): boolean {
    const { leftAt, awayAt } = presences.get(id) ?? { leftAt: null, awayAt: null };
    return awayAt !== null && (leftAt === null || now() - leftAt < LIMITS.offerAfterMs);
  }

  function go(id: string, serverId: string): void {
    const presence = presences.get(id);
    if (presence?.servers.delete(serverId) && presence.servers.size === 0) presence.leftAt = now();
  }

  function away(id: string, isAway: boolean): void {
    const presence = presences.get(id);
    if (presence) presence.awayAt = isAway ? (presence.awayAt ?? now()) : null;
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
      const isAway = isStillAway(id);
      come(id, here, isAway);
      feed?.setAgent(id, { isHere: true, isAway });
    },
    went(id) {
      if (hub.isAgentConnected(id)) return;
      go(id, here);
      feed?.setAgent(id, { isHere: false });
    },
    setAway(id, isAway) {
      away(id, isAway);
      feed?.setAway(id, isAway);
    },
    cameElsewhere: come,
    wentElsewhere: go,
    awayElsewhere: away,
    clearElsewhere() {
      for (const [id, { servers }] of presences) for (const each of servers) if (each !== here) go(id, each);
    },
    takeChange() {
      const list = all();
      const text = JSON.stringify(list);
      if (text === taken) return null;
      taken = text;
      return list;
    },
    async reload() {
      const number = ++asked;
      const agents = await store.agents.all();
      // Of two at once, the one that began later knows more.
      if (number < answered) return;
      answered = number;
      records = new Map(agents.map(agent => [agent.id, agent]));
    },
  };
}
