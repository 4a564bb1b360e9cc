/**
 * Tells everybody who may hear it of what was written. The one place that turns a write into news, whether this server
 * wrote it or a feed brings it from another one.
 */
import type { Conversation } from '../protocol/entities.ts';
import type { Context } from './context.ts';
import type { Peer } from './peer.ts';
import type { Written } from './store/store.ts';
import { forVisitor, visitorConversationOf } from './visibility.ts';

export type Publishing = Pick<Context, 'hub' | 'staff' | 'counts'>;

/** @param except the visitor's page that sent it: its ack says the same */
export function publishEntry({ hub, staff, counts }: Publishing, written: Written, except?: Peer): void {
  const { entry, conversation, callback } = written;
  // Only the first entry brings pages in: whoever made the conversation may be signed in as somebody else by a later one.
  if (entry.seq === 1 && hub.bind(conversation.visitorId, conversation.id)) {
    publishPresence({ hub }, conversation.id, true);
  }
  hub.toAgents({ type: 'entry.added', entry, conversation, callback });
  const visible = forVisitor(entry);
  if (visible) {
    const seen = visitorConversationOf(conversation, staff);
    hub.toConversation(conversation.id, { type: 'entry.added', entry: visible, conversation: seen }, except);
  } else if (entry.body.kind === 'event') {
    toVisitor({ hub, staff }, conversation);
  }
  counts.touch();
}

/** Status, assignee or read marks changed without an entry. */
export function publishConversation({ hub, staff, counts }: Publishing, conversation: Conversation): void {
  hub.toAgents({ type: 'conversation.changed', conversation });
  toVisitor({ hub, staff }, conversation);
  counts.touch();
}

/** The visitor's first page came, or the last one went. */
export function publishPresence({ hub }: Pick<Publishing, 'hub'>, conversationId: string, isHere: boolean): void {
  hub.toAgents({ type: 'visitor.presence', conversationId, isHere });
}

function toVisitor({ hub, staff }: Pick<Publishing, 'hub' | 'staff'>, conversation: Conversation): void {
  hub.toConversation(conversation.id, {
    type: 'conversation.changed',
    conversation: visitorConversationOf(conversation, staff),
  });
}
