/**
 * Tells everybody who may hear it of what was written. The one place that turns a write into news, whether this server
 * wrote it or a feed brings it from another one.
 */
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import { callOf, recipientsOf } from '../../../protocol/telling.ts';
import type { Core } from '../../core.ts';
import type { Written, WrittenNews } from '../../store/written.ts';
import type { Hub } from '../../wire/hub.ts';
import type { Peer, VisitorPeer } from '../../wire/peer.ts';
import type { Staff } from '../agents/staff.ts';
import { peopleOf } from '../ladder/rules.ts';
import { tellMentioned } from '../mentions/news.ts';
import type { QueueKeeper } from '../queue/keeper.ts';
import type { Sites } from '../sites/sites.ts';
import type { Counts } from '../views/counts.ts';
import { tellAgents, tellAgentsInside } from '../views/news.ts';
import { forVisitor, visitorConversationOf } from './visibility.ts';

export type Publishing = Pick<Core, 'config' | 'hub' | 'feed' | 'outbox'> & {
  staff: Pick<Staff, 'find' | 'all'>;
  sites: Pick<Sites, 'lastKnown'>;
  counts: Pick<Counts, 'touch'>;
  queue: Pick<QueueKeeper, 'follow' | 'of'>;
};

/** @param except the visitor's page that sent it: its ack says the same */
export function publishEntry(
  { config, hub, staff, sites, counts, queue, feed, outbox }: Publishing,
  written: WrittenNews | Written,
  except?: VisitorPeer,
): void {
  const { entry, conversation, callback, previousSeq } = written;
  // Only the first entry brings pages in: whoever made the conversation may be signed in as somebody else by a later one.
  const { visitorId } = conversation;
  if (entry.seq === 1 && visitorId !== null && hub.bind(visitorId, conversation.id)) {
    publishPresence({ hub, feed }, conversation, true);
  }
  // Where it is in the queue of those whose pages are here, or that it is there no more, is told with the entry.
  queue.follow(conversation, entry);
  tellAgents(hub, written, { type: 'entry.added', entry, conversation, callback }, () =>
    calledBesides({ staff, sites }, entry, conversation),
  );
  // Whoever sends it again calls nobody again.
  if (!('isRepeat' in written && written.isRepeat)) {
    tellLate(hub, entry, conversation);
    tellMentioned({ hub, staff }, entry, conversation);
  }
  // Of most conversations there is one page, which sent it.
  if (hub.isShown(conversation.id, except)) {
    const visible = forVisitor(entry, config.secretKey);
    if (visible) {
      const seen = visitorConversationOf(conversation, { staff, queue });
      hub.toConversation(
        conversation.id,
        { type: 'entry.added', entry: visible, previousSeq, conversation: seen },
        except,
      );
    } else if (entry.body.kind === 'event') {
      toVisitor({ hub, staff, queue }, conversation);
    }
  }
  // Who is told through the outbox hears of it now too. What another server wrote, that one sends.
  if ('leaves' in written && written.leaves) outbox.wake();
  counts.touch();
}

/** Who is called by an entry of what somebody else may have, because the site says so (SPEC NO9). */
function calledBesides(
  { staff, sites }: Pick<Publishing, 'staff' | 'sites'>,
  entry: Entry,
  conversation: Conversation,
): string[] {
  const cause = conversation.status === 'held' ? null : callOf(entry);
  const site = cause && cause !== 'failed' ? sites.lastKnown(conversation.siteId) : null;
  // Whoever has it, or all where nobody does, hear of it anyway; so does who is named.
  if (!site || !cause || cause === 'failed' || !['all', 'owners'].includes(site.notices[cause])) return [];
  return recipientsOf(cause, site.notices, { conversation, entry, people: peopleOf(staff.all(), site.id) });
}

/** Whoever a step of the ladder or a low rating is for is told, whatever their pages show (SPEC LA3, RA5). */
function tellLate(hub: Hub, entry: Entry, conversation: Conversation): void {
  const { body } = entry;
  if (body.kind !== 'event' || !('to' in body)) return;
  for (const { id } of body.to) hub.toAgent(id, { type: 'late.told', entry, conversation });
}

/** Status, assignee or read marks changed without an entry. */
export function publishConversation({ hub, staff, counts, queue }: Publishing, conversation: Conversation): void {
  queue.follow(conversation);
  tellAgents(hub, { conversation }, { type: 'conversation.changed', conversation });
  toVisitor({ hub, staff, queue }, conversation);
  counts.touch();
}

/**
 * The visitor's first page came to this server, or the last one went. All agents hear of it, whatever they show: a page
 * keeps one set for all that it may show next, and could not ask for what it lacks when its view changes. There are two
 * of these in a visit, and as many entries as there are words.
 */
export function publishPresence(
  { hub, feed }: Pick<Publishing, 'hub' | 'feed'>,
  { id: conversationId, siteId }: { id: string; siteId: string },
  isHere: boolean,
): void {
  feed?.setVisitor({ conversationId, siteId }, isHere);
  if (isHere || !hub.isVisitorHere(conversationId)) {
    hub.toAgentsOf([siteId], { type: 'visitor.presence', conversationId, isHere });
  }
}

/** The same at another server: agents here hear of it when it changes whether the visitor is anywhere. */
export function publishPresenceElsewhere(
  hub: Hub,
  { serverId, conversationId, siteId }: { serverId: string; conversationId: string; siteId: string },
  isHere: boolean,
): void {
  if (hub.setElsewhere(serverId, { conversationId, siteId }, isHere)) {
    hub.toAgentsOf([siteId], { type: 'visitor.presence', conversationId, isHere });
  }
}

/** Somebody types, or stopped: the other side sees it, and colleagues. @param agentId null is the visitor */
export function publishTyping(
  { hub, staff }: Pick<Publishing, 'hub' | 'staff'>,
  typing: { conversationId: string; agentId: string | null; isTyping: boolean },
  except?: Peer,
): void {
  const { conversationId, agentId, isTyping } = typing;
  tellAgentsInside(hub, conversationId, { type: 'typing', ...typing }, except);
  const name = agentId === null ? undefined : staff.find(agentId)?.name;
  if (name !== undefined) hub.toConversation(conversationId, { type: 'typing', name, isTyping });
}

function toVisitor(
  { hub, staff, queue }: Pick<Publishing, 'hub' | 'staff' | 'queue'>,
  conversation: Conversation,
): void {
  hub.toConversation(conversation.id, {
    type: 'conversation.changed',
    conversation: visitorConversationOf(conversation, { staff, queue }),
  });
}
