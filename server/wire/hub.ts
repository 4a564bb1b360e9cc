/**
 * Who is connected to this server, and how news reaches them. No store, no Fastify. News of this server's own writes
 * and, with several servers, of the others' writes come in by the same functions. Of pages at other servers it knows
 * only whose conversations they show.
 */
import type { AgentNews } from '../../protocol/agent.ts';
import type { VisitorNews } from '../../protocol/visitor.ts';
import type { CloseName } from '../../protocol/wire/errors.ts';
import { addressKey } from '../http/addresses.ts';
import { frameOf } from './news-frame.ts';
import type { AgentPeer, Peer, VisitorPeer } from './peer.ts';
import { PeersBy } from './peers-by.ts';

export interface Hub {
  /** Knows a socket from its upgrade to its end. */
  add(peer: VisitorPeer | AgentPeer): void;
  /** After hello: from now on it hears news. @returns whether it is the first page of its conversation or agent */
  join(peer: VisitorPeer | AgentPeer): boolean;
  /** At the end. @returns whether it had joined and was the last page of its conversation or agent */
  leave(peer: VisitorPeer | AgentPeer): boolean;
  /** All pages of a visitor are in this conversation now, and in no other. @returns whether they are the first ones in it */
  bind(visitorId: string, conversationId: string | null): boolean;

  /**
   * The page of an agent listens to these topics from now on, and to no others. Until its first ones it hears everything.
   * @returns false when it is gone
   */
  watch(page: AgentPeer, topics: readonly string[]): boolean;

  /** To all pages in the conversation but one. Cheap when there are none. */
  toConversation(conversationId: string, news: VisitorNews, except?: Peer): void;
  toVisitor(visitorId: string, news: VisitorNews): void;
  toSite(siteId: string, news: VisitorNews): void;
  /** To all pages of all agents, whatever they show and whichever sites they see. */
  toAgents(news: AgentNews): void;
  /** To all that see what is of one of these sites, as of a person who came to them; none: to everybody (SPEC RI5). */
  toAgentsOf(siteIds: readonly string[], news: AgentNews): void;
  /**
   * To the pages of agents that listen to one of these topics or to everything, but one. Cheap when there are none.
   * @param siteId of which site it is: who does not see that hears nothing (SPEC RI5). Null: of a conversation that is
   * the topic, which listens only who sees it
   */
  toTopics(siteId: string | null, topics: readonly string[], news: AgentNews, except?: Peer): void;
  toAgent(agentId: string, news: AgentNews): void;
  toAll(news: Extract<VisitorNews & AgentNews, { type: string }>): void;

  /** At whichever server. */
  isVisitorHere(conversationId: string): boolean;
  /** Conversations whose visitor has a page open, at whichever server. */
  conversationsHere(): string[];
  /** Those of them that are of one of these sites. */
  conversationsHereOf(siteIds: ReadonlySet<string>): string[];
  /** Conversations with a page at this server, other than one. */
  isShown(conversationId: string, except?: VisitorPeer): boolean;
  /** The first page of a conversation came to another server, or the last one went. @returns whether that changes `isVisitorHere` */
  setElsewhere(serverId: string, page: { conversationId: string; siteId: string }, isHere: boolean): boolean;
  /** Forgets what `setElsewhere` said. */
  clearElsewhere(): void;
  /** Sites with a page open. */
  sitesHere(): string[];
  /** Sockets of visitors from that address, or its network, joined or not. */
  countAt(address: string): number;
  /** Pages of a visitor. */
  countOf(visitorId: string): number;
  /** Sockets of an agent, joined or not. */
  countOfAgent(agentId: string): number;
  /** Those of them that one session opened. */
  countOfSession(sessionId: string): number;
  /** A page of the visitor, if there is one; all of them show the same conversation. */
  pageOf(visitorId: string): VisitorPeer | undefined;
  isAgentConnected(agentId: string): boolean;
  agentsConnected(): string[];
  /** Whether any agent has a page open here. */
  readonly hasAgents: boolean;
  /** All sockets, joined or not. */
  peers(): Iterable<VisitorPeer | AgentPeer>;
  counts(): { visitors: number; agents: number };

