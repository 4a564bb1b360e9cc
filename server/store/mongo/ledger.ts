/**
 * How an entry is written: the one way in for every room. The entries are the ledger; a conversation's document is what
 * they come to, kept beside them so that lists need not add up. Inserting an entry is what commits it: the unique index
 * on (conversationId, seq) gives each number once, and the one on (siteId, clientId) each sending.
 *
 * A transaction writes entry and conversation together, with one exception that makes storms cheap: a further message of
 * a visitor who waits already moves nothing that lists are ordered, filtered or counted by, so it may be inserted alone
 * (`isQuiet`) when no webhook is to be told of it, and its conversation follows within some ten seconds (`recent.ts`).
 * Whoever reads the conversation of somebody who waits adds up the entries after it (`caughtUp`). So nobody sees an old
 * one, not even when the server that had to bring it forward is dead.
 */

import type { ClientSession, UpdateFilter } from 'mongodb';
import type { Callback } from '../../../protocol/callbacks.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Author, EntryBody } from '../../../protocol/entries.ts';
import { rank, wakeRank } from '../../../protocol/rank.ts';
import type { ScriptMark } from '../../../protocol/scripts.ts';
import { AppError } from '../../app-error.ts';
import { answerChanges } from '../../features/answers/rules.ts';
import { botChanges } from '../../features/bots/rules.ts';
import { toCallback } from '../../features/callbacks/mongo-document.ts';
import { apologyChanges } from '../../features/callbacks/rules.ts';
import {
  type ConversationDocument,
  conversationDocument,
  type EntryDocument,
  entryDocument,
  previousSeqOf,
  toConversation,
  toEntry,
} from '../../features/conversations/mongo-document.ts';
import { afterEntry } from '../../features/conversations/rules.ts';
import { ladderChanges } from '../../features/ladder/rules.ts';
import { mailAnswerChanges } from '../../features/mail-in/rules.ts';
import { mentionsOf } from '../../features/mentions/rules.ts';
import { noticeChanges } from '../../features/notices/rules.ts';
import { ratingChanges } from '../../features/ratings/rules.ts';
import { snoozeChanges } from '../../features/snoozes/rules.ts';
import { deliveriesOf } from '../../features/webhooks/rules.ts';
import type { Sent, Written } from '../written.ts';
import { bundled } from './bundled.ts';
import type { Database } from './connection.ts';
import { stored } from './documents.ts';
import { changeJobs } from './jobs.ts';
import type { Leaving } from './leaving.ts';

export interface Draft {
  author: Author;
  body: EntryBody;
  at: number;
  /** Left out for what the server itself writes. */
  sent?: Sent | undefined;
}

/** What an entry does beside the rules of `afterEntry`. */
export interface Effect {
  callback?: Callback | undefined;
  callbackAt?: Conversation['callbackAt'];
  /** Where the site's script stands after it. */
  script?: ScriptMark;
}

export interface Ledger {
  /** Conversations as they are after their last entry, in the order given. */
  caughtUp(documents: ConversationDocument[], session?: ClientSession): Promise<Conversation[]>;
  read(conversationId: string, session?: ClientSession): Promise<Conversation | null>;
  /** The entry that a client id made before, on its site. */
  held(siteId: string, clientId: string, session?: ClientSession): Promise<EntryDocument | null>;
  /**
   * The first answer to what comes a second time.
   * @throws AppError CLIENT_ID_REUSED when it is not the same
   */
  answered(held: EntryDocument, fingerprint: string, session?: ClientSession): Promise<Written>;
  /** The next entry of a conversation, and the conversation after it; nothing is written. */
  plan(before: Conversation, draft: Draft, script?: ScriptMark): { document: EntryDocument; after: Conversation };
  /**
   * Writes the next entry, the conversation after it, and what others are to be told of it.
   * @param before read in the same session; with `lastSeq` 0 it is made
   * @param change what the entry does beside the rules of `afterEntry`
   */
  add(session: ClientSession, before: Conversation, draft: Draft, change?: Effect): Promise<Written>;
}

