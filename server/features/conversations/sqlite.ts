import type { EntryBody } from '../../../protocol/entries.ts';
import { CONVERSATION, conversationFromRow, type HeldConversation } from '../../store/sqlite/conversation-rows.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import type { Draft, Sending } from '../../store/sqlite/ledger.ts';
import type { HeldVisitor } from '../../store/sqlite/visitor-rows.ts';
import type { Written } from '../../store/written.ts';
import { bookingTaken } from '../bookings/rules.ts';
import type { BookingDraft } from '../bookings/store.ts';
import { bookingWords } from '../bookings/text.ts';
import { honestStart } from '../callbacks/queue.ts';
import { newCallback, refuseTooMany } from '../callbacks/rules.ts';
import { windowFrom, windowOf } from '../callbacks/slots.ts';
import { noted } from '../contacts/identities.ts';
import { hasWords, withSaying } from '../contacts/rules.ts';
import { filesOf, uploaderOf } from '../files/rules.ts';
import { sayToScript } from '../scripts/sqlite.ts';
import { refuseJoining } from '../waiting-list/rules.ts';
import type { WaitDraft } from '../waiting-list/store.ts';
import { waitWords } from '../waiting-list/text.ts';
import { assignment, newConversation, statusChange, tagChange } from './rules.ts';
import { createEntryReader } from './sqlite-entries.ts';
import type { AcceptedSubmission, ConversationStore } from './store.ts';

const hasFiles = (body: EntryBody) => filesOf(body).length > 0;

/** Words and nothing else, which nearly everything is. */
const isLean = ({ body, words, scripted }: AcceptedSubmission) =>
  body.kind === 'message' && !scripted && !hasWords(words) && !hasFiles(body);

