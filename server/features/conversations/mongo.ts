import type { ClientSession } from 'mongodb';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry, EntryBody } from '../../../protocol/entries.ts';
import { AppError } from '../../app-error.ts';
import { bundled } from '../../store/mongo/bundled.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { type Draft, ownedBy } from '../../store/mongo/ledger.ts';
import type { Sent, Written } from '../../store/written.ts';
import { hasWords } from '../contacts/rules.ts';
import { attachFiles } from '../files/mongo.ts';
import { filesOf, uploaderOf } from '../files/rules.ts';
import { mentionedIn } from '../mentions/rules.ts';
import { toEntry } from './mongo-document.ts';
import { submitAlone } from './mongo-submit.ts';
import { assignment, statusChange, tagChange, UNCHANGED } from './rules.ts';
import type { AcceptedSubmission, ConversationStore } from './store.ts';

/**
 * What a visitor sends follows what they sent before. Bookings follow each other, as do those who wait for a day, and calls those that want the same time: many transactions that
 * meet at one place would only make each other begin anew, until none has the time left.
 */
function laneOf({ siteId, visitorId, body, orElse = [], booking, wait }: AcceptedSubmission): string {
  if (booking) return 'bookings';
  if (wait) return `waits of ${siteId} on ${wait.date}`;
  if (body.kind !== 'callback') return visitorId;
  return body.isAsap || orElse.length > 0 ? `calls of ${siteId}` : `calls of ${siteId} at ${body.startAt}`;
}

/** So many entries after one number. */
interface After {
  conversationId: string;
  afterSeq: number;
  limit: number;
}

