import type { Contact } from '../../../protocol/contacts.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import { newConversation } from '../../features/conversations/rules.ts';
import type { Database } from './connection.ts';
import { toContact } from './documents.ts';
import type { Ledger } from './ledger.ts';
import type { Totals } from './recent.ts';
import type { Job } from './turns.ts';

/** The conversation that an entry is to follow. */
export interface Head {
  before: Conversation;
  /** From memory: right about everything that entries change, in the rest as good as `totals.isDoubtful` says. */
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

export interface Heads {
  /** By job; left out where it needs a closer look. Few round trips, however many jobs. */
  read(jobs: Job[]): Promise<Map<Job, Head>>;
  /**
   * Read while the entries are written, since it changes the answers and not what is written. Of what is known only the
   * doubtful is read: others' touches come by the feed, and whoever was told of an entry too early is told again by it.
   */
  current(heads: Head[]): Promise<Current>;
}

export function createHeads(database: Database, ledger: Ledger, totals: Totals): Heads {
  const { conversations, contacts, visitors } = database;

  /** Visitors of jobs, with their contact where they have no conversation yet. */
  async function readVisitors(jobs: Job[]) {
    const found = await visitors
      .find({ _id: { $in: jobs.map(each => each.visitorId!) } }, { projection: { contactId: 1, conversationId: 1 } })
      .toArray();
    const silent = found.filter(each => each.conversationId === null).map(each => each.contactId);
    const people = silent.length > 0 ? await contacts.find({ _id: { $in: silent } }).toArray() : [];
    const contactOf = new Map<string, Contact>(people.map(each => [each._id, toContact(each)]));
    return new Map(
      found.map(({ _id, contactId, conversationId }) => [_id, { conversationId, contact: contactOf.get(contactId) }]),
    );
  }

  return {
    async read(jobs) {
      const heads = new Map<Job, Head>();
      const idOf = new Map<Job, string>();
      const asking: Job[] = [];
      for (const job of jobs) {
        const id = job.conversationId ?? totals.conversationOf(job.visitorId!);
        if (id) idOf.set(job, id);
        else asking.push(job);
      }
      const asked = asking.length > 0 ? await readVisitors(asking) : null;
      for (const job of asking) {
        const { conversationId, contact } = asked?.get(job.visitorId!) ?? {};
        if (conversationId) idOf.set(job, conversationId);
        else if (contact) {
          const before = newConversation(job.newConversationId!, job.visitorId!, contact, job.draft!.at);
          heads.set(job, { before, isKnown: false });
        }
      }

      const found = new Map<string, Head>();
      const unknown = new Set<string>();
      for (const id of idOf.values()) {
        const before = totals.known(id);
        if (before) found.set(id, { before, isKnown: true });
        else unknown.add(id);
      }
      if (unknown.size > 0) {
        const documents = await conversations.find({ _id: { $in: [...unknown] } }).toArray();
        for (const before of await ledger.caughtUp(documents)) {
          totals.learn(before);
          found.set(before.id, { before, isKnown: false });
        }
      }
      for (const [job, id] of idOf) {
        const head = found.get(id);
        if (!head) continue;
        heads.set(job, head);
        if (job.visitorId) totals.learn(head.before, job.visitorId);
      }
      return heads;
    },

    async current(heads) {
      const ids = heads.filter(each => each.isKnown && totals.isDoubtful(each.before)).map(each => each.before.id);
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
