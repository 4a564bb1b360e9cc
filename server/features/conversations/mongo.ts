import type { ClientSession } from 'mongodb';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Visitor } from '../../../protocol/visitors.ts';
import { AppError } from '../../app-error.ts';
import type { FlatStore } from '../../store/flat.ts';
import type { Database } from '../../store/mongo/connection.ts';
import { entity, stored, toContact, toVisitor } from '../../store/mongo/documents.ts';
import { type Draft, type Ledger, ownedBy } from '../../store/mongo/ledger.ts';
import type { Totals } from '../../store/mongo/recent.ts';
import type { Turns } from '../../store/mongo/turns.ts';
import type { Written } from '../../store/written.ts';
import { takeSlot } from '../callbacks/mongo.ts';
import { earliestCallback, newCallback } from '../callbacks/rules.ts';
import { saveContact } from '../contacts/mongo.ts';
import { contactSummary, hasWords, withWords } from '../contacts/rules.ts';
import { newConversation } from './rules.ts';
import type { Submission } from './store.ts';

/** What people write: visitors' submissions, agents' messages and notes. Plain ones share turns, the rest go alone. */
export function createSubmissions(
  database: Database,
  ledger: Ledger,
  totals: Totals,
  turns: Turns,
  nextId: () => number,
): Pick<FlatStore, 'submit' | 'submitted' | 'append' | 'answered'> {
  const { visitors, contacts, conversations, callbacks } = database;

  async function submitAlone(submission: Submission, draft: Draft, session: ClientSession): Promise<Written> {
    const { siteId, visitorId, body, words, at } = submission;
    const found = await visitors.findOne({ _id: visitorId, siteId }, { session });
    if (!found) throw new AppError('TOKEN_INVALID');
    const visitor = toVisitor(found);
    const began = visitor.conversationId ? await ledger.read(visitor.conversationId, session) : null;
    let before = began ?? (await newOne(submission, visitor, session));

    if (hasWords(words)) {
      const contact = await contacts.findOne({ _id: before.contact.id }, { session });
      if (!contact) throw new Error(`conversation ${before.id} has no contact ${before.contact.id}`);
      const changed = withWords(toContact(contact), words, at);
      await saveContact(database, totals, session, changed, nextId());
      before = { ...before, contact: contactSummary(changed) };
    }

    let callback: Written['callback'];
    let { callbackAt } = before;
    if (body.kind === 'callback') {
      if (!body.isAsap)
        await takeSlot(database, session, { siteId, startAt: body.startAt }, submission.callbacksPerSlot);
      callback = newCallback(body, { siteId, conversationId: before.id, seq: before.lastSeq + 1, createdAt: at });
      const others = await callbacks.find({ conversationId: before.id }, { session }).toArray();
      callbackAt = earliestCallback([...others.map(entity), callback]);
      await callbacks.insertOne(stored(callback), { session });
    }
    const written = await ledger.add(session, before, draft, { callbackAt, callback });
    return written;
  }

  async function newOne(submission: Submission, visitor: Visitor, session: ClientSession): Promise<Conversation> {
    const contact = await contacts.findOne({ _id: visitor.contactId }, { session });
    if (!contact) throw new Error(`visitor ${visitor.id} has no contact ${visitor.contactId}`);
    return newConversation(submission.newConversationId, visitor.id, toContact(contact), submission.at);
  }

  /** A transaction that first looks whether the same was written before. */
  function once(
    siteId: string,
    sent: { clientId: string; fingerprint: string },
    own: ReadonlyMap<number, Written>,
    write: (session: ClientSession) => Promise<Written>,
  ): Promise<Written> {
    return database.transaction(async session => {
      const held = await ledger.held(siteId, sent.clientId, session);
      if (!held) return write(session);
      const mine = own.get(held._id);
      if (mine) return mine;
      return ledger.answered(held, sent.fingerprint, session);
    });
  }

  return {
    submit(submission) {
      const { siteId, visitorId, clientId, body, words, at } = submission;
      const sent = { clientId, fingerprint: ownedBy(visitorId, submission.fingerprint) };
      const draft: Draft = { author: { kind: 'visitor' }, body, at, sent };
      const isPlain = body.kind === 'message' && !hasWords(words);
      return turns.do({
        lane: visitorId,
        siteId,
        visitorId,
        newConversationId: submission.newConversationId,
        draft: isPlain ? draft : null,
        alone: own => once(siteId, sent, own, session => submitAlone(submission, draft, session)),
      });
    },

    async submitted(visitorId, clientId, fingerprint) {
      const visitor = await visitors.findOne({ _id: visitorId }, { projection: { siteId: 1 } });
      const held = visitor && (await ledger.held(visitor.siteId, clientId));
      return held && ledger.answered(held, ownedBy(visitorId, fingerprint));
    },

    async answered(of, sent) {
      const found =
        'callbackId' in of
          ? await callbacks.findOne({ _id: of.callbackId }, { projection: { siteId: 1 } })
          : await conversations.findOne({ _id: of.conversationId }, { projection: { siteId: 1 } });
      const held = found && (await ledger.held(found.siteId, sent.clientId));
      return held && ledger.answered(held, ownedBy(found._id, sent.fingerprint));
    },

    append({ conversationId, clientId, fingerprint, author, body, at }) {
      const sent = { clientId, fingerprint: ownedBy(conversationId, fingerprint) };
      const draft: Draft = { author, body, at, sent };
      return turns.do({
        lane: conversationId,
        conversationId,
        draft,
        async alone(own) {
          const { siteId } = (await ledger.read(conversationId)) ?? refuseUnknown();
          return once(siteId, sent, own, async session => {
            const before = (await ledger.read(conversationId, session)) ?? refuseUnknown();
            return ledger.add(session, before, draft);
          });
        },
      });
    },
  };
}

function refuseUnknown(): never {
  throw new AppError('CONVERSATION_UNKNOWN');
}
