import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Agent, AgentPresence } from '../../../protocol/agents.ts';
import { type Http, readInto } from '../../shell/http.ts';
import type { Link } from '../../shell/link.ts';
import { t } from './words/index.ts';

/** What an owner may change of an agent. */
export type AgentChange = Pick<Agent, 'role' | 'capacity' | 'letterCapacity' | 'languages' | 'isDisabled' | 'siteIds'>;

/** Who answers, who of them is here, and whether oneself is. */
export interface Agents {
  all: Signal<readonly AgentPresence[]>;
  isAway: ReadonlySignal<boolean>;
  /** The name of a colleague; undefined for nobody and for who is not known. */
  nameOf(id: string | null | undefined): string | undefined;
  /** Takes in who is here when a link begins. */
  welcome(all: readonly AgentPresence[]): void;
  /** What was said of oneself while the link was down: told when it is back. */
  tellMeanwhile(): void;
  setAway(isAway: boolean): void;
  /** Whether more than one could answer; what is about sharing the work is out of sight until then. */
  areSeveral(): boolean;
  /** Reads them anew; when that fails, what is held stays. */
  read(): void;
  /** @throws ApiError */
  update(id: string, change: Partial<AgentChange>): Promise<void>;
}

export function createAgents({ http, link, meId }: { http: Http; link: Link; meId: string }): Agents {
  const all = signal<readonly AgentPresence[]>([]);
  const isAway = signal(false);
  let awayMeanwhile: boolean | null = null;

  return {
    all,
    isAway,
    nameOf: id => all.value.find(agent => agent.id === id)?.name,
    welcome(now) {
      all.value = now;
      // The server remembers "away" over a reload, and forgets it over an evening.
      isAway.value = awayMeanwhile ?? now.some(agent => agent.id === meId && !agent.isHere);
      awayMeanwhile = null;
    },
    tellMeanwhile() {
      if (awayMeanwhile !== null) link.notify({ type: 'presence.set', isAway: awayMeanwhile });
    },
    setAway(next) {
      isAway.value = next;
      if (link.isReady()) link.notify({ type: 'presence.set', isAway: next });
      else awayMeanwhile = next;
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

/** Whether an agent can be reached now, in a word. */
export const presenceText = (agent: AgentPresence): string => t(agent.isHere ? 'isHere' : 'isAway');
