/**
 * Frames of `/v1/visitor`. Commands go up and say what to do (`message.send`); news comes down and says what happened
 * (`entry.added`). Every command carries a `clientId`; its answer, `ack` or `error`, repeats it as `ref`.
 */
import { z } from 'zod';
import {
  attributes,
  availability,
  clientId,
  entry,
  id,
  line,
  publicSite,
  seq,
  timestamp,
  timeZone,
  url,
  visitorConversation,
} from './entities.ts';
import type { ErrorCode } from './errors.ts';
import { callbackRequest, contactSend, messageSend } from './forms.ts';
import { LIMITS } from './limits.ts';

export const page = z.object({ url, title: line.default(''), referrer: url.default('') });

/** The first frame. Without a token the server makes a visitor and sends the token once, in `welcome`. */
export const visitorHello = z.object({
  type: z.literal('hello'),
  clientId,
  version: z.number().int(),
  site: z.string().max(64),
  token: z.string().max(200).optional(),
  /** Anything the browser says; the server picks the nearest of our six. */
  locale: z.string().max(35).default('en'),
  timeZone: timeZone.default('UTC'),
  page: page.optional(),
  /** Conversation and number of the last entry this client holds; left out on a first visit. */
  conversationId: id.optional(),
  afterSeq: seq.optional(),
});

/** Moves the window of a pending callback, or cancels it when `startAt` is null. */
export const callbackChange = z.object({
  type: z.literal('callback.change'),
  clientId,
  callbackId: id,
  startAt: timestamp.nullable(),
});
export const typingSet = z.object({
  type: z.literal('typing.set'),
  clientId: clientId.optional(),
  isTyping: z.boolean(),
});
export const readSet = z.object({ type: z.literal('read.set'), clientId: clientId.optional(), seq });
export const conversationResume = z.object({ type: z.literal('conversation.resume'), clientId, afterSeq: seq });
export const historyGet = z.object({ type: z.literal('history.get'), clientId, beforeSeq: seq.min(1) });
/** What the page knows of the visitor: unverified words for the agent, or a JWT signed by the site (SPEC P4). */
export const visitorIdentify = z.object({
  type: z.literal('visitor.identify'),
  clientId,
  name: line.optional(),
  email: z.string().trim().max(LIMITS.emailChars).optional(),
  phone: z.string().trim().max(LIMITS.phoneChars).optional(),
  attributes: attributes.optional(),
  /** HS256, subject = the site's own user id. */
  jwt: z.string().max(4000).optional(),
});
/** A page opened or something the site tracks, for the agent's side pane. */
export const visitorTrack = z.object({
  type: z.literal('visitor.track'),
  clientId: clientId.optional(),
  kind: z.enum(['page', 'event']),
  name: line,
  url,
});
export const ping = z.object({ type: z.literal('ping'), clientId: clientId.optional() });

export const visitorFrame = z.discriminatedUnion('type', [
  visitorHello,
  messageSend,
  callbackRequest,
  contactSend,
  callbackChange,
  typingSet,
  readSet,
  conversationResume,
  historyGet,
  visitorIdentify,
  visitorTrack,
  ping,
]);
export type VisitorFrame = z.infer<typeof visitorFrame>;
export type VisitorFrameInput = z.input<typeof visitorFrame>;

/** Answers `hello`. `isFresh` means: drop what you hold, this is the newest page; otherwise add the entries to it (SPEC W8). */
export const visitorWelcome = z.object({
  type: z.literal('welcome'),
  ref: clientId,
  version: z.number().int(),
  visitorId: id,
  token: z.string().optional(),
  site: publicSite,
  availability,
  conversation: visitorConversation.nullable(),
  entries: z.array(entry),
  isFresh: z.boolean(),
  hasEarlier: z.boolean(),
  serverAt: timestamp,
});
/** Sent after the commit, never before (SPEC ST1). `entry` is what the store holds, with its number and normal forms. */
export const ack = z.object({ type: z.literal('ack'), ref: z.string(), entry: entry.optional() });
export const errorFrame = z.object({
  type: z.literal('error'),
  code: z.string().transform(code => code as ErrorCode),
  ref: z.string().optional(),
  /** Which fields are wrong, by name, each with its own code. */
  fields: z.record(z.string(), z.string()).optional(),
  retryAfterMs: z.number().optional(),
});
/** `conversation` carries status, assignee and read marks as they are after the entry. */
export const visitorEntryAdded = z.object({ type: z.literal('entry.added'), entry, conversation: visitorConversation });
export const visitorConversationChanged = z.object({
  type: z.literal('conversation.changed'),
  conversation: visitorConversation,
});
/** Answers `conversation.resume`, with `isFresh` as in `welcome`. */
export const visitorResumed = z.object({
  type: z.literal('conversation.resumed'),
  ref: z.string(),
  conversation: visitorConversation.nullable(),
  entries: z.array(entry),
  isFresh: z.boolean(),
  hasEarlier: z.boolean(),
});
/** Answers `history.get`: entries before the number, oldest first. */
export const history = z.object({
  type: z.literal('history'),
  ref: z.string(),
  conversationId: id,
  entries: z.array(entry),
  hasEarlier: z.boolean(),
});
/** An agent types; lives `LIMITS.typingMs` unless renewed. */
export const visitorTyping = z.object({ type: z.literal('typing'), name: z.string(), isTyping: z.boolean() });
export const availabilityChanged = z.object({ type: z.literal('availability'), availability });
export const pong = z.object({ type: z.literal('pong'), ref: z.string().optional() });
/** The server has lost track of what happened: read anew, once, on a new link (SPEC W16). */
export const resync = z.object({ type: z.literal('resync') });

export const visitorNews = z.discriminatedUnion('type', [
  visitorWelcome,
  ack,
  errorFrame,
  visitorEntryAdded,
  visitorConversationChanged,
  visitorResumed,
  history,
  visitorTyping,
  availabilityChanged,
  pong,
  resync,
]);
export type VisitorNews = z.infer<typeof visitorNews>;