  /** Ends the sockets of sessions that were signed out. */
  closeSessions(sessionIds: string[]): void;
  /** Sends all pages of a site away, to come back after a random pause and say hello anew. */
  closeSite(siteId: string): void;
  /** How often that was done: a page whose hello was begun before the last time has to go as well. */
  closesOf(siteId: string): number;
  /** Ends the sockets of a visitor. */
  closeVisitor(visitorId: string, as: CloseName): void;
  /** Ends all sockets of an agent: for good, or to come back with the rights of now. */
  closeAgent(agentId: string, as: 'SIGNED_OUT' | 'RESTART'): void;
  /**
   * Sends everybody away with 1012, spread over `overMs` so that they do not all come back in one moment. A command in
   * hand is answered first. Resolves when all are gone, or cuts who is left 2 s after the spread (SPEC W10).
   */
  drain(overMs?: number): Promise<void>;
  /** From the start of `drain`: new sockets and new commands are refused. */
  readonly isDraining: boolean;
}

const DRAIN_MS = 3_000;
const DRAIN_GRACE_MS = 2_000;

export function createHub(): Hub {
  const all = new Set<VisitorPeer | AgentPeer>();
  const bySite = new PeersBy<VisitorPeer>();
  const byAddress = new PeersBy<VisitorPeer>();
  const byVisitor = new PeersBy<VisitorPeer>();
  const byConversation = new PeersBy<VisitorPeer>();
  const byAgent = new PeersBy<AgentPeer>();
  /** All sockets of agents, also of those who have not said hello. */
  const openedByAgent = new PeersBy<AgentPeer>();
  const openedBySession = new PeersBy<AgentPeer>();
  /** Pages of agents that said what they show, and those that did not. */
  const byTopic = new PeersBy<AgentPeer>();
  const hearingAll = new Set<AgentPeer>();
  /** Names of servers, by conversation. */
  const elsewhere = new PeersBy<string>();
  /** Sites of those conversations. */
  const siteElsewhere = new Map<string, string>();
  /** By site. */
  const closes = new Map<string, number>();
  let visitors = 0;
  let agents = 0;
  /** News told by topics so far: a page that listens to several of them is told once. */
  let told = 0;
  let isDraining = false;
  /** Those who drain and wait for the last socket to go. */
  const draining: (() => void)[] = [];

  function conversationsHere(): string[] {
    return [...new Set([...byConversation.keys(), ...elsewhere.keys()])];
  }

  function unwatch(page: AgentPeer): void {
    hearingAll.delete(page);
    for (const topic of page.topics ?? []) byTopic.delete(topic, page);
    page.topics = null;
  }

  return {
    add(peer) {
      all.add(peer);
      if (peer.kind === 'visitor') {
        byAddress.add(addressKey(peer.address), peer);
        return;
      }
      openedByAgent.add(peer.agentId, peer);
      openedBySession.add(peer.sessionId, peer);
    },
    countAt: address => byAddress.count(addressKey(address)),
    countOf: visitorId => byVisitor.count(visitorId),
    countOfAgent: agentId => openedByAgent.count(agentId),
    countOfSession: sessionId => openedBySession.count(sessionId),
    join(peer) {
      // Its socket may have closed while hello was being answered.
      if (!all.has(peer)) return false;
      peer.isJoined = true;
      if (peer.kind === 'agent') {
        agents += 1;
        hearingAll.add(peer);
        return byAgent.add(peer.agentId, peer);
      }
      visitors += 1;
      bySite.add(peer.siteId, peer);
      byVisitor.add(peer.visitorId, peer);
      return peer.conversationId !== null && byConversation.add(peer.conversationId, peer);
    },
    leave(peer) {
      if (!all.delete(peer)) return false;
      if (peer.kind === 'visitor') byAddress.delete(addressKey(peer.address), peer);
      else {
        openedByAgent.delete(peer.agentId, peer);
        openedBySession.delete(peer.sessionId, peer);
      }
      if (all.size === 0) for (const resolve of draining.splice(0)) resolve();
      if (!peer.isJoined) return false;
      if (peer.kind === 'agent') {
        agents -= 1;
        unwatch(peer);
        return byAgent.delete(peer.agentId, peer);
      }
      visitors -= 1;
      bySite.delete(peer.siteId, peer);
      byVisitor.delete(peer.visitorId, peer);
      return peer.conversationId !== null && byConversation.delete(peer.conversationId, peer);
    },
    bind(visitorId, conversationId) {
      let isFirst = false;
      for (const peer of byVisitor.get(visitorId) ?? []) {
        if (peer.conversationId === conversationId) continue;
        if (peer.conversationId !== null) byConversation.delete(peer.conversationId, peer);
        peer.conversationId = conversationId;
        if (conversationId !== null && byConversation.add(conversationId, peer)) isFirst = true;
      }
      return isFirst;
    },

    toConversation: (conversationId, news, except) => publish(byConversation.get(conversationId), news, except),
    toVisitor: (visitorId, news) => publish(byVisitor.get(visitorId), news),
    toSite: (siteId, news) => publish(bySite.get(siteId), news),
    toAgents: news => publish(byAgent.all(), news),
    toAgentsOf: (siteIds, news) =>
      publish(
        [...byAgent.all()].filter(page => siteIds.length === 0 || siteIds.some(each => page.maySee(each))),
        news,
      ),
    watch(page, topics) {
      if (!page.isJoined || !all.has(page)) return false;
      unwatch(page);
      page.topics = topics;
      for (const topic of topics) byTopic.add(topic, page);
      return true;
    },
    toTopics(siteId, topics, news, except) {
      if (agents === 0) return;
      told += 1;
      let frame: Buffer | undefined;
      const tell = (pages: Iterable<AgentPeer> | undefined, isWatched: boolean) => {
        for (const page of pages ?? []) {
          if (page === except || page.toldLast === told) continue;
          if (siteId === null ? !isWatched && page.sees !== null : !page.maySee(siteId)) continue;
          page.toldLast = told;
          frame ??= frameOf(news);
          page.send(frame);
        }
      };
      tell(hearingAll, false);
      for (const topic of topics) tell(byTopic.get(topic), true);
    },
    toAgent: (agentId, news) => publish(byAgent.get(agentId), news),
    toAll: news => publish(all, news),

    isVisitorHere: conversationId => byConversation.has(conversationId) || elsewhere.has(conversationId),
    conversationsHere,
    conversationsHereOf: siteIds =>
      conversationsHere().filter(id => {
        const [page] = byConversation.get(id) ?? [];
        const siteId = page?.siteId ?? siteElsewhere.get(id);
        return siteId !== undefined && siteIds.has(siteId);
      }),
    isShown: (conversationId, except) => byConversation.has(conversationId, except),
    setElsewhere(serverId, { conversationId, siteId }, isHere) {
      const isChanged = isHere ? elsewhere.add(conversationId, serverId) : elsewhere.delete(conversationId, serverId);
      if (isHere) siteElsewhere.set(conversationId, siteId);
      else if (isChanged) siteElsewhere.delete(conversationId);
      return isChanged && !byConversation.has(conversationId);
    },
    clearElsewhere() {
      elsewhere.clear();
      siteElsewhere.clear();
    },
    sitesHere: () => bySite.keys(),
    pageOf(visitorId) {
      const [page] = byVisitor.get(visitorId) ?? [];
      return page;
    },
    isAgentConnected: agentId => byAgent.has(agentId),
    agentsConnected: () => byAgent.keys(),
    get hasAgents() {
      return agents > 0;
    },
    peers: () => all,
    counts: () => ({ visitors, agents }),

    closeSessions(sessionIds) {
      for (const peer of all) {
        if (peer.kind === 'agent' && sessionIds.includes(peer.sessionId)) peer.close('SIGNED_OUT');
      }
    },
    closesOf: siteId => closes.get(siteId) ?? 0,
    closeSite(siteId) {
      closes.set(siteId, (closes.get(siteId) ?? 0) + 1);
      for (const peer of [...(bySite.get(siteId) ?? [])]) peer.closeWhenDone('RESTART');
    },
    closeVisitor(visitorId, as) {
      for (const peer of [...(byVisitor.get(visitorId) ?? [])]) peer.closeWhenDone(as);
    },
    closeAgent(agentId, as) {
      for (const peer of all) {
        if (peer.kind === 'agent' && peer.agentId === agentId) peer.close(as);
      }
    },
    async drain(overMs = DRAIN_MS) {
      isDraining = true;
      if (all.size === 0) return;
      const empty = new Promise<void>(resolve => draining.push(resolve));
      const waiting = [...all];
      const timers = waiting.map((peer, place) =>
        setTimeout(() => peer.closeWhenDone('RESTART'), (place / waiting.length) * overMs),
      );
      const cut = setTimeout(() => {
        for (const peer of all) peer.socket.terminate();
      }, overMs + DRAIN_GRACE_MS);
      await empty;
      for (const timer of [...timers, cut]) clearTimeout(timer);
    },
    get isDraining() {
      return isDraining;
    },
  };
}

/** One frame, built once and only when somebody hears it, to all peers but one. */
function publish(peers: Iterable<Peer> | undefined, news: VisitorNews | AgentNews, except?: Peer): void {
  if (!peers) return;
  let frame: Buffer | undefined;
  for (const peer of peers) {
    if (peer === except) continue;
    frame ??= frameOf(news);
    peer.send(frame);
  }
}
