/**
 * What an entry does to its conversation: pure, used by both stores, so that they can not differ (SPEC ST5, RT1).
 */
import type { Callback, CallbackOutcome } from '../../../protocol/callbacks.ts';
import type { Channel } from '../../../protocol/channels.ts';
import type { Contact } from '../../../protocol/contacts.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Author, Entry, EntryBody } from '../../../protocol/entries.ts';
import { AppError } from '../../app-error.ts';
import type { ContactCorrection, ContactWords } from '../contacts/store.ts';

const PREVIEW_CHARS = 140;
/** Above every time in milliseconds and below 2^53: conversations nobody waits in sort after those where somebody does. */
const AFTER_ALL_WAITING = 4e15;

/**
 * The one number that orders lists by who must be answered next, ascending: whoever waits longest or is to be rung
 * first, then the rest by newest change.
 */
export function rank(conversation: Pick<Conversation, 'waitingSince' | 'callbackAt' | 'updatedAt'>): number {
  const due = Math.min(conversation.waitingSince ?? Infinity, conversation.callbackAt ?? Infinity);
  return Number.isFinite(due) ? due : AFTER_ALL_WAITING - conversation.updatedAt;
}

/** An empty conversation, before its first entry. */
export function newConversation(id: string, visitorId: string, contact: Contact, at: number): Conversation {
  return {
    id,
    siteId: contact.siteId,
    contactId: contact.id,
    visitorId,
    status: 'open',
    assigneeId: null,
    lastSeq: 0,
    lastVisitorSeq: 0,
    agentReadSeq: 0,
    visitorReadSeq: 0,
    waitingSince: null,
    callbackAt: null,
    channels: [],
    preview: { text: '', author: 'visitor', kind: 'message' },
    name: contact.name,
    email: contact.email,
    phone: contact.phone,
    locale: contact.locale,
    timeZone: contact.timeZone,
    createdAt: at,
    updatedAt: at,
  };
}

/**
 * The conversation after one more entry. The visitor's words open it and start the wait; an agent's message ends the
 * wait, reads everything, and takes what nobody had (SPEC RT8); closing ends the wait; notes and other events leave it.
 * What is `unchanged` moves nothing in any list.
 * A pending callback is kept apart, in `callbackAt` (see `earliestCallback`).
 */
export function afterEntry(conversation: Conversation, entry: Entry): Conversation {
  const { body, author, seq, createdAt } = entry;
  const next: Conversation = { ...conversation, lastSeq: seq, updatedAt: createdAt };
  if (body.kind === 'message' || body.kind === 'callback' || body.kind === 'form') {
    next.status = 'open';
    next.preview = { text: previewText(body), author: author.kind, kind: body.kind };
    if (author.kind === 'visitor') {
      next.lastVisitorSeq = seq;
      next.visitorReadSeq = seq;
      if (body.kind !== 'callback') next.waitingSince = conversation.waitingSince ?? createdAt;
      const channel = CHANNEL_OF[body.kind];
      if (!next.channels.includes(channel)) next.channels = [...next.channels, channel];
    } else {
      next.waitingSince = null;
      next.agentReadSeq = seq;
      if (author.kind === 'agent') next.assigneeId ??= author.id;
    }
  } else if (body.kind === 'event') {
    if (body.event === 'unchanged') next.updatedAt = conversation.updatedAt;
    else if (body.event === 'assigned') next.assigneeId = body.agentId ?? null;
    else if (body.event === 'unassigned') next.assigneeId = null;
    else if (body.event === 'reopened') next.status = 'open';
    else if (body.event === 'closed') {
      next.status = 'closed';
      next.waitingSince = null;
    }
  }
  return next;
}

const CHANNEL_OF: Record<'message' | 'callback' | 'form', Channel> = {
  message: 'chat',
  callback: 'callback',
  form: 'contact',
};

function previewText(body: Extract<EntryBody, { kind: 'message' | 'callback' | 'form' }>): string {
  const text = body.kind === 'message' ? body.text : body.kind === 'form' ? body.message : body.topic || body.phone;
  // Most words have single spaces between them, and every message passes here.
  const isPlain = !/\s\s|[^\S ]/.test(text);
  return (isPlain ? text : text.replace(/\s+/g, ' ')).slice(0, PREVIEW_CHARS);
}

type Event = Extract<EntryBody, { kind: 'event' }>;

/** What is left of an agent's command that found nothing to do, so that its repeat does nothing either (SPEC ST4). */
export const UNCHANGED: Event = { kind: 'event', event: 'unchanged' };

/**
 * What tells that a conversation was handed over; null: it is so already.
 * @param from who must have it still; left out: whoever it is
 * @throws AppError ALREADY_CLAIMED
 */
export function assignment(
  { id, assigneeId }: Conversation,
  { from, to }: { from?: string | null; to: { id: string; name: string } | null },
): Event | null {
  if (assigneeId === (to?.id ?? null)) return null;
  if (from !== undefined && assigneeId !== from) {
    throw new AppError('ALREADY_CLAIMED', `Wanted ${id} from ${from}, but ${assigneeId} has it.`);
  }
  if (!to) return { kind: 'event', event: 'unassigned', agentId: assigneeId! };
  return { kind: 'event', event: 'assigned', agentId: to.id, agentName: to.name };
}

