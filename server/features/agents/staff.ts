import type { AgentPresence, Pause } from '../../../protocol/agents.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import type { Core } from '../../core.ts';
import type { DeskSettings } from '../settings/settings.ts';
import { readPause } from './pauses.ts';
import { agentOf, keptPause, mayBeGiven } from './rules.ts';
import type { AgentRecord } from './store.ts';

/** The agents and who of them is here. Read from memory, so that asking costs nothing. */
export interface Staff {
  /** Everybody, disabled ones too, in the store's order. */
  all(): AgentPresence[];
  find(id: string): AgentPresence | undefined;
  /** Who can be given something new now: here, and not about to go. */
  here(): AgentPresence[];
  /** The same question for every message: without making the list. */
  isAnybodyHere(): boolean;
  /** Since when an agent is not here, ms since the epoch; null: is here. Whoever was never seen is away since the start. */
  awaySince(id: string): number | null;
  /** The first page of an agent came to this server, or the last one went. Other servers are told. */
  came(id: string): void;
  went(id: string): void;
  /** Connected, but not to be given anything new; null: again. Other servers are told. */
  setPause(id: string, pause: Pause | null): void;
  /** The same, at other servers. */
  cameElsewhere(id: string, serverId: string, pause: Pause | null): void;
  wentElsewhere(id: string, serverId: string): void;
  pausedElsewhere(id: string, pause: Pause | null): void;
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
  pause: Pause | null;
  /** Since when the agent is away by their own word, by this server's clock; null when not, or not yet. */
  awayAt: number | null;
}

/** Stands for this server where there are no others. */
const ALONE = 'this one';

export function createStaff(
  { store, hub, now, feed }: Pick<Core, 'store' | 'hub' | 'now' | 'feed'>,
  { settings }: { settings: DeskSettings },
): Staff {
  const here = feed?.serverId ?? ALONE;
  const startedAt = now();
  const presences = new Map<string, Presence>();
  let records = new Map<string, AgentRecord>();
  let taken = '[]';
  /** Reads of the agents, by number: begun, and the latest that was taken. */
  let asked = 0;
  let answered = 0;
  /** Whose kept pauses were read. */
  const recalled = new Set<string>();

  /** SPEC A2: a drop counts only after a grace, so that a reload or a lost second does not flap. Who only reads is never here. */
  function awaySince(id: string): number | null {
    const agent = records.get(id);
    const presence = presences.get(id);
    if (!agent || !presence || !mayBeGiven(agent)) return startedAt;
    const { leftAt } = presence;
    const awayAt = pauseOf(id) ? presence.awayAt : null;
    if (leftAt !== null && now() - leftAt >= LIMITS.presenceGraceMs) return Math.min(leftAt, awayAt ?? leftAt);
    return awayAt;
  }

  function pauseOf(id: string): Pause | null {
    const presence = presences.get(id);
    return presence ? keptPause(presence.pause, presence.leftAt, now()) : null;
  }

  function presenceOf(record: AgentRecord): AgentPresence {
    return { ...agentOf(record), isHere: awaySince(record.id) === null, pause: pauseOf(record.id) };
  }

  function all(): AgentPresence[] {
    return [...records.values()].map(presenceOf);
  }

  function come(id: string, serverId: string, pause: Pause | null): void {
    const before = presences.get(id);
    const servers = new Set(before?.servers).add(serverId);
    presences.set(id, { servers, leftAt: null, pause, awayAt: awayWith(pause, before) });
  }

  function awayWith(pause: Pause | null, before: Presence | undefined): number | null {
    return pause && !pause.isFinishing ? (before?.awayAt ?? now()) : null;
  }

  function go(id: string, serverId: string): void {
    const presence = presences.get(id);
    if (presence?.servers.delete(serverId) && presence.servers.size === 0) presence.leftAt = now();
  }

  function putPause(id: string, pause: Pause | null): void {
    const presence = presences.get(id);
    if (presence) Object.assign(presence, { pause, awayAt: awayWith(pause, presence) });
  }

  /** What was said before this server started, of those of whom nothing was heard since. */
  async function recall(ids: string[]): Promise<void> {
    const unknown = ids.filter(id => !recalled.has(id));
    const kept = await Promise.all(unknown.map(id => readPause(settings, id, now())));
    for (const [at, id] of unknown.entries()) {
      recalled.add(id);
      const pause = kept[at] ?? null;
      if (!pause || presences.has(id)) continue;
      presences.set(id, { servers: new Set(), leftAt: startedAt, pause, awayAt: startedAt });
    }
  }

  const takesNew = (id: string) => awaySince(id) === null && pauseOf(id) === null;

  return {
    all,
    find(id) {
      const record = records.get(id);
      return record && presenceOf(record);
    },
    here: () => all().filter(({ id }) => takesNew(id)),
    isAnybodyHere() {
      for (const id of records.keys()) if (takesNew(id)) return true;
      return false;
    },
    awaySince,
    came(id) {
      const pause = pauseOf(id);
      come(id, here, pause);
      feed?.setAgent(id, { isHere: true, pause });
    },
    went(id) {
      if (hub.isAgentConnected(id)) return;
      go(id, here);
      feed?.setAgent(id, { isHere: false });
    },
    setPause(id, pause) {
      putPause(id, pause);
      feed?.setPause(id, pause);
    },
    cameElsewhere: come,
    wentElsewhere: go,
    pausedElsewhere: putPause,
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
      await recall(agents.map(({ id }) => id));
      // Of two at once, the one that began later knows more.
      if (number < answered) return;
      answered = number;
      records = new Map(agents.map(agent => [agent.id, agent]));
    },
  };
}
