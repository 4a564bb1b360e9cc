import type { HeldConversation } from '../../store/sqlite/conversation-rows.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import type { SearchIndex } from '../search/sqlite-index.ts';

/** A conversation that is gone, and how much went with it. */
export interface Removed {
  id: string;
  entries: number;
  files: number;
  callbacks: number;
  ratings: number;
  mails: number;
  deliveries: number;
  /** Of what its visitors sent. */
  clientIds: string[];
}

export type Removals = ReturnType<typeof createRemovals>;

/** Takes conversations away with all that hangs on them. Inside `clear`; whoever calls ends the step with `index.rewind`. */
export function createRemovals({ writer, rows, leaving }: Engine, index: SearchIndex) {
  // Nobody's first: their bytes and they themselves go by the next sweep of files, which may be broken off.
  const forsake = (those: string) =>
    writer.prepare(`
      UPDATE files SET uploader = '', client_id = id, name = '', given_name = '', hash = '', touched_at = 0,
        conversation = NULL, seq = NULL WHERE ${those}`);
  const dropMessages = writer.prepare('DELETE FROM chat_messages WHERE conversation = ?');
  const forsakeSent = forsake('conversation = ?');
  const forsakeUploaded = forsake('uploader = ?');

  return {
    /** Files that a visitor uploaded and sent nowhere. @returns how many */
    filesOfVisitor: (id: string): number => Number(forsakeUploaded.run(`visitor:${id}`).changes),

    conversation(held: HeldConversation): Removed {
      const { id } = held.conversation;
      const chain = held.newest === null ? [] : rows.entries.chainFrom(held.newest);
      for (const { row, body } of chain) {
        index.forget(row, body);
        rows.entries.drop(row);
      }
      const files = Number(forsakeSent.run(id).changes);
      const callbacks = rows.callbacks.dropOf(held.row);
      const ratings = rows.ratings.dropOf(held.row);
      const mails = rows.mails.dropOf(id);
      const deliveries = leaving.dropOf(id);
      rows.notices.closeOf(id);
      rows.jobs.dropOf(id);
      rows.mentions.dropOf(id);
      rows.answerLinks.dropOf(id);
      dropMessages.run(id);
      rows.sms.dropOf(id);
      // Who may open it gets the one before it, or begins anew.
      const openers = rows.visitors.ofConversation(held.contact, id);
      rows.conversations.drop(held);
      const conversationId = rows.conversations.newestOfContact(held.contact);
      for (const { id: visitorId, ...visitor } of openers)
        rows.visitors.link(visitorId, { ...visitor, conversationId });
      rows.people.refreshRow(held.contact);
      const clientIds = chain.flatMap(each => (each.isVisitors && each.clientId !== null ? [each.clientId] : []));
      return { id, entries: chain.length, files, callbacks, ratings, mails, deliveries, clientIds };
    },
  };
}