export function createLedger(database: Database, leaving: Leaving, nextId: () => number): Ledger {
  const { conversations, entries, callbacks } = database;

  async function caughtUp(documents: ConversationDocument[], session?: ClientSession): Promise<Conversation[]> {
    const conversationOf = new Map(documents.map(each => [each._id, toConversation(each)]));
    const behind = documents
      .filter(each => each.waitingSince !== null)
      .map(each => ({ conversationId: each._id, seq: { $gt: each.lastSeq } }));
    if (behind.length === 0) return [...conversationOf.values()];
    const tail = await entries.find(behind.length === 1 ? behind[0]! : { $or: behind }, { session }).toArray();
    for (const each of tail.sort((a, b) => a.seq - b.seq)) {
      const before = conversationOf.get(each.conversationId)!;
      const after = afterEntry(before, toEntry(each));
      // Documents of before do not say for what somebody waits: it is said by the next entry that is written, with its ladder.
      if (!before.wait) delete after.wait;
      // Anything else was written with its conversation, between our two reads: the answer is as of the first.
      if (each.seq === before.lastSeq + 1 && isQuiet(before, after)) conversationOf.set(each.conversationId, after);
    }
    return [...conversationOf.values()];
  }

  function plan(before: Conversation, { author, body, at, sent }: Draft, script?: ScriptMark) {
    const place = {
      conversationId: before.id,
      siteId: before.siteId,
      seq: before.lastSeq + 1,
      previousSeq: before.lastVisibleSeq,
    };
    const document = entryDocument(nextId(), { ...place, author, body, createdAt: at }, sent);
    return { document, after: afterEntry(before, toEntry(document), script) };
  }

  const readAlike = bundled<string, Conversation | null>(async ids => {
    const found = await caughtUp(await conversations.find({ _id: { $in: ids } }).toArray());
    const conversationOf = new Map(found.map(each => [each.id, each]));
    return ids.map(id => conversationOf.get(id) ?? null);
  });

  async function read(conversationId: string, session?: ClientSession): Promise<Conversation | null> {
    if (!session) return readAlike(conversationId);
    const document = await conversations.findOne({ _id: conversationId }, { session });
    return document && (await caughtUp([document], session))[0]!;
  }

  return {
    caughtUp,
    read,
    held: (siteId, clientId, session) => entries.findOne({ siteId, clientId }, { session }),
    async answered(held, fingerprint, session) {
      if (held.fingerprint !== fingerprint) throw new AppError('CLIENT_ID_REUSED');
      const conversation = await read(held.conversationId, session);
      if (!conversation) throw new Error(`entry ${held._id} has no conversation ${held.conversationId}`);
      const callbackId = 'callbackId' in held.body ? held.body.callbackId : undefined;
      const callback = callbackId && (await callbacks.findOne({ _id: callbackId }, { session }));
      return {
        entry: toEntry(held),
        before: conversation,
        conversation,
        previousSeq: previousSeqOf(held),
        isRepeat: true,
        leaves: false,
        ...(callback && { callback: toCallback(callback) }),
      };
    },
    plan,
    async add(session, before, draft, { callbackAt = before.callbackAt, callback, script } = {}) {
      const { document, after } = plan(before, draft, script);
      const conversation = { ...after, callbackAt };
      const news = { entry: toEntry(document), conversation, ...(callback && { callback }) };
      const deliveries = deliveriesOf(await leaving.webhooks(), before, news);
      const written: Written = {
        ...news,
        before,
        previousSeq: before.lastVisibleSeq,
        isRepeat: false,
        leaves: deliveries.length > 0,
      };
      await entries.insertOne(document, { session });
      if (before.lastSeq === 0) await beginConversations(database, session, [conversation]);
      else await conversations.updateOne({ _id: conversation.id }, conversationUpdate(conversation), { session });
      const jobs = [
        ladderChanges(before, news),
        snoozeChanges(before, conversation),
        ratingChanges(before, news),
        answerChanges(news),
        apologyChanges(news),
        noticeChanges(before, news),
        botChanges(before, conversation, draft.at),
        mailAnswerChanges(news),
      ];
      await changeJobs(database, session, jobs);
      const mentions = mentionsOf(news.entry, before.siteId);
      if (mentions.length > 0) await database.mentions.insertMany(mentions.map(stored), { session });
      await leaving.write(session, deliveries);
      return written;
    },
  };
}

