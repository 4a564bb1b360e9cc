import type { Conversation } from '../../../protocol/conversations.ts';
import { type DeskNews, deliveriesOf, deskDeliveries } from '../../features/webhooks/rules.ts';
import type { WebhookRecord } from '../../features/webhooks/store.ts';
import type { DeliveryRecord, TargetKey } from '../../outbox/store.ts';
import type { WrittenNews } from '../written.ts';
import type { Turns } from './turns.ts';
import type { WebhookRows } from './webhook-rows.ts';

export type Leaving = ReturnType<typeof createLeaving>;

/** What leaves through the store, on its way in: written by the step of its cause (SPEC D1). All inside a step. */
export function createLeaving({ writer }: Turns, webhooks: WebhookRows) {
  const insert = writer.prepare(`
    INSERT OR IGNORE INTO deliveries (id, kind, target, site, conversation, contact, event, payload, attempts, due_at, since,
      created_at, is_dead, problem) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, 0, '')`);
  const dropTarget = writer.prepare('DELETE FROM targets WHERE kind = ? AND id = ?');
  const dropDeliveries = writer.prepare('DELETE FROM deliveries WHERE kind = ? AND target = ?');
  const dropOf = writer.prepare('DELETE FROM deliveries WHERE conversation = ?');
  const dropOfContact = writer.prepare('DELETE FROM deliveries WHERE contact = ?');

  function write(deliveries: readonly DeliveryRecord[]): boolean {
    for (const each of deliveries) {
      const {
        id,
        kind,
        target,
        siteId,
        conversationId,
        contactId = null,
        event,
        payload,
        dueAt,
        since,
        createdAt,
      } = each;
      insert.run(id, kind, target, siteId, conversationId, contactId, event, payload, dueAt, since, createdAt);
    }
    return deliveries.length > 0;
  }

  function tellOf(news: () => readonly DeskNews[]): boolean {
    const all = webhooks.all();
    return all.length > 0 && write(deskDeliveries(all, news()));
  }

  return {
    /** Writes what is to leave. What is there under its id stays as it is. @returns whether there was anything */
    put: write,

    /** What tells of a conversation is not to leave any more, or be kept because it could not. @returns how many */
    dropOf: (conversationId: string): number => Number(dropOf.run(conversationId).changes),

    /** The same of people. @returns how many */
    dropOfContacts: (ids: readonly string[]): number =>
      ids.reduce((sum, id) => sum + Number(dropOfContact.run(id).changes), 0),

    /**
     * Writes what webhooks are to be told of what no entry tells of. Without one it touches nothing.
     * @returns whether there was anything
     */
    tell: (news: readonly DeskNews[]): boolean => tellOf(() => news),
    /** The same, worked out only where somebody would hear it. */
    tellOf,

    /**
     * Writes what others are to be told of an entry. Without a webhook it touches nothing.
     * @param before the conversation before the entry
     * @returns whether there was anything
     */
    add(before: Conversation, what: Pick<WrittenNews, 'entry' | 'conversation' | 'callback'>): boolean {
      const all = webhooks.all();
      if (all.length === 0) return false;
      return write(deliveriesOf(all, before, what));
    },

    /** The same of what was held back until now. @param of makes the deliveries, if there is anybody to tell */
    addHeldBack(of: (webhooks: WebhookRecord[]) => DeliveryRecord[]): boolean {
      const all = webhooks.all();
      return all.length > 0 && write(of(all));
    },

    /** A target is gone: so is all that waits for it. */
    dropTarget({ kind, id }: TargetKey): void {
      dropTarget.run(kind, id);
      dropDeliveries.run(kind, id);
    },
  };
}
