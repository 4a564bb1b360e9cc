/** Conversations and their entries, as the store keeps them. */
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Author, Entry, EntryBody } from '../../../protocol/entries.ts';
import type { HeldMark } from '../../../protocol/spam.ts';
import type { Sent, Written } from '../../store/written.ts';
import type { BookingDraft } from '../bookings/store.ts';
import type { CallDesk } from '../callbacks/queue.ts';
import type { Window } from '../callbacks/slots.ts';
import type { ContactWords } from '../contacts/store.ts';
import type { ScriptDesk } from '../scripts/rules.ts';
import type { WaitDraft } from '../waiting-list/store.ts';

/** What a visitor sent, once the rules have taken it: with what the store needs to keep it in one step. */
export interface AcceptedSubmission {
  siteId: string;
  visitorId: string;
  clientId: string;
  /** Hash of what was sent. A repeat of `clientId` with another one is refused. */
  fingerprint: string;
  /** The entry; a callback's window and id are in it already. */
  body: Extract<EntryBody, { kind: 'message' | 'callback' | 'form' }>;
  words: ContactWords;
  /** Used when this is the visitor's first submission. */
  newConversationId: string;
  /** Callbacks that the site takes for one slot; checked in the same step for `body.kind === 'callback'` unless as soon as possible. */
  callbacksPerSlot: number;
  /** Windows to take in the stead of the callback's own where that is full, in this order; the entry says which it got. */
  orElse?: readonly Window[];
  /** Of a callback as soon as possible: by whom it is rung; its window is settled in the same step, by who waits before it. */
  desk?: CallDesk | null;
  /** Of a form that books: the time that is taken with it, in the same step; the entry says whose it is. */
  booking?: BookingDraft | null;
  /** Of a form that joins the waiting list of a day: kept in the same step; the entry says whose place it is. */
  wait?: WaitDraft | null;
  /** Where these words begin the conversation, they begin it in quarantine. Else: on the desk. */
  held?: HeldMark | null;
  /** How the site answers words by itself, in the same step; left out: it does not. */
  scripted?: ScriptDesk | null;
  at: number;
}

export interface ConversationStore {
  /**
   * Adds what a visitor sent to their one conversation, making or reopening it, with the next number (SPEC ST1..ST4).
   * A repeat of `clientId` with the same fingerprint returns the first answer and changes nothing.
   * @throws AppError CLIENT_ID_REUSED, CALLBACK_PENDING, SLOT_TAKEN also where a waiting list is full
   */
  submit(submission: AcceptedSubmission): Promise<Written>;
  /**
   * What an earlier `submit` with this id answered; null: there was none. Asked before a submission is refused for a
   * reason that time brings (slot past, channel switched off), because a repeat gets the first answer (SPEC ST4).
   * @throws AppError CLIENT_ID_REUSED
   */
  submitted(visitorId: string, clientId: string, fingerprint: string): Promise<Written | null>;
  /**
   * Adds an agent's message or note. A message answers the visitor: nobody waits after it, a closed conversation opens,
   * and one that nobody had is the agent's (SPEC RT8).
   * @throws AppError CONVERSATION_UNKNOWN, CLIENT_ID_REUSED
   */
  append(input: {
    conversationId: string;
    clientId: string;
    fingerprint: string;
    author: Author;
    body: Extract<EntryBody, { kind: 'message' | 'note' }>;
    at: number;
  }): Promise<Written>;
  /**
   * Sets the assignee and writes the event, if the assignee is still `from` (`undefined`: whoever it is), and after it the note.
   * A repeat of `sent` returns the first answer, whoever has it by now. Where it is so already, what was sent leaves an
   * `unchanged` event; null: it was not sent.
   * @param input.sent left out for what the server itself does
   * @throws AppError CONVERSATION_UNKNOWN, ALREADY_CLAIMED, CLIENT_ID_REUSED
   */
  assign(input: {
    conversationId: string;
    from?: string | null;
    to: { id: string; name: string } | null;
    author: Author;
    sent?: Sent | undefined;
    /** For whoever has it next; kept also where it is so already. */
    note?: string | undefined;
    at: number;
  }): Promise<Written | null>;
  /**
   * Closes or opens, with the event. A repeat of `sent` returns the first answer, whatever happened since. Where it is so
   * already, what was sent leaves an `unchanged` event; null: it was not sent.
   * @throws AppError CONVERSATION_UNKNOWN, CLIENT_ID_REUSED
   */
  setStatus(input: {
    conversationId: string;
    status: 'open' | 'closed';
    author: Author;
    sent?: Sent | undefined;
    at: number;
  }): Promise<Written | null>;
  /**
   * Puts a tag on or takes it off, with the event. A repeat of `sent` returns the first answer. Where it is so already, an
   * `unchanged` event is left.
   * @throws AppError CONVERSATION_UNKNOWN, CLIENT_ID_REUSED, FIELD_INVALID for one too many
   */
  tag(input: {
    conversationId: string;
    tag: string;
    isOn: boolean;
    author: Author;
    sent: Sent;
    at: number;
  }): Promise<Written | null>;
  /** The tags of the site's last 1,000 conversations that have some, those used most first, at most `limit`. */
  tags(siteId: string, limit: number): Promise<string[]>;
  /**
   * What an earlier `append`, `assign`, `setStatus` or `callbacks.change` with this id answered; null: there was none.
   * Asked before one is refused for a reason that time brings (the agent is disabled, the hour has passed), because a
   * repeat gets the first answer (SPEC ST4).
   * @throws AppError CLIENT_ID_REUSED
   */
  answered(of: { conversationId: string } | { callbackId: string }, sent: Sent): Promise<Written | null>;
  /** Moves a read mark forward, never back. Null: nothing moved. */
  markRead(conversationId: string, side: 'visitor' | 'agent', seq: number): Promise<Conversation | null>;
  find(id: string): Promise<Conversation | null>;
  /** Entries with `seq > afterSeq`, oldest first. */
  entriesAfter(conversationId: string, afterSeq: number, limit: number): Promise<Entry[]>;
  /** Entries with `seq < beforeSeq` (null: the newest), oldest first. */
  entriesBefore(conversationId: string, beforeSeq: number | null, limit: number): Promise<Entry[]>;
}
