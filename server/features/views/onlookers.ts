import type { AgentNews } from '../../../protocol/agent.ts';
import type { Core } from '../../core.ts';
import type { AgentPeer } from '../../wire/peer.ts';
import { tellAgentsInside } from './news.ts';

/**
 * Which agents have which conversation open, at whichever server. Their pages are told of each other, so that two do not
 * answer at once (SPEC ON1). Nothing of it is kept: it ends with the pages.
 */
export interface Onlookers {
  /** The page has this conversation open from now on, and no other; null: none, also when it goes. */
  look(page: AgentPeer, conversationId: string | null): void;
  /** The first page of an agent opened the conversation at another server, or the last one left it. */
  setElsewhere(serverId: string, conversationId: string, agentId: string, isHere: boolean): void;
  /** Forgets what `setElsewhere` said. */
  clearElsewhere(): void;
}

/** A page at this server, or the name of another one. */
type Holder = AgentPeer | string;

export function createOnlookers({ hub, feed }: Pick<Core, 'hub' | 'feed'>): Onlookers {
  /** By conversation, then by agent: where they have it open. */
  const everywhere = new Map<string, Map<string, Set<Holder>>>();
  const opened = new Map<AgentPeer, string>();

  const of = (conversationId: string) => [...(everywhere.get(conversationId)?.keys() ?? [])];
  const isOpenHere = (conversationId: string, agentId: string) =>
    [...(everywhere.get(conversationId)?.get(agentId) ?? [])].some(holder => typeof holder !== 'string');

  function news(conversationId: string): AgentNews {
    return { type: 'onlookers', conversationId, agentIds: of(conversationId) };
  }

  /** @returns whether the agent was not among the onlookers before */
  function add(conversationId: string, agentId: string, holder: Holder): boolean {
    const agents = everywhere.get(conversationId) ?? new Map<string, Set<Holder>>();
    everywhere.set(conversationId, agents);
    const holders = agents.get(agentId);
    agents.set(agentId, (holders ?? new Set()).add(holder));
    return holders === undefined;
  }

  /** @returns whether the agent is not among the onlookers any more */
  function remove(conversationId: string, agentId: string, holder: Holder): boolean {
    const agents = everywhere.get(conversationId);
    const holders = agents?.get(agentId);
    if (!agents || !holders?.delete(holder) || holders.size > 0) return false;
    agents.delete(agentId);
    if (agents.size === 0) everywhere.delete(conversationId);
    return true;
  }

  function tell(conversationId: string): void {
    tellAgentsInside(hub, conversationId, news(conversationId));
  }

  function leave(page: AgentPeer, conversationId: string): void {
    opened.delete(page);
    const { agentId } = page;
    const isGone = remove(conversationId, agentId, page);
    if (!isOpenHere(conversationId, agentId)) feed?.setOnlooker(conversationId, agentId, false);
    if (isGone) tell(conversationId);
  }

  return {
    look(page, conversationId) {
      const before = opened.get(page) ?? null;
      if (before !== null && before !== conversationId) leave(page, before);
      if (conversationId === null) return;
      const { agentId } = page;
      const isFirstHere = !isOpenHere(conversationId, agentId);
      opened.set(page, conversationId);
      const isNew = add(conversationId, agentId, page);
      if (isFirstHere) feed?.setOnlooker(conversationId, agentId, true);
      // A page that has just come knows nobody yet, whether or not its agent is new to the others.
      if (isNew) tell(conversationId);
      else page.tell(news(conversationId));
    },
    setElsewhere(serverId, conversationId, agentId, isHere) {
      if ((isHere ? add : remove)(conversationId, agentId, serverId)) tell(conversationId);
    },
    clearElsewhere() {
      for (const [conversationId, agents] of [...everywhere]) {
        let isChanged = false;
        for (const [agentId, holders] of [...agents]) {
          for (const holder of [...holders]) {
            if (typeof holder === 'string' && remove(conversationId, agentId, holder)) isChanged = true;
          }
        }
        if (isChanged) tell(conversationId);
      }
    },
  };
}
