/**
 * What Deskbell asks of a database. Every verb is one atomic step: it happened whole and is on disk when its promise
 * resolves, or it did not happen (SPEC ST1). Missing is `null`; throwing means refused (`AppError`) or broken.
 * Ids and times come from the caller, so that both stores give equal answers to the contract suite.
 */

import type { Agent } from '../../protocol/agents.ts';
import type { Callback, CallbackOutcome } from '../../protocol/callbacks.ts';
import type { CannedReply } from '../../protocol/canned-replies.ts';
import type { Contact } from '../../protocol/contacts.ts';
import type { Conversation } from '../../protocol/conversations.ts';
import type { Delivery } from '../../protocol/deliveries.ts';
import type { Author, Entry, EntryBody } from '../../protocol/entries.ts';
import type { Session } from '../../protocol/sessions.ts';
import type { Site, SiteSettings } from '../../protocol/sites.ts';
import type { View, ViewCounts } from '../../protocol/views.ts';
import type { Visitor } from '../../protocol/visitors.ts';
import type { Webhook } from '../../protocol/webhooks.ts';
import type { Locale } from '../../protocol/wire/fields.ts';
import type { Feed } from './feed.ts';

export interface Page<T> {
  items: T[];
  /** Give it back to read on; null at the end. Opaque outside the store. */
  cursor: string | null;
}

/** Fields a person typed about themselves. Empty strings and missing fields change nothing. */
export type ContactWords = Partial<Pick<Contact, 'name' | 'email' | 'phone' | 'attributes'>>;
/** The same from an agent, who may know that something is wrong: null clears. */
export type ContactCorrection = {
  [K in keyof ContactWords]: K extends 'attributes' ? ContactWords[K] : ContactWords[K] | null;
};

/** Secrets that stand beside an entity and never leave the server. */
export type AgentRecord = Agent & { passwordHash: string };
export type SiteRecord = Site & { identitySecret: string };

export interface Submission {
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
  at: number;
}

/** What a write did: the entry, and the conversation as it is after it. */
export interface Written {
  entry: Entry;
  conversation: Conversation;
  /** The callback that the entry made or changed. */
  callback?: Callback;
}

/** What an agent's client sent: with it an event happens once, however often it is sent (SPEC ST4). */
export interface Sent {
  clientId: string;
  /** Hash of what was sent. A repeat of `clientId` with another one is refused. */
  fingerprint: string;
}

export interface Store {
  /** Shown at start and in `/readyz`: `sqlite ./data/deskbell.db`, `mongodb host/db`, never a password. */
  readonly description: string;
  /** The other servers on the same database; null: there can be none. */
  readonly feed: Feed | null;
  /** Resolves when a write would be kept now. @throws AppError STORE_UNAVAILABLE */
  ping(): Promise<void>;
  close(): Promise<void>;

  // Sites and staff. Few of them, so they are read whole.
  sites(): Promise<SiteRecord[]>;
  /** Creates, or replaces the one with the same id. @throws when the key is taken */
  saveSite(site: SiteRecord): Promise<void>;
  /** Changes settings only. Null: no such site. */
  updateSite(id: string, settings: Partial<SiteSettings> & { identitySecret?: string }): Promise<SiteRecord | null>;
  agents(): Promise<AgentRecord[]>;
  /** @throws AppError EMAIL_TAKEN */
  createAgent(agent: AgentRecord): Promise<void>;
  /**
   * Disabling also ends the agent's sessions in the same step. Null: no such agent.
   * @throws AppError LAST_OWNER when no enabled owner would be left
   */
  updateAgent(
    id: string,
    change: Partial<Omit<AgentRecord, 'id' | 'createdAt' | 'email'>>,
  ): Promise<AgentRecord | null>;

  saveInvite(invite: Invite): Promise<void>;
  invite(tokenHash: string, at: number): Promise<Invite | null>;
  /** Uses the invite up and creates the agent, both or neither. @throws AppError INVITE_INVALID, EMAIL_TAKEN */
  acceptInvite(tokenHash: string, agent: AgentRecord): Promise<void>;

  createSession(session: Session & { tokenHash: string }): Promise<void>;
  /**
   * The live session and its enabled agent. When `seenAt` is older than a minute it moves to `at`, and `expiresAt` moves
   * by as much: a session ends after a time without use, not in the middle of work.
   */
  sessionByToken(tokenHash: string, at: number): Promise<{ session: Session; agent: AgentRecord } | null>;
  sessions(agentId: string, at: number): Promise<Session[]>;
  /** Ends one session of the agent, or all but one. Returns the ids that ended. */
  endSessions(agentId: string, which: { id: string } | { except: string | null }): Promise<string[]>;

  cannedReplies(): Promise<CannedReply[]>;
  saveCannedReply(reply: CannedReply): Promise<void>;
  deleteCannedReply(id: string): Promise<void>;