/**
 * Writes conversations that have just begun, and gives them to their visitors, where they came from a browser.
 * @throws Error when a visitor or contact is not as it was when the conversation was planned; whoever reads anew, in the
 * same session, finds how it is
 */
export async function beginConversations(
  { conversations, visitors, contacts }: Database,
  session: ClientSession,
  begun: Conversation[],
): Promise<void> {
  await conversations.insertMany(begun.map(conversationDocument), { session });
  const fromBrowsers = begun.filter(each => each.visitorId !== null);
  const updates = fromBrowsers.map(({ id, visitorId, contact }) => ({
    updateOne: {
      filter: { _id: visitorId!, contactId: contact.id, conversationId: null },
      update: { $set: { conversationId: id } },
    },
  }));
  // MongoDB refuses an empty list.
  const given = updates.length > 0 ? (await visitors.bulkWrite(updates, { session })).matchedCount : 0;
  // Written, so that a change of the contact's words at the same moment meets this transaction and reaches the summary.
  const named = await contacts.bulkWrite(
    begun.map(({ contact: { id, card = null, ...summary } }) => ({
      updateOne: { filter: { _id: id, ...summary, card }, update: { $inc: { begun: 1 } } },
    })),
    { session },
  );
  if (given < updates.length || named.matchedCount < begun.length) {
    throw new Error(`of ${begun.length} conversations to begin, some have another visitor or contact by now`);
  }
}

/** Whether an entry may go in before its conversation; see the top of this file. */
export function isQuiet(before: Conversation, after: Conversation): boolean {
  return (
    after.lastVisitorSeq === after.lastSeq &&
    before.status === 'open' &&
    before.waitingSince !== null &&
    after.callbackAt === before.callbackAt &&
    after.wait === before.wait &&
    after.asked === before.asked &&
    after.channels.length === before.channels.length
  );
}

/**
 * What entries change of a conversation, and nothing else: read marks only forward, the contact's summary not at all,
 * because others may have moved those since this one was read.
 */
export function conversationUpdate(conversation: Conversation): UpdateFilter<ConversationDocument> {
  const {
    status,
    assigneeId,
    lastSeq,
    lastVisitorSeq,
    lastVisibleSeq,
    waitingSince,
    callbackAt,
    channels,
    preview,
    updatedAt,
    held,
    tags,
    wait,
    snoozed,
    asked,
    script,
  } = conversation;
  return {
    $set: {
      status,
      assigneeId: assigneeId ?? '',
      lastSeq,
      lastVisitorSeq,
      lastVisibleSeq,
      waitingSince,
      callbackAt,
      channels,
      preview,
      updatedAt,
      rank: rank(conversation),
      ...(held && { held }),
      ...(tags.length > 0 && { tags }),
      ...(wait && { wait }),
      ...(asked && { asked }),
      ...(snoozed && { snoozed, wakeRank: wakeRank(conversation) }),
      ...(script && { script }),
    },
    $unset: {
      ...(!held && { held: '' }),
      ...(!wait && { wait: '' }),
      ...(!asked && { asked: '' }),
      ...(!snoozed && { snoozed: '', wakeRank: '' }),
      ...(tags.length === 0 && { tags: '' }),
    },
    $max: { agentReadSeq: conversation.agentReadSeq, visitorReadSeq: conversation.visitorReadSeq },
  };
}

/** The same id and words are a repeat only from the same visitor, or in the same conversation. */
export function ownedBy(id: string, fingerprint: string): string {
  return `${id} ${fingerprint}`;
}
