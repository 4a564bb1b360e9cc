/** How our entities lie in MongoDB, and the way there and back. Nothing outside `store/mongo` sees these shapes. */
import type { Callback } from '../../../protocol/callbacks.ts';
import type { CannedReply } from '../../../protocol/canned-replies.ts';
import type { Contact } from '../../../protocol/contacts.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import type { Session } from '../../../protocol/sessions.ts';
import type { Visitor } from '../../../protocol/visitors.ts';
import type { AgentRecord } from '../../features/agents/store.ts';
import { rank } from '../../features/conversations/rules.ts';
import type { Invite } from '../../features/invitations/store.ts';
import { searchablePerson } from '../../features/search/rules.ts';
import { personGrams } from '../../features/search/trigrams.ts';
import type { SiteRecord } from '../../features/sites/store.ts';
import type { WebhookRecord } from '../../features/webhooks/store.ts';
import type { DeliveryRecord, Target } from '../../outbox/store.ts';
import type { Word } from '../feed.ts';

/** An entity under its own id. */
export type Stored<T extends { id: string }> = Omit<T, 'id'> & { _id: string };

export type SiteDocument = Stored<SiteRecord>;
/** `emailKey`: lower case, unique. */
export type AgentDocument = Stored<AgentRecord> & { emailKey: string };
export type SessionDocument = Stored<Session> & { tokenHash: string };
export type InviteDocument = Stored<Invite>;
export type CannedReplyDocument = Stored<CannedReply>;
/** `touch`: as in a conversation, when an identity gave the visitor another one. */
export type VisitorDocument = Stored<Visitor> & { tokenHash: string; touch?: number };
export type CallbackDocument = Stored<Callback>;
export type WebhookDocument = Stored<WebhookRecord>;
export type DeliveryDocument = Stored<DeliveryRecord>;
/** Without one a target is well, or was never tried. */
export type TargetDocument = Stored<Target>;

export interface ContactDocument extends Omit<Stored<Contact>, 'attributes'> {
  /** Pairs, because the site chooses the names, and as field names `a.b` and `$set` would mean something. */
  attributes: [name: string, value: string][];
  /** See `searchablePerson` and `personGrams`. */
  text: string;
  grams: string[];
  /** Conversations begun since the contact last changed; see `beginConversations`. */
  begun: number;
}

/**
 * The running total of a conversation's entries, some ten seconds behind them in the few fields that a waiting visitor's
 * further messages change (see `ledger.ts`).
 */
export interface ConversationDocument extends Omit<Stored<Conversation>, 'assigneeId'> {
  /** '' for nobody: MongoDB counts empty strings from the index alone, nulls only by reading every document. */
  assigneeId: string;
  /** Where it stands in lists of open ones, ascending; see `rank` in rules.ts. */
  rank: number;
  emailKey: string;
  /** Which server changed it last without an entry: a number from its writer's range, another one each time. */
  touch?: number;
}

/** Written once, never changed. */
export interface EntryDocument extends Omit<Entry, 'clientId'> {
  /** Number of the entry before it that its visitor may see. Entries of 0.1 have none. */
  previousSeq?: number;
  /** See `createWriter`: ascending within one server, so that what it wrote last is a short range. */
  _id: number;
  siteId: string;
  /** Left out where the server itself wrote it, and then not in the unique index. */
  clientId?: string;
  /** Whose it is and the hash of what was sent: one comparison tells a repeat from a reuse. */
  fingerprint?: string;
}

/** What search looks through, written behind the ack. Same `_id` as the entry. */
export interface TextDocument {
  _id: number;
  text: string;
  grams: string[];
  createdAt: number;
}

/** One opened store. `indexedTo`: every entry it wrote up to this `_id` is in `texts`. */
export interface WriterDocument {
  _id: number;
  indexedTo: number;
  seenAt: Date;
  /** It was closed before it had indexed everything. */
  isClosed?: boolean;
}

/** A server that has the database open. */
export interface ServerDocument {
  _id: string;
  /** By the database's clock. */
  seenAt: Date;
}

/** What one server at a time may do, and until when by the database's clock. */
export interface LeaseDocument {
  _id: 'routing';
  holder: string;
  until: Date;
}

/** Somebody has a page open at a server. */
export interface PresenceDocument {
  _id: { serverId: string } & ({ conversationId: string } | { agentId: string });
  isAway: boolean;
}

/** Said to other servers, and removed after a minute. */
export interface WordDocument {
  serverId: string;
  at: Date;
  word: Word;
}

/** Written by those who must not pass each other. */
export interface LockDocument {
  _id: string;
  /** How often it was taken. */
  turns: number;
  /** When nobody needs it any more, ms since the epoch; null: never. */
  expiresAt: number | null;
}

export function stored<T extends { id: string }>({ id, ...rest }: T): Stored<T> {
  return { _id: id, ...rest };
}

/** The opposite of `stored`. */
export function entity<D extends { _id: string }>({ _id, ...rest }: D): Omit<D, '_id'> & { id: string } {
  return { id: _id, ...rest };
}

export function toVisitor({ tokenHash: _hash, touch: _touch, ...document }: VisitorDocument): Visitor {
  return entity(document);
}

export function toAgent({ emailKey: _, ...document }: AgentDocument): AgentRecord {
  return entity(document);
}

export function agentDocument(agent: AgentRecord): AgentDocument {
  return { ...stored(agent), emailKey: agent.email.toLowerCase() };
}

export function toSession({ tokenHash: _, ...document }: SessionDocument): Session {
  return entity(document);
}

export function contactDocument(contact: Contact): ContactDocument {
  const text = searchablePerson(contact);
  const attributes = Object.entries(contact.attributes);
  return { ...stored(contact), attributes, text, grams: personGrams(text), begun: 0 };
}

export function toContact(found: ContactDocument): Contact {
  const { attributes, text: _text, grams: _grams, begun: _begun, ...document } = found;
  return { ...entity(document), attributes: Object.fromEntries(attributes) };
}

export function conversationDocument(conversation: Conversation): ConversationDocument {
  const { assigneeId, ...rest } = stored(conversation);
  return {
    ...rest,
    assigneeId: assigneeId ?? '',
    rank: rank(conversation),
    emailKey: conversation.contact.email.toLowerCase(),
  };
}

export function toConversation(document: ConversationDocument): Conversation {
  const { assigneeId, rank: _rank, emailKey: _emailKey, touch: _touch, ...rest } = document;
  return { ...entity(rest), assigneeId: assigneeId || null };
}

export function entryDocument(
  _id: number,
  entry: Omit<Entry, 'clientId'> & { siteId: string; previousSeq?: number },
  sent?: { clientId: string; fingerprint: string },
): EntryDocument {
  const { conversationId, siteId, seq, previousSeq, author, body, createdAt } = entry;
  return { _id, conversationId, siteId, seq, previousSeq, ...sent, author, body, createdAt };
}

/** Where it is not kept, the number before it: a page that lacks that one asks. */
export function previousSeqOf({ previousSeq, seq }: EntryDocument): number {
  return previousSeq ?? seq - 1;
}

export function toEntry({ conversationId, seq, clientId = undefined, author, body, createdAt }: EntryDocument): Entry {
  return { conversationId, seq, clientId: clientId ?? null, author, body, createdAt };
}