/** See `ConversationStore`. */
export function createConversationStore(engine: Engine): ConversationStore {
  const { reader, write, writeLean, read, rows, ledger } = engine;
  const { contacts, people, visitors, conversations, callbacks, bookings, waits, files } = rows;
  const byId = reader.prepare(`SELECT ${CONVERSATION} WHERE c.id = ?`);
  const tagsOf = reader.prepare(`
    SELECT value AS tag FROM (
      SELECT tags FROM conversations
      WHERE site = (SELECT row FROM sites WHERE id = ?) AND tags <> '[]' ORDER BY updated_at DESC LIMIT 1000
    ), json_each(tags) GROUP BY value ORDER BY count(*) DESC, value LIMIT ?`);

  /** Makes or finds the conversation of what a visitor sends, which is known to be new, and takes their words. */
  function prepare(
    visitor: HeldVisitor,
    { siteId, visitorId, words, newConversationId, held: mark, at }: AcceptedSubmission,
  ): HeldConversation {
    const person = contacts.ofRow(visitor.contact);
    const contact = hasWords(words)
      ? people.change(person, noted(person.contact, withSaying(person.contact, { by: 'visitor', words }, at)))
      : person.contact;
    if (visitor.conversationId !== null) return conversations.need(visitor.conversationId);
    const made = newConversation(newConversationId, visitorId, { ...contact, siteId }, at, mark);
    const held = conversations.add(made, { ...visitor, visitor: visitor.row });
    visitors.link(visitorId, { ...visitor, conversationId: made.id });
    return held;
  }

  function submit(submission: AcceptedSubmission): Written {
    const { visitorId, clientId, fingerprint, body, callbacksPerSlot, orElse = [], desk, at } = submission;
    const visitor = visitors.need(visitorId);
    const sending: Sending = { clientId, fingerprint, to: { visitor: visitor.row } };
    const draft: Draft = { author: { kind: 'visitor' }, body, at, sending };
    // A further message is one insert, which tells whether it is a repeat. Anything more is written only when it is none.
    if (visitor.conversationId !== null && isLean(submission)) {
      return ledger.add(conversations.need(visitor.conversationId), draft);
    }
    const repeat = ledger.earlier(visitor.site, sending);
    if (repeat) return repeat;
    const attach = ({ conversation }: HeldConversation) =>
      files.attach(body, {
        siteId: submission.siteId,
        uploader: `visitor:${visitorId}`,
        conversationId: conversation.id,
        seq: conversation.lastSeq + 1,
        isPrivate: false,
      });
    if (body.kind === 'form' && submission.booking)
      return book(visitor, { ...submission, body }, submission.booking, draft);
    if (body.kind === 'form' && submission.wait) return join(visitor, { ...submission, body }, submission.wait, draft);
    if (body.kind !== 'callback') {
      const held = prepare(visitor, submission);
      attach(held);
      const { scripted } = submission;
      return scripted && body.kind === 'message'
        ? sayToScript(engine, held, { ...draft, body }, scripted)
        : ledger.add(held, draft);
    }
    const begun = visitor.conversationId === null ? null : conversations.need(visitor.conversationId).row;
    refuseTooMany(callbacks.pending(visitor.site, begun, body.phone), callbacksPerSlot);
    const found = body.isAsap
      ? null
      : callbacks.findPlace(visitor.site, [windowOf(body), ...orElse], callbacksPerSlot, body.callbackId);
    const soon = body.isAsap && desk ? windowFrom(honestStart(desk, callbacks.waiting(visitor.site, desk))) : null;
    const asked = { ...body, ...found?.window, ...soon };
    const held = prepare(visitor, submission);
    attach(held);
    const { id: conversationId, siteId, lastSeq, status } = held.conversation;
    const where = { siteId, conversationId, seq: lastSeq + 1, createdAt: at };
    const callback = newCallback(asked, where, { isHeld: status === 'held' });
    callbacks.add(held, callback, callback.status === 'pending' && found ? found.place : null);
    return ledger.add(held, { ...draft, body: asked }, { callback, callbackAt: callbacks.earliestOf(held.row) });
  }

  /** A form that books: the time first, then all that a form does. */
  function book(
    visitor: HeldVisitor,
    submission: AcceptedSubmission & { body: { kind: 'form' } },
    booking: BookingDraft,
    draft: Draft,
  ): Written {
    const owners = bookings.choose(booking.plan.slots, [booking.holdId], booking.at);
    if (!owners) throw bookingTaken();
    const held = prepare(visitor, submission);
    const { contact, id: conversationId } = held.conversation;
    const kept = bookings.add(booking, owners, { contactId: contact.id, conversationId });
    return ledger.add(held, {
      ...draft,
      body: { ...submission.body, ...bookingWords(kept, 'booked', booking.tellIn) },
    });
  }

  /** A form that joins the waiting list of a day. */
  function join(
    visitor: HeldVisitor,
    submission: AcceptedSubmission & { body: { kind: 'form' } },
    wait: WaitDraft,
    draft: Draft,
  ): Written {
    refuseJoining(waits.ofDay(wait.siteId, wait.date), wait);
    const held = prepare(visitor, submission);
    const { contact, id: conversationId } = held.conversation;
    const kept = waits.add(wait, { contactId: contact.id, conversationId });
    return ledger.add(held, { ...draft, body: { ...submission.body, ...waitWords(kept, 'joined', wait.tellIn) } });
  }

  return {
    submit: submission => (isLean(submission) ? writeLean : write)(() => submit(submission)),

    submitted: (visitorId, clientId, fingerprint) =>
      write(() => {
        const visitor = visitors.find(visitorId);
        return visitor && ledger.earlier(visitor.site, { clientId, fingerprint, to: { visitor: visitor.row } });
      }),

    append: ({ conversationId, clientId, fingerprint, ...entry }) =>
      (hasFiles(entry.body) ? write : writeLean)(() => {
        const sending = { clientId, fingerprint, to: { conversationId } };
        const held = conversations.need(conversationId);
        if (hasFiles(entry.body)) {
          const repeat = ledger.earlier(held.site, sending);
          if (repeat) return repeat;
          const { siteId, lastSeq } = held.conversation;
          const isPrivate = entry.body.kind === 'note';
          const place = { siteId, uploader: uploaderOf(entry.author), conversationId, seq: lastSeq + 1, isPrivate };
          files.attach(entry.body, place);
        }
        return ledger.add(held, { ...entry, sending });
      }),

    assign: ({ conversationId, from, to, author, sent, note, at }) =>
      write(() => {
        const sending = sent && { ...sent, to: { conversationId } };
        const held = conversations.need(conversationId);
        const written = ledger.addEvent(held, { author, at, sending }, before => assignment(before, { from, to }));
        if (!written || written.isRepeat || note === undefined) return written;
        const body = { kind: 'note', text: note } as const;
        return { ...written, note: ledger.add(conversations.need(conversationId), { author, at, body }) };
      }),

    setStatus: ({ conversationId, status, author, sent, at }) =>
      write(() => {
        const sending = sent && { ...sent, to: { conversationId } };
        const held = conversations.need(conversationId);
        return ledger.addEvent(held, { author, at, sending }, before => statusChange(before, status));
      }),

    tag: ({ conversationId, author, sent, at, ...change }) =>
      write(() => {
        const held = conversations.need(conversationId);
        const draft = { author, at, sending: { ...sent, to: { conversationId } } };
        return ledger.addEvent(held, draft, before => tagChange(before, change));
      }),

    tags: (siteId, limit) => read(() => tagsOf.all(siteId, limit).map(row => row.tag as string)),

    answered: (to, sent) =>
      write(() => {
        if ('conversationId' in to) {
          const held = conversations.find(to.conversationId);
          return held && ledger.earlier(held.site, { ...sent, to });
        }
        const held = callbacks.find(to.callbackId);
        return held && ledger.earlier(conversations.ofRow(held.conversation).site, { ...sent, to });
      }),

    markRead: (conversationId, side, seq) =>
      writeLean(() => {
        const held = conversations.find(conversationId);
        if (!held) return null;
        const mark = side === 'agent' ? 'agentReadSeq' : 'visitorReadSeq';
        const to = Math.min(seq, held.conversation.lastSeq);
        if (to <= held.conversation[mark]) return null;
        return conversations.save(held, { ...held.conversation, [mark]: to });
      }),

    find: id =>
      read(() => {
        const row = byId.get(id);
        return row ? conversationFromRow(row) : null;
      }),

    ...createEntryReader(engine),
  };
}
