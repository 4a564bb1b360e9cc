/**
 * What the wire talks about: sites, people, conversations, entries, callbacks. Schemas for the server, inferred types
 * for everybody; browsers import the types only. Times are milliseconds since the epoch, UTC; ids are opaque strings.
 */
import { z } from 'zod';
import { LIMITS, LOCALES } from './limits.ts';

export const id = z.string().min(1).max(64);
export const timestamp = z.number().int().nonnegative();
export const seq = z.number().int().nonnegative();
/** Made by the client for each thing it sends and kept over retries, so that the store can tell a repeat (SPEC ST2). */
export const clientId = z.string().min(8).max(LIMITS.clientIdChars);
/** One line of text: control characters have no business in names and subjects, nor in the mail headers they may become. */
export const line = z
  .string()
  .max(LIMITS.lineChars)
  .transform(text => text.replace(/\p{Cc}+/gu, ' ').trim());
export const url = z.string().max(LIMITS.urlChars);
export const locale = z.enum(LOCALES);
export type Locale = z.infer<typeof locale>;
export const channel = z.enum(['chat', 'callback', 'contact']);
export type Channel = z.infer<typeof channel>;
const timeZones = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]);
/** An IANA zone. Names that this machine does not know become UTC, because a visitor's clock must not lose a message. */
export const timeZone = z
  .string()
  .max(64)
  .transform(zone => (timeZones.has(zone) || isZone(zone) ? zone : 'UTC'));

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'wanted HH:MM');
/** Opening hours: seven days from Monday, each a list of spans in the site's zone. An empty week means always open. */
export const week = z.array(z.array(z.object({ from: clock, to: clock })).max(4)).length(7);
export type Week = z.infer<typeof week>;

export const siteTexts = z.object({
  greeting: z.string().max(LIMITS.messageChars).default(''),
  consent: z.string().max(LIMITS.messageChars).default(''),
});
/** What an owner may set. `accent` is any CSS hex colour; readable ink is computed where it is shown. */
export const siteSettings = z.object({
  name: line.pipe(z.string().min(1)),
  /** Exact origins (`https://shop.example`), or `*` for any. */
  origins: z.array(z.string().max(LIMITS.urlChars)).max(50),
  channels: z.array(channel).min(1),
  accent: z.string().regex(/^#[0-9a-f]{6}$/i, 'wanted a colour such as #0b6b57'),
  locale,
  timeZone,
  /** `null`: always open. */
  hours: week.nullable(),
  /** By locale; the site's own locale is the fallback for the others. */
  texts: z.partialRecord(locale, siteTexts),
  /** Callbacks taken for one half hour. */
  callbacksPerSlot: z.number().int().min(1).max(100),
  /** The promise made for "as soon as possible", minutes. */
  asapMinutes: z.number().int().min(1).max(240),
});
export type SiteSettings = z.infer<typeof siteSettings>;
export const site = siteSettings.extend({ id, key: z.string(), createdAt: timestamp });
export type Site = z.infer<typeof site>;

/** What a visitor's page may know of a site, in the visitor's locale. */
export const publicSite = z.object({
  key: z.string(),
  name: z.string(),
  accent: z.string(),
  channels: z.array(channel),
  locale,
  timeZone: z.string(),
  greeting: z.string(),
  consent: z.string(),
});
export type PublicSite = z.infer<typeof publicSite>;

/**
 * Whether somebody can answer now, from live agents and opening hours (SPEC A1).
 * `here`: an agent is connected and it is opening time; `away`: opening time, nobody connected; `closed`: outside hours.
 */
export const availability = z.object({
  state: z.enum(['here', 'away', 'closed']),
  /** Names of connected agents, at most three. */
  agents: z.array(z.string()),
  /** How long a first answer took lately (median), or null when not known. */
  answersInMs: z.number().nullable(),
  /** When the current opening time began, or the next begins; null: always open. */
  opensAt: timestamp.nullable(),
  closesAt: timestamp.nullable(),
});
export type Availability = z.infer<typeof availability>;

/** A half hour in which a callback may be asked for. */
export const slot = z.object({ startAt: timestamp, endAt: timestamp, isFull: z.boolean() });
export type Slot = z.infer<typeof slot>;

export const attributes = z
  .record(z.string().min(1).max(LIMITS.lineChars), z.string().max(LIMITS.attributeChars))
  .refine(all => Object.keys(all).length <= LIMITS.attributes, `at most ${LIMITS.attributes} attributes`);

/** The person. E-mail and phone are as typed until `isVerified`: they help the agent and open nothing (SPEC P3). */
export const contact = z.object({
  id,
  siteId: id,
  name: z.string(),
  email: z.string(),
  /** E.164, or empty. */
  phone: z.string(),
  /** The site's own user id, from a signed identity only. */
  externalId: z.string().nullable(),
  isVerified: z.boolean(),
  attributes: z.record(z.string(), z.string()),
  locale,
  timeZone: z.string(),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Contact = z.infer<typeof contact>;

export const trailItem = z.object({
  at: timestamp,
  kind: z.enum(['page', 'event']),
  /** Title of the page or name of the event. */
  name: z.string(),
  url: z.string(),
});
/** An anonymous browser of one site. */
export const visitor = z.object({
  id,
  siteId: id,
  contactId: id,
  /** The one conversation this visitor may open. */
  conversationId: id.nullable(),
  userAgent: z.string(),
  referrer: z.string(),
  /** Where they are and have been, newest first. */
  trail: z.array(trailItem),
  createdAt: timestamp,
  seenAt: timestamp,
});
export type Visitor = z.infer<typeof visitor>;

export const agentRole = z.enum(['owner', 'agent']);
export const agent = z.object({
  id,
  email: z.string(),
  name: z.string(),
  role: agentRole,
  locale,
  /** Open conversations that routing gives this agent at most. */
  capacity: z.number().int().min(0).max(1000),
  isDisabled: z.boolean(),
  createdAt: timestamp,
});
export type Agent = z.infer<typeof agent>;
/** An agent as colleagues see them. `isHere`: connected and not away. */
export const agentPresence = agent.extend({ isHere: z.boolean() });
export type AgentPresence = z.infer<typeof agentPresence>;

export const callbackOutcome = z.enum(['reached', 'no_answer', 'wrong_number']);
export type CallbackOutcome = z.infer<typeof callbackOutcome>;
/** A promise to ring a number in a time window. */
export const callback = z.object({
  id,
  siteId: id,
  conversationId: id,
  /** Number of the entry that asked for it. */
  seq,
  phone: z.string(),
  name: z.string(),
  topic: z.string(),
  isAsap: z.boolean(),
  startAt: timestamp,
  endAt: timestamp,
  /** The visitor's zone. */
  timeZone: z.string(),
  /** `pending` until reached, found wrong, or cancelled by the visitor. */
  status: z.enum(['pending', 'reached', 'wrong_number', 'cancelled']),
  attempts: z.array(
    z.object({ at: timestamp, agentId: id, agentName: z.string(), outcome: callbackOutcome, note: z.string() }),
  ),
  createdAt: timestamp,
});
export type Callback = z.infer<typeof callback>;

export const author = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('visitor') }),
  /** The name is kept as it was, so that history does not change with the staff. */
  z.object({ kind: z.literal('agent'), id, name: z.string() }),
  z.object({ kind: z.literal('system') }),
]);
export type Author = z.infer<typeof author>;