  // Visitors and contacts.
  /** Makes the visitor and its contact. */
  createVisitor(visitor: Visitor & { tokenHash: string }, contact: Contact): Promise<void>;
  visitorByToken(siteId: string, tokenHash: string): Promise<Visitor | null>;
  /** Adds to the trail (newest first, bounded) and moves `seenAt`; keeps the contact's locale and zone current. */
  touchVisitor(
    visitorId: string,
    seen: {
      at: number;
      trail?: Visitor['trail'][number];
      referrer?: string;
      userAgent?: string;
      locale?: Locale;
      timeZone?: string;
    },
  ): Promise<void>;
  contact(id: string): Promise<Contact | null>;
  /** An agent's correction or the visitor's own words; the conversations' summaries follow in the same step. */
  updateContact(id: string, words: ContactCorrection, at: number): Promise<Contact | null>;
  /**
   * A signed identity: the visitor's contact becomes the site's verified one for `externalId` (made from the current
   * contact if there is none), and the visitor gets that contact's newest conversation. What the visitor had begun
   * anonymously moves to the verified contact too. A browser that somebody else had signed in to before starts over:
   * the other's contact and conversations stay theirs (SPEC P4).
   * @param identity.newContactId used when the visitor's contact is another signed person's and this one is new here
   * @throws AppError TOKEN_INVALID when there is no such visitor
   */
  identifyVisitor(identity: {
    visitorId: string;
    externalId: string;
    words: ContactWords;
    newContactId: string;
    at: number;
  }): Promise<Visitor>;

