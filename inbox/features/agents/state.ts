import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Agent, AgentPresence, Pause } from '../../../protocol/agents.ts';
import { type Http, readInto } from '../../shell/http.ts';
import type { Link } from '../../shell/link.ts';

/** What an owner may change of an agent. */
export type AgentChange = Pick<Agent, 'role' | 'capacity' | 'letterCapacity' | 'languages' | 'isDisabled' | 'siteIds'>;

/** Who answers, who of them is here, and whether oneself is. */
export interface Agents {
  all: Signal<readonly AgentPresence[]>;
  /** What oneself said; null: takes what comes. */
  pause: ReadonlySignal<Pause | null>;
  /** Whether one's dialog about being away is open. */
  isAsked: Signal<boolean>;
  /** The name of a colleague; undefined for nobody and for who is not known. */
  nameOf(id: string | null | undefined): string | undefined;
  /** Takes in who is here when a link begins. */
  welcome(all: readonly AgentPresence[]): void;
  /** What was said of oneself while the link was down: told when it is back. */
  tellMeanwhile(): void;
  setPause(pause: Pause | null): void;
  /** Whether more than one could answer; what is about sharing the work is out of sight until then. */
  areSeveral(): boolean;
  /** Reads them anew; when that fails, what is held stays. */
  read(): void;
  /** @throws ApiError */
  update(id: string, change: Partial<AgentChange>): Promise<void>;
}

/** Away, without another word. */
export const AWAY: Pause = { isFinishing: false, reason: null, note: '', until: null };

export function createAgents(parts: { http: Http; link: Link; meId: string; now: () => number }): Agents {
  const { http, link, meId, now } = parts;
  const all = signal<readonly AgentPresence[]>([]);
  /** What was said without a link; undefined: nothing. */
  let meanwhile: Pause | null | undefined;

  function showOwn(pause: Pause | null) {
    const isHere = pause === null || pause.isFinishing;
    all.value = all.peek().map(agent => (agent.id === meId ? { ...agent, pause, isHere } : agent));
  }

  function tell(pause: Pause | null) {
    if (!pause) return link.notify({ type: 'presence.set', isAway: false });
    const { isFinishing, reason, note } = pause;
    // A time that has passed while there was no link says nothing any more.
    const until = pause.until !== null && pause.until > now() ? pause.until : null;
    link.notify({ type: 'presence.set', isAway: !isFinishing, isFinishing, reason, note, until });
  }

  return {
    all,
    pause: computed(() => all.value.find(agent => agent.id === meId)?.pause ?? null),
    isAsked: signal(false),
    nameOf: id => all.value.find(agent => agent.id === id)?.name,
    welcome(agents) {
      // The server remembers "away" over a reload, and forgets it over an evening.
      all.value = agents;
      if (meanwhile !== undefined) showOwn(meanwhile);
      meanwhile = undefined;
    },
    tellMeanwhile() {
      if (meanwhile !== undefined) tell(meanwhile);
    },
    setPause(pause) {
      showOwn(pause);
      if (link.isReady()) tell(pause);
      else meanwhile = pause;
    },
    areSeveral: () => all.value.filter(mayAnswer).length > 1,
    read: () => readInto(all, http.get('agents')),
    async update(id, change) {
      const changed = await http.patch<AgentPresence>(`agents/${id}`, change);
      all.value = all.peek().map(agent => (agent.id === id ? { ...agent, ...changed } : agent));
    },
  };
}

/** Whether a conversation may be theirs. */
export const mayAnswer = ({ role, isDisabled }: Pick<Agent, 'role' | 'isDisabled'>): boolean =>
  role !== 'reader' && !isDisabled;
