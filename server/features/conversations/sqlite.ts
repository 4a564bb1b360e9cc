import type { Conversation } from '../../../protocol/conversations.ts';
import type { Author, EntryBody } from '../../../protocol/entries.ts';
import type { Deliveries } from '../../outbox/sqlite.ts';
import type { FlatStore } from '../../store/flat.ts';
import type { Turns } from '../../store/sqlite/turns.ts';
import type { Sent, Written } from '../../store/written.ts';
import type { Callbacks } from '../callbacks/sqlite.ts';
import { hasWords, withWords } from '../contacts/rules.ts';
import type { HeldVisitor, People } from '../contacts/sqlite.ts';
import { afterEntry, assignment, newConversation, statusChange, UNCHANGED } from './rules.ts';
import { type Entries, nextEntry, reused } from './sqlite-entries.ts';
import type { Conversations, HeldConversation } from './sqlite-rows.ts';
import type { Submission } from './store.ts';

/** What visitors send, what agents answer, and what happens to the conversation: every write that numbers an entry. */
export function createSubmissions(
  { write, writeLean }: Turns,
  parts: {
    people: People;
    conversations: Conversations;
    entries: Entries;
    callbacks: Callbacks;
    deliveries: Deliveries;
  },
): Pick<FlatStore, 'submit' | 'submitted' | 'append' | 'assign' | 'setStatus' | 'answered' | 'markRead'> {
  const { people, conversations, entries, callbacks, deliveries } = parts;

  function earlier(site: number, clientId: string, fingerprint: string): Written | null {
    const before = entries.sentBefore(site, clientId, fingerprint);
    if (!before) return null;
    const { conversation } = conversations.ofRow(before.conversation);
    const { body } = before.entry;
    const callbackId = 'callbackId' in body ? body.callbackId : undefined;
    const callback = callbackId === undefined ? undefined : callbacks.need(callbackId).callback;
    // Which entry its visitor saw before it is not kept: the number before it makes a page that lacks one ask.
    const previousSeq = before.entry.seq - 1;
    return {
      entry: before.entry,
      before: conversation,
      conversation,
      previousSeq,
      isRepeat: true,
      leaves: false,
      ...(callback && { callback }),
    };
  }

  /** Writes the event that `decide` makes of the conversation as it is; null: there is nothing to do, nor to remember. */
  function addEvent(
    {
      conversationId,
      author,
      sent,
      at,
    }: { conversationId: string; author: Author; sent?: Sent | undefined; at: number },
    decide: (conversation: Conversation) => EntryBody | null,
  ): ReturnType<FlatStore['assign']> {
    return write(() => {
      const held = conversations.need(conversationId);
      const before = sent && earlier(held.site, sent.clientId, sent.fingerprint);
      if (before) {
        if (before.conversation.id !== conversationId) throw reused(sent.clientId);
        return before;
      }
      const body = decide(held.conversation) ?? (sent ? UNCHANGED : null);
      if (!body) return null;
      const entry = nextEntry(held.conversation, sent?.clientId ?? null, author, body, at);
      const row = entries.insert(held, entry, sent?.fingerprint ?? null)!;
      return saved(held, row, { entry, conversation: afterEntry(held.conversation, entry) });
    });
  }

  /** Keeps what an entry makes of its conversation, and what others are to be told of it. */
  function saved(
    held: HeldConversation,
    row: number,
    what: Pick<Written, 'entry' | 'conversation' | 'callback'>,
  ): Written {
    const { conversation: before } = held;
    conversations.save(held, what.conversation, row);
    const leaves = deliveries.add(before, what);
    return { ...what, before, previousSeq: before.lastVisibleSeq, isRepeat: false, leaves };
  }

  /** Makes or finds the conversation of what a visitor sends, which is known to be new, and takes their words. */
  function prepare(visitor: HeldVisitor, submission: Submission): HeldConversation {
    const { visitorId, body, words, at } = submission;
    if (body.kind === 'callback') callbacks.requireRoom(visitor.site, body, submission.callbacksPerSlot);
    const person = people.contact(visitor.contact);
    const contact = hasWords(words) ? withWords(person.contact, words, at) : person.contact;
    if (contact !== person.contact) people.saveContact(person, contact);
    if (visitor.conversationId !== null) return conversations.need(visitor.conversationId);
    const made = newConversation(submission.newConversationId, visitorId, contact, at);
    const held = conversations.add(made, { ...visitor, visitor: visitor.row });
    people.changeVisitorLink(visitorId, { ...visitor, conversationId: made.id });
    return held;
  }

  function take(submission: Submission): Awaited<ReturnType<FlatStore['submit']>> {
    const { visitorId, clientId, body, words, at } = submission;
    const visitor = people.visitor(visitorId);
    const fingerprint = ownedBy(visitor, submission.fingerprint);
    const repeat = () => earlier(visitor.site, clientId, fingerprint);
    let held = visitor.conversationId === null ? null : conversations.need(visitor.conversationId);
    // A further message is one insert, which tells whether it is a repeat. Anything more is written only when it is none.
    if (held === null || body.kind !== 'message' || hasWords(words)) {
      const before = repeat();
      if (before) return before;
      held = prepare(visitor, submission);
    }
    const entry = nextEntry(held.conversation, clientId, { kind: 'visitor' }, body, at);
    const row = entries.insert(held, entry, fingerprint);
    if (row === null) return repeat()!;
    let next = afterEntry(held.conversation, entry);
    const callback = body.kind === 'callback' ? callbacks.add(body, entry, held) : undefined;
    if (callback) next = { ...next, callbackAt: callbacks.earliestOf(held.row) };
    return saved(held, row, { entry, conversation: next, ...(callback && { callback }) });
  }

  return {
    submit: submission => (submission.body.kind === 'message' ? writeLean : write)(() => take(submission)),

    async submitted(visitorId, clientId, fingerprint) {
      if (!(await people.verbs.visitor(visitorId))) return null;
      return write(() => {
        const visitor = people.visitor(visitorId);
        return earlier(visitor.site, clientId, ownedBy(visitor, fingerprint));
      });
    },

    append: ({ conversationId, clientId, fingerprint, author, body, at }) =>
      writeLean(() => {
        const held = conversations.need(conversationId);
        const entry = nextEntry(held.conversation, clientId, author, body, at);
        const row = entries.insert(held, entry, fingerprint);
        if (row === null) {
          const before = earlier(held.site, clientId, fingerprint)!;
          if (before.conversation.id !== conversationId) throw reused(clientId);
          return before;
        }
        return saved(held, row, { entry, conversation: afterEntry(held.conversation, entry) });
      }),

    assign: ({ from, to, ...event }) => addEvent(event, before => assignment(before, { from, to })),
    setStatus: ({ status, ...event }) => addEvent(event, before => statusChange(before, status)),

    answered: (of, { clientId, fingerprint }) =>
      write(() => {
        const asked = 'callbackId' in of ? callbacks.find(of.callbackId) : null;
        const held =
          'callbackId' in of ? asked && conversations.ofRow(asked.conversation) : conversations.find(of.conversationId);
        const before = held && earlier(held.site, clientId, fingerprint);
        if (!before) return null;
        const isOther = asked
          ? before.callback?.id !== asked.callback.id
          : before.conversation.id !== held.conversation.id;
        if (isOther) throw reused(clientId);
        return before;
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
  };
}

/** The same id and words are a repeat only from the same visitor: nobody reads another's by guessing. */
function ownedBy(visitor: HeldVisitor, fingerprint: string): string {
  return `${visitor.row} ${fingerprint}`;
}