  // Conversations and entries.
  /**
   * Adds what a visitor sent to their one conversation, making or reopening it, with the next number (SPEC ST1..ST4).
   * A repeat of `clientId` with the same fingerprint returns the first answer and changes nothing.
   * @throws AppError CLIENT_ID_REUSED, SLOT_TAKEN
   */
  submit(submission: Submission): Promise<Written & { isRepeat: boolean; isNew: boolean; wasClosed: boolean }>;
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
  }): Promise<Written & { isRepeat: boolean }>;
  /**
   * Sets the assignee and writes the event, if the assignee is still `from` (`undefined`: whoever it is).
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
    at: number;
  }): Promise<(Written & { isRepeat: boolean }) | null>;
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
  }): Promise<(Written & { isRepeat: boolean }) | null>;
  /**
   * What an earlier `append`, `assign`, `setStatus` or `changeCallback` with this id answered; null: there was none.
   * Asked before one is refused for a reason that time brings (the agent is disabled, the hour has passed), because a
   * repeat gets the first answer (SPEC ST4).
   * @throws AppError CLIENT_ID_REUSED
   */
  answered(of: { conversationId: string } | { callbackId: string }, sent: Sent): Promise<Written | null>;
  /** Moves a read mark forward, never back. Null: nothing moved. */
  markRead(conversationId: string, side: 'visitor' | 'agent', seq: number): Promise<Conversation | null>;

  conversation(id: string): Promise<Conversation | null>;
  visitor(id: string): Promise<Visitor | null>;
  /** Entries with `seq > afterSeq`, oldest first. */
  entriesAfter(conversationId: string, afterSeq: number, limit: number): Promise<Entry[]>;
  /** Entries with `seq < beforeSeq` (null: the newest), oldest first. */
  entriesBefore(conversationId: string, beforeSeq: number | null, limit: number): Promise<Entry[]>;
  /** Ordered by who must be answered next (`rank` in rules.ts); closed ones by newest change. */
  conversations(query: {
    view: View;
    agentId: string;
    siteId?: string;
    cursor?: string;
    limit: number;
  }): Promise<Page<Conversation>>;
  countViews(agentId: string): Promise<ViewCounts>;
  /** Other conversations of people with the same e-mail, phone or external id on the same site, newest first, at most 20. */
  related(conversationId: string): Promise<Conversation[]>;
  /** Conversations of one contact, newest first: they carry its summary. */
  conversationsOf(contactId: string, limit: number): Promise<Conversation[]>;
  /** Open conversations per assignee, and open ones without one, oldest wait first (at most `limit`): what routing needs. */
  load(limit: number): Promise<{ open: Map<string, number>; unassigned: Conversation[] }>;
  /** Open conversations of one agent, for offering them again. */
  openOf(agentId: string, limit: number): Promise<Conversation[]>;

  // Callbacks.
  callback(id: string): Promise<Callback | null>;
  callbacksOf(conversationId: string): Promise<Callback[]>;
  /** Pending ones of all sites, earliest first. */
  callbackQueue(query: {
    cursor?: string;
    limit: number;
  }): Promise<Page<{ callback: Callback; conversation: Conversation }>>;
  /** How many pending callbacks start at each slot between two times (from inclusive, to exclusive); as-soon-as-possible ones do not count. */
  slotLoad(siteId: string, from: number, to: number): Promise<Map<number, number>>;
  /**
   * Records an attempt and/or moves or cancels a pending callback, with its event entry.
   * `reached` and `wrong_number` end it; `no_answer` keeps it pending.
   * The event entry carries `clientId`: a repeat returns the first answer and records no second attempt (SPEC ST4).
   * @throws AppError CALLBACK_UNKNOWN, CALLBACK_DONE, SLOT_TAKEN, CLIENT_ID_REUSED
   */
  changeCallback(input: {
    callbackId: string;
    clientId: string;
    fingerprint: string;
    author: Author;
    attempt?: { outcome: CallbackOutcome; note: string };
    /** New window, or null to cancel. */
    window?: { startAt: number; endAt: number } | null;
    /** Only for moves by the visitor. */
    callbacksPerSlot?: number;
    at: number;
  }): Promise<Written & { isRepeat: boolean }>;

  /** People and text; stems are found in all six scripts (SPEC SE1). Entries newest first. */
  search(query: {
    q: string;
    limit: number;
  }): Promise<{ people: Conversation[]; entries: { conversation: Conversation; entry: Entry }[] }>;
  /** Resolves when everything written so far can be found by `search`; tests wait on it. */
  searchSettled(): Promise<void>;

  // Side effects. `submit`, `append`, `assign`, `setStatus` and `changeCallback` write what webhooks are to be told of in
  // the same step (SPEC D1); see `deliveriesOf` in outbox.ts.
  /** Few of them, so they are read whole; oldest first. */
  webhooks(): Promise<WebhookRecord[]>;
  /** Creates one. Where several servers share the database, the others know it within 2 s; so with changes. */
  createWebhook(webhook: WebhookRecord): Promise<void>;
  /** Null: no such webhook. */
  updateWebhook(
    id: string,
    change: Partial<Pick<WebhookRecord, 'url' | 'events' | 'isDisabled' | 'secrets'>>,
  ): Promise<WebhookRecord | null>;
  /** Takes its deliveries with it. False: no such webhook. */
  deleteWebhook(id: string): Promise<boolean>;
  /** Those who did not take what they were sent last. */
  failingTargets(): Promise<Target[]>;
  /** Who may be sent something now: something is due, and the target is neither disabled nor paused. */
  dueTargets(at: number): Promise<string[]>;
  /**
   * Hands out what is due for a target, earliest first. Until `leaseUntil` nobody else gets it; then it is due again,
   * so that a server which died takes nothing along (SPEC D2). Counts as an attempt.
   */
  takeDeliveries(input: { target: string; at: number; leaseUntil: number; limit: number }): Promise<DeliveryRecord[]>;
  /**
   * How an attempt went. Does nothing when the lease ran out and somebody else has it, or when it is gone.
   * @param attempt `attempts` as `takeDeliveries` gave it
   */
  settleDelivery(id: string, attempt: number, outcome: DeliveryOutcome): Promise<void>;
  /** Newest first. */
  deliveries(query: { isDead: boolean; cursor?: string; limit: number }): Promise<Page<DeliveryRecord>>;
  /** Makes a waiting or dead one due now, with all attempts before it again, and its target open. Null: it is gone. */
  retryDelivery(id: string, at: number): Promise<DeliveryRecord | null>;
  /** False: it was gone. */
  deleteDelivery(id: string): Promise<boolean>;

  /**
   * Removes sessions and invites that ran out, visitors older than `visitorsBefore` that never said anything, and
   * deliveries that were given up 30 days ago or whose target is gone.
   */
  sweep(at: number, visitorsBefore: number): Promise<void>;
}

export interface Invite {
  id: string;
  tokenHash: string;
  role: Agent['role'];
  /** Null in the first owner's link: they type their own. */
  email: string | null;
  createdAt: number;
  expiresAt: number;
}

/** A webhook with its secrets, newest first, each sealed. */
export type WebhookRecord = Omit<Webhook, 'oldSecretUntil' | 'failingSince'> & { secrets: WebhookSecret[] };

export interface WebhookSecret {
  sealed: string;
  /** When it stops signing; null: it is the newest. */
  endsAt: number | null;
}

export type DeliveryRecord = Omit<Delivery, 'webhookId'> & {
  /** Whom it goes to: the id of a webhook. */
  target: string;
  /** The bytes to send, as text. */
  payload: string;
  /** From when its time is counted: when it was caused, or tried again by hand. */
  since: number;
};

/** How the one that things are delivered to is doing. */
export interface Target {
  id: string;
  /** In a row, and not counting those that were under way together. */
  failures: number;
  failingSince: number;
  pausedUntil: number;
}

export type DeliveryOutcome =
  | { isDelivered: true }
  | {
      isDelivered: false;
      at: number;
      problem: string;
      /** When to try again; null: given up. */
      dueAt: number | null;
      /** The target itself is in trouble: nothing is sent there before. Null: only this delivery failed. */
      pausedUntil: number | null;
      /** Everything of this target that waits from before then is given up with it; null: nothing else. */
      giveUpBefore: number | null;
    };
