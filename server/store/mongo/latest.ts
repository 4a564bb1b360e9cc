import type { Contact } from '../../../protocol/contacts.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { HeldMark } from '../../../protocol/spam.ts';
import { toContact } from '../../features/contacts/mongo-document.ts';
import { newConversation } from '../../features/conversations/rules.ts';
import type { Database } from './connection.ts';
import type { Draft, Ledger } from './ledger.ts';
import type { Recent } from './recent.ts';

/** Which conversation an entry is for. */
export interface Wanted {
  /** Whose conversation, or which. */
  visitorId?: string;
  /** Where the visitor has none yet. */
  newConversationId?: string;
  /** That one begins in quarantine. */
  held?: HeldMark | null;
  conversationId?: string;
  /** The entry, where nothing but the conversation is touched. */
  draft: Draft | null;
}

/** The conversation that an entry is to follow. */
export interface Latest {
  before: Conversation;
  /** From memory: right about everything that entries change, in the rest as good as `recent.isTouched` says. */
  isKnown: boolean;
}

/** A conversation with what others changed of it without an entry. */
export type Current = (conversation: Conversation) => Conversation;

/** What changes without an entry: read marks, and the contact's summary. */
const QUIETLY_CHANGED = {
  contact: 1,
  agentReadSeq: 1,
  visitorReadSeq: 1,
} as const;

export interface LatestReader {
  /** Left out where it needs a closer look. Few round trips, however many are wanted. */
  read<W extends Wanted>(wanted: W[]): Promise<Map<W, Latest>>;
  /**
   * Read while the entries are written, since it changes the answers and not what is written. Of what is known only what
   * was touched is read: others' touches come by the feed, and whoever was told of an entry too early is told again by it.
   */
  current(latest: Latest[]): Promise<Current>;
}

export function createLatestReader(database: Database, ledger: Ledger, recent: Recent): LatestReader {
  const { conversations, contacts, visitors } = database;

  /** Visitors, with their contact where they have no conversation yet. */
  async function readVisitors(ids: string[]) {
    const found = await visitors
      .find({ _id: { $in: ids } }, { projection: { siteId: 1, contactId: 1, conversationId: 1 } })
      .toArray();
    const silent = found.filter(each => each.conversationId === null).map(each => each.contactId);
    const people = silent.length > 0 ? await contacts.find({ _id: { $in: silent } }).toArray() : [];
    const contactOf = new Map<string, Contact>(people.map(each => [each._id, toContact(each)]));
    return new Map(
      found.map(({ _id, siteId, contactId, conversationId }) => [
        _id,
        { siteId, conversationId, contact: contactOf.get(contactId) },
      ]),
    );
  }

  return {
    async read<W extends Wanted>(wanted: W[]) {
      const latest = new Map<W, Latest>();
      const idOf = new Map<W, string>();
      const asking: W[] = [];
      for (const each of wanted) {
        const id = each.conversationId ?? recent.conversationOf(each.visitorId!);
        if (id) idOf.set(each, id);
        else asking.push(each);
      }
      const asked = asking.length > 0 ? await readVisitors(asking.map(each => each.visitorId!)) : null;
      for (const each of asking) {
        const { siteId, conversationId, contact } = asked?.get(each.visitorId!) ?? {};
        if (conversationId) idOf.set(each, conversationId);
        else if (contact) {
          const { newConversationId, visitorId, draft, held } = each;
          const of = { ...contact, siteId: siteId! };
          const before = newConversation(newConversationId!, visitorId!, of, draft!.at, held);
          latest.set(each, { before, isKnown: false });
        }
      }

      const found = new Map<string, Latest>();
      const unknown = new Set<string>();
      for (const id of idOf.values()) {
        const before = recent.known(id);
        if (before) found.set(id, { before, isKnown: true });
        else unknown.add(id);
      }
      if (unknown.size > 0) {
        const documents = await conversations.find({ _id: { $in: [...unknown] } }).toArray();
        for (const before of await ledger.caughtUp(documents)) {
          recent.learn(before);
          found.set(before.id, { before, isKnown: false });
        }
      }
      for (const [each, id] of idOf) {
        const one = found.get(id);
        if (!one) continue;
        latest.set(each, one);
        if (each.visitorId) recent.learn(one.before, each.visitorId);
      }
      return latest;
    },

    async current(latest) {
      const ids = latest.filter(each => each.isKnown && recent.isTouched(each.before)).map(each => each.before.id);
      if (ids.length === 0) return conversation => conversation;
      const found = await conversations
        .find({ _id: { $in: ids } }, { projection: QUIETLY_CHANGED })
        .toArray()
        // The entries were perhaps kept all the same, and their ack must not fail for this.
        .catch(() => []);
      const changed = new Map(found.map(({ _id, ...change }) => [_id, change]));
      return conversation => {
        const change = changed.get(conversation.id);
        if (!change) return conversation;
        const agentReadSeq = Math.max(conversation.agentReadSeq, change.agentReadSeq);
        const visitorReadSeq = Math.max(conversation.visitorReadSeq, change.visitorReadSeq);
        return { ...conversation, ...change, agentReadSeq, visitorReadSeq };
      };
    },
  };
}
