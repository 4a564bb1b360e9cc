import type { HeldConversation } from '../../store/sqlite/conversation-rows.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import type { SearchIndex } from '../search/sqlite-index.ts';

/** A conversation that is gone, and how much went with it. */
export interface Removed {
  id: string;
  entries: number;
  callbacks: number;
  deliveries: number;
  /** Of what its visitors sent. */
  clientIds: string[];
}

export type Removals = ReturnType<typeof createRemovals>;

/** Takes conversations away with all that hangs on them. Inside `clear`; whoever calls ends the step with `index.rewind`. */
export function createRemovals({ rows, leaving }: Engine, index: SearchIndex) {
  return {
    conversation(held: HeldConversation): Removed {
      const { id } = held.conversation;
      const chain = held.newest === null ? [] : rows.entries.chainFrom(held.newest);
      for (const { row, body } of chain) {
        index.forget(row, body);
        rows.entries.drop(row);
      }
      const callbacks = rows.callbacks.dropOf(held.row);
      const deliveries = leaving.dropOf(id);
      // Who may open it gets the one before it, or begins anew.
      const openers = rows.visitors.ofConversation(held.contact, id);
      rows.conversations.drop(held);
      const conversationId = rows.conversations.newestOfContact(held.contact);
      for (const { id: visitorId, ...visitor } of openers)
        rows.visitors.link(visitorId, { ...visitor, conversationId });
      const clientIds = chain.flatMap(each => (each.isVisitors && each.clientId !== null ? [each.clientId] : []));
      return { id, entries: chain.length, callbacks, deliveries, clientIds };
    },
  };
}
