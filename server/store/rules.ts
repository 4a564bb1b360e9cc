/**
 * What an entry does to its conversation: pure, used by both stores, so that they can not differ (SPEC ST5, RT1).
 */
import type { Callback, Channel, Contact, Conversation, Entry, EntryBody } from '../../protocol/entities.ts';
import type { ContactWords } from './store.ts';

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
    createdAt: at,
    updatedAt: at,
  };
}

/**
 * The conversation after one more entry. The visitor's words open it and start the wait; an agent's message ends the
 * wait and reads everything; closing ends the wait; notes and other events leave it.
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
    }
  } else if (body.kind === 'event') {
    if (body.event === 'assigned') next.assigneeId = body.agentId ?? null;
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
  return text.replace(/\s+/g, ' ').slice(0, PREVIEW_CHARS);
}

/** Start of the earliest pending callback, for `conversation.callbackAt`. */
export function earliestCallback(callbacks: Pick<Callback, 'status' | 'startAt'>[]): number | null {
  const pending = callbacks.filter(each => each.status === 'pending').map(each => each.startAt);
  return pending.length > 0 ? Math.min(...pending) : null;
}

/** A contact with what the person typed now; empty words change nothing. */
export function withWords(contact: Contact, words: ContactWords, at: number): Contact {
  return {
    ...contact,
    name: words.name || contact.name,
    email: words.email || contact.email,
    phone: words.phone || contact.phone,
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
