import type { Conversation } from '../../../protocol/conversations.ts';
import type { EntryBody } from '../../../protocol/entries.ts';
import { AppError } from '../../app-error.ts';
import type { FlatStore } from '../../store/flat.ts';
import type { Database } from '../../store/mongo/connection.ts';
import { toEntry } from '../../store/mongo/documents.ts';
import { type Draft, type Ledger, ownedBy } from '../../store/mongo/ledger.ts';
import type { Totals } from '../../store/mongo/recent.ts';
import { assignment, statusChange, UNCHANGED } from './rules.ts';

type Verbs = 'assign' | 'setStatus' | 'markRead' | 'conversation' | 'entriesAfter' | 'entriesBefore';

/**
 * One conversation: who has it, whether it is open, how far it was read, and what is in it.
 * @param nextId numbers of this server's own, by which others know who moved a mark
 */
export function createConversations(
  database: Database,
  ledger: Ledger,
  totals: Totals,
  nextId: () => number,
): Pick<FlatStore, Verbs> {
  const { conversations, entries } = database;

  /** Writes the event that `decide` makes of the conversation as it is; null: there is nothing to do, nor to remember. */
  async function addEvent(
    { conversationId, author, sent, at }: { conversationId: string } & Omit<Draft, 'body'>,
    decide: (conversation: Conversation) => EntryBody | null,
  ): ReturnType<FlatStore['assign']> {
    const own = sent && { ...sent, fingerprint: ownedBy(conversationId, sent.fingerprint) };
    const written = await database.transaction(async session => {
      const before = await ledger.read(conversationId, session);
      if (!before) throw new AppError('CONVERSATION_UNKNOWN');
      const held = own && (await ledger.held(before.siteId, own.clientId, session));
      if (held) return ledger.answered(held, own.fingerprint, session);
      const body = decide(before) ?? (own ? UNCHANGED : null);
      return body && ledger.add(session, before, { author, body, at, sent: own });
    });
    totals.forget(conversationId);
    return written;
  }

  return {
    assign: ({ from, to, ...event }) => addEvent(event, before => assignment(before, { from, to })),
    setStatus: ({ status, ...event }) => addEvent(event, before => statusChange(before, status)),

    async markRead(conversationId, side, seq) {
      const mark = side === 'agent' ? 'agentReadSeq' : 'visitorReadSeq';
      const before = await ledger.read(conversationId);
      if (!before) return null;
      const to = Math.min(seq, before.lastSeq);
      if (to <= before[mark]) return null;
      totals.touch(conversationId);
      const moved = await conversations.findOneAndUpdate(
        { _id: conversationId, [mark]: { $lt: to } },
        { $set: { [mark]: to, touch: nextId() } },
        { returnDocument: 'after' },
      );
      return moved && (await ledger.caughtUp([moved]))[0]!;
    },

    conversation: id => ledger.read(id),

    async entriesAfter(conversationId, afterSeq, limit) {
      const found = entries.find({ conversationId, seq: { $gt: afterSeq } });
      return (await found.sort({ seq: 1 }).limit(limit).toArray()).map(toEntry);
    },

    async entriesBefore(conversationId, beforeSeq, limit) {
      const found = entries.find({ conversationId, seq: { $lt: beforeSeq ?? Infinity } });
      return (await found.sort({ seq: -1 }).limit(limit).toArray()).reverse().map(toEntry);
    },
  };
}