/** What tells that a conversation was closed or opened again; null: it is so already. */
export function statusChange(conversation: Conversation, status: Conversation['status']): Event | null {
  if (conversation.status === status) return null;
  return { kind: 'event', event: status === 'closed' ? 'closed' : 'reopened' };
}

/** Start of the earliest pending callback, for `conversation.callbackAt`. */
export function earliestCallback(callbacks: Pick<Callback, 'status' | 'startAt'>[]): number | null {
  const pending = callbacks.filter(each => each.status === 'pending').map(each => each.startAt);
  return pending.length > 0 ? Math.min(...pending) : null;
}

/** The callback that an entry asks for. */
export function newCallback(
  body: Extract<EntryBody, { kind: 'callback' }>,
  asked: Pick<Callback, 'siteId' | 'conversationId' | 'seq' | 'createdAt'>,
): Callback {
  const { siteId, conversationId, seq, createdAt } = asked;
  const { callbackId: id, phone, name, topic, isAsap, startAt, endAt, timeZone } = body;
  const words = { phone, name, topic, isAsap, startAt, endAt, timeZone };
  return { id, siteId, conversationId, seq, ...words, status: 'pending', attempts: [], createdAt };
}

/**
 * A pending callback after an attempt, a move or a cancellation, and the event that tells of it (SPEC ST8).
 * An attempt that ends the callback wins over a new window. A moved one is no longer "as soon as possible".
 */
export function changedCallback(
  callback: Callback,
  change: {
    author: Author;
    attempt?: { outcome: CallbackOutcome; note: string };
    window?: { startAt: number; endAt: number } | null;
    at: number;
  },
): { callback: Callback; body: Event } {
  const { author, attempt, at } = change;
  const next: Callback = { ...callback };
  const body: Event = { kind: 'event', event: 'callback_moved', callbackId: callback.id };
  if (attempt) {
    const [agentId, agentName] = author.kind === 'agent' ? [author.id, author.name] : ['', ''];
    next.attempts = [...callback.attempts, { at, agentId, agentName, ...attempt }];
    body.event = `callback_${attempt.outcome}`;
    if (attempt.note) body.note = attempt.note;
    if (attempt.outcome !== 'no_answer') next.status = attempt.outcome;
  }
  if (next.status !== 'pending') return { callback: next, body };
  if (change.window === null) {
    next.status = 'cancelled';
    if (!attempt) body.event = 'callback_cancelled';
  } else if (change.window) {
    Object.assign(next, change.window, { isAsap: false });
    Object.assign(body, change.window);
  }
  return { callback: next, body };
}

/** Whether any of the words would change a contact. */
export function hasWords(words: ContactWords): boolean {
  return Boolean(words.name || words.email || words.phone || words.attributes);
}

/** A verified contact with what the same person had typed before they signed in, where it knew nothing. */
export function withTyped(verified: Contact, anonymous: Contact): Contact {
  return {
    ...verified,
    name: verified.name || anonymous.name,
    email: verified.email || anonymous.email,
    phone: verified.phone || anonymous.phone,
    attributes: { ...anonymous.attributes, ...verified.attributes },
  };
}

/** A contact with what the person typed now, or an agent knows better; empty words change nothing, null clears. */
export function withWords(contact: Contact, words: ContactCorrection, at: number): Contact {
  const next = (field: 'name' | 'email' | 'phone') => (words[field] === null ? '' : words[field] || contact[field]);
  return {
    ...contact,
    name: next('name'),
    email: next('email'),
    phone: next('phone'),
    attributes: words.attributes ? { ...contact.attributes, ...words.attributes } : contact.attributes,
    updatedAt: at,
  };
}

/**
 * Text as search compares it: compatibility forms, case, and the marks of Latin, Cyrillic and Arabic folded away
 * (U+0300..036F, U+064B..065F, U+0670). Devanagari's vowel signs are marks too, but there they make the word.
 */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f\u064b-\u065f\u0670]+/g, '');
}

/** What `search` looks through in an entry; empty for most events. Not folded. */
export function searchableText(body: EntryBody): string {
  if (body.kind === 'message' || body.kind === 'note') return body.text;
  if (body.kind === 'form') return body.subject ? `${body.subject}\n${body.message}` : body.message;
  if (body.kind === 'callback') return body.topic;
  return body.note ?? '';
}

/** What `search` looks through in a person: name and e-mail folded, and the digits of the phone number. */
export function searchablePerson(contact: Pick<Contact, 'name' | 'email' | 'phone'>): string {
  return folded(`${contact.name}\n${contact.email}\n${contact.phone.replace(/\D/g, '')}`).trim();
}

/**
 * What a query looks for: folded words, all of which must be found somewhere in the text (SPEC SE1).
 * `phone` is there when the query may be part of a telephone number: its digits, without the zeros that are dialled
 * inside a country only; people match by it as well.
 */
export function searchTerms(q: string): { words: string[]; phone: string | null } {
  const words = [...new Set(folded(q).split(/[\s\p{Cc}]+/u))].filter(Boolean);
  const digits = /^[\d\s+().-]+$/.test(q) ? q.replace(/\D/g, '') : '';
  return { words, phone: digits ? digits.replace(/^0+(?=\d{4})/, '') : null };
}