export const entryBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), text: z.string() }),
  z.object({
    kind: z.literal('callback'),
    callbackId: id,
    phone: z.string(),
    name: z.string(),
    topic: z.string(),
    isAsap: z.boolean(),
    startAt: timestamp,
    endAt: timestamp,
    timeZone: z.string(),
  }),
  z.object({
    kind: z.literal('form'),
    name: z.string(),
    email: z.string(),
    phone: z.string(),
    subject: z.string(),
    message: z.string(),
  }),
  z.object({ kind: z.literal('note'), text: z.string() }),
  z.object({
    kind: z.literal('event'),
    event: z.enum([
      'assigned',
      'unassigned',
      'closed',
      'reopened',
      /** An agent asked for what was so already. Nothing shows it; it is there so that a repeat finds it (SPEC ST4). */
      'unchanged',
      'callback_reached',
      'callback_no_answer',
      'callback_wrong_number',
      'callback_moved',
      'callback_cancelled',
    ]),
    /** Who it was assigned to. */
    agentId: id.optional(),
    agentName: z.string().optional(),
    /** Which callback, and its new window after a move. */
    callbackId: id.optional(),
    startAt: timestamp.optional(),
    endAt: timestamp.optional(),
    /** What the agent noted of a call. Never sent to visitors. */
    note: z.string().optional(),
  }),
]);
export type EntryBody = z.infer<typeof entryBody>;
export type EntryKind = EntryBody['kind'];

/** A numbered item of a conversation: 1, 2, 3… without holes (SPEC ST3). */
export const entry = z.object({
  conversationId: id,
  seq: seq.min(1),
  /** Null for what the server itself wrote. */
  clientId: z.string().nullable(),
  author,
  body: entryBody,
  createdAt: timestamp,
});
export type Entry = z.infer<typeof entry>;

/** A conversation as the inbox lists it. */
export const conversation = z.object({
  id,
  siteId: id,
  contactId: id,
  visitorId: id,
  status: z.enum(['open', 'closed']),
  assigneeId: id.nullable(),
  lastSeq: seq,
  /** Last entry by the visitor; unread while it is above `agentReadSeq`. */
  lastVisitorSeq: seq,
  agentReadSeq: seq,
  visitorReadSeq: seq,
  /** Since when the visitor waits for an answer; null when nothing is unanswered. */
  waitingSince: timestamp.nullable(),
  /** Start of the earliest pending callback. */
  callbackAt: timestamp.nullable(),
  /** Ways this person came in, in order of first use. */
  channels: z.array(channel),
  /** Last words, for the list. */
  preview: z.object({ text: z.string(), author: z.enum(['visitor', 'agent', 'system']), kind: z.string() }),
  /** Summary of the contact, so that a list needs no second read. */
  name: z.string(),
  email: z.string(),
  phone: z.string(),
  locale,
  /** Names somebody who left no name: "Visitor from Darkhan". */
  timeZone: z.string(),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Conversation = z.infer<typeof conversation>;

/** A conversation as its visitor sees it. */
export const visitorConversation = z.object({
  id,
  status: z.enum(['open', 'closed']),
  assignee: z.object({ name: z.string() }).nullable(),
  lastSeq: seq,
  agentReadSeq: seq,
  visitorReadSeq: seq,
});
export type VisitorConversation = z.infer<typeof visitorConversation>;

export const cannedReply = z.object({
  id,
  /** What follows the slash. */
  shortcut: z.string(),
  text: z.string(),
});
export type CannedReply = z.infer<typeof cannedReply>;

export const session = z.object({
  id,
  agentId: id,
  userAgent: z.string(),
  createdAt: timestamp,
  seenAt: timestamp,
  expiresAt: timestamp,
});
export type Session = z.infer<typeof session>;