/** Plain words of visitors and agents share turns; whatever does more goes in a transaction of its own. */
export function createConversationStore(engine: Engine): ConversationStore {
  const { database, ledger, recent, turns, nextId } = engine;
  const { visitors, conversations, entries, callbacks } = database;

  /**
   * A transaction that first looks whether the same was written before.
   * @param own see `Job.alone`
   */
  function once(
    siteId: string,
    sent: Sent,
    own: ReadonlyMap<number, Written>,
    write: (session: ClientSession) => Promise<Written>,
  ): Promise<Written> {
    return database.transaction(async session => {
      const held = await ledger.held(siteId, sent.clientId, session);
      if (!held) return write(session);
      return own.get(held._id) ?? ledger.answered(held, sent.fingerprint, session);
    });
  }

  /**
   * Writes the event that `decide` makes of the conversation as it is; null: there is nothing to do, nor to remember.
   * @param event.note written after it
   */
  async function addEvent(
    {
      conversationId,
      author,
      sent,
      note,
      at,
    }: { conversationId: string; note?: string | undefined } & Omit<Draft, 'body'>,
    decide: (conversation: Conversation) => EntryBody | null,
  ): Promise<Written | null> {
    const own = sent && { ...sent, fingerprint: ownedBy(conversationId, sent.fingerprint) };
    const written = await database.transaction(async session => {
      const before = await existing(conversationId, session);
      const held = own && (await ledger.held(before.siteId, own.clientId, session));
      if (held) return ledger.answered(held, own.fingerprint, session);
      const body = decide(before) ?? (own ? UNCHANGED : null);
      const event = body && (await ledger.add(session, before, { author, body, at, sent: own }));
      if (!event || note === undefined) return event;
      const added = await ledger.add(session, event.conversation, { author, body: { kind: 'note', text: note }, at });
      return { ...event, note: added };
    });
    recent.forget(conversationId);
    return written;
  }

  async function existing(conversationId: string, session?: ClientSession): Promise<Conversation> {
    const found = await ledger.read(conversationId, session);
    if (!found) throw new AppError('CONVERSATION_UNKNOWN');
    return found;
  }

  /** Numbers have no holes, so how many are wanted says up to which. */
  const entriesAfter = bundled<After, Entry[]>(async all => {
    const ranges = all.map(({ conversationId, afterSeq, limit }) => ({
      conversationId,
      seq: { $gt: afterSeq, $lte: afterSeq + limit },
    }));
    const found = (await entries.find(ranges.length === 1 ? ranges[0]! : { $or: ranges }).toArray()).map(toEntry);
    const entriesOf = Map.groupBy(
      found.sort((a, b) => a.seq - b.seq),
      each => each.conversationId,
    );
    return all.map(({ conversationId, afterSeq, limit }) =>
      (entriesOf.get(conversationId) ?? []).filter(({ seq }) => seq > afterSeq && seq <= afterSeq + limit),
    );
  });

  return {
    submit(submission) {
      const { siteId, visitorId, clientId, newConversationId, body, words, held, at } = submission;
      const sent = { clientId, fingerprint: ownedBy(visitorId, submission.fingerprint) };
      const draft: Draft = { author: { kind: 'visitor' }, body, at, sent };
      const isPlain = body.kind === 'message' && !submission.scripted && !hasWords(words) && filesOf(body).length === 0;
      return turns.do({
        lane: laneOf(submission),
        siteId,
        visitorId,
        newConversationId,
        ...(held && { held }),
        draft: isPlain ? draft : null,
        alone: own => once(siteId, sent, own, session => submitAlone(engine, session, submission, draft)),
      });
    },

    async submitted(visitorId, clientId, fingerprint) {
      const visitor = await visitors.findOne({ _id: visitorId }, { projection: { siteId: 1 } });
      const held = visitor && (await ledger.held(visitor.siteId, clientId));
      return held && ledger.answered(held, ownedBy(visitorId, fingerprint));
    },

    append({ conversationId, clientId, fingerprint, author, body, at }) {
      const sent = { clientId, fingerprint: ownedBy(conversationId, fingerprint) };
      const draft: Draft = { author, body, at, sent };
      return turns.do({
        lane: conversationId,
        ...(author.kind === 'agent' && { sender: author.id }),
        conversationId,
        draft: filesOf(body).length === 0 && mentionedIn(body).length === 0 ? draft : null,
        async alone(own) {
          const { siteId } = await existing(conversationId);
          return once(siteId, sent, own, async session => {
            const before = await existing(conversationId, session);
            await attachFiles(database, session, body, {
              siteId,
              uploader: uploaderOf(author),
              conversationId,
              seq: before.lastSeq + 1,
              isPrivate: body.kind === 'note',
            });
            return ledger.add(session, before, draft);
          });
        },
      });
    },

    assign: ({ from, to, ...event }) => addEvent(event, before => assignment(before, { from, to })),
    setStatus: ({ status, ...event }) => addEvent(event, before => statusChange(before, status)),
    tag: ({ tag, isOn, ...event }) => addEvent(event, before => tagChange(before, { tag, isOn })),

    async tags(siteId, limit) {
      const used = conversations.aggregate<{ _id: string }>([
        { $match: { siteId, tags: { $exists: true } } },
        { $sort: { updatedAt: -1 } },
        { $limit: 1000 },
        { $project: { tags: 1 } },
        { $unwind: '$tags' },
        { $group: { _id: '$tags', uses: { $sum: 1 } } },
        { $sort: { uses: -1, _id: 1 } },
        { $limit: limit },
      ]);
      return (await used.toArray()).map(each => each._id);
    },

    async answered(of, sent) {
      const found =
        'callbackId' in of
          ? await callbacks.findOne({ _id: of.callbackId }, { projection: { siteId: 1 } })
          : await conversations.findOne({ _id: of.conversationId }, { projection: { siteId: 1 } });
      const held = found && (await ledger.held(found.siteId, sent.clientId));
      return held && ledger.answered(held, ownedBy(found._id, sent.fingerprint));
    },

    async markRead(conversationId, side, seq) {
      const mark = side === 'agent' ? 'agentReadSeq' : 'visitorReadSeq';
      const before = await ledger.read(conversationId);
      if (!before) return null;
      const to = Math.min(seq, before.lastSeq);
      if (to <= before[mark]) return null;
      recent.touch(conversationId);
      const moved = await conversations.findOneAndUpdate(
        { _id: conversationId, [mark]: { $lt: to } },
        { $set: { [mark]: to, touch: nextId() } },
        { returnDocument: 'after' },
      );
      return moved && (await ledger.caughtUp([moved]))[0]!;
    },

    find: id => ledger.read(id),

    entriesAfter: (conversationId, afterSeq, limit) => entriesAfter({ conversationId, afterSeq, limit }),

    async entriesBefore(conversationId, beforeSeq, limit) {
      const found = entries.find({ conversationId, seq: { $lt: beforeSeq ?? Infinity } });
      return (await found.sort({ seq: -1 }).limit(limit).toArray()).reverse().map(toEntry);
    },
  };
}
