/**
 * Frames of `/v1/agent`. The socket is authenticated by the session cookie at its upgrade. Every agent hears of every
 * conversation in one frame, `entry.added`, which serves list, thread and bell alike; lists and details are read over HTTP.
 */
import { z } from 'zod';
import {
  agentPresence,
  callback,
  callbackOutcome,
  clientId,
  conversation,
  entry,
  id,
  seq,
  timestamp,
} from './entities.ts';
import { text } from './forms.ts';
import { LIMITS } from './limits.ts';
import { ack, errorFrame, history, ping, pong, resync } from './visitor-frames.ts';

export const agentHello = z.object({ type: z.literal('hello'), clientId, version: z.number().int() });
const inConversation = { clientId, conversationId: id };
export const agentMessageSend = z.object({ type: z.literal('message.send'), ...inConversation, text });
export const noteAdd = z.object({ type: z.literal('note.add'), ...inConversation, text });
/** Takes an unassigned conversation; who comes second gets ALREADY_CLAIMED (SPEC RT5). */
export const conversationClaim = z.object({ type: z.literal('conversation.claim'), ...inConversation });
/** Hands a conversation to an agent, or to nobody. */
export const conversationAssign = z.object({
  type: z.literal('conversation.assign'),
  ...inConversation,
  agentId: id.nullable(),
});
export const conversationClose = z.object({ type: z.literal('conversation.close'), ...inConversation });
export const conversationReopen = z.object({ type: z.literal('conversation.reopen'), ...inConversation });
/** Records an attempt. With `startAt` a pending callback also moves to that time ("reschedule"); `outcome` null only moves. */
export const callbackResolve = z.object({
  type: z.literal('callback.resolve'),
  clientId,
  callbackId: id,
  outcome: callbackOutcome.nullable(),
  startAt: timestamp.nullable().default(null),
  note: z.string().trim().max(LIMITS.messageChars).default(''),
});
export const agentTypingSet = z.object({
  type: z.literal('typing.set'),
  clientId: clientId.optional(),
  conversationId: id,
  isTyping: z.boolean(),
});
export const agentReadSet = z.object({
  type: z.literal('read.set'),
  clientId: clientId.optional(),
  conversationId: id,
  seq,
});
export const agentResume = z.object({ type: z.literal('conversation.resume'), ...inConversation, afterSeq: seq });
export const agentHistoryGet = z.object({ type: z.literal('history.get'), ...inConversation, beforeSeq: seq.min(1) });
/** Connected, but not to be given anything new. */
export const presenceSet = z.object({
  type: z.literal('presence.set'),
  clientId: clientId.optional(),
  isAway: z.boolean(),
});

export const agentFrame = z.discriminatedUnion('type', [
  agentHello,
  agentMessageSend,
  noteAdd,
  conversationClaim,
  conversationAssign,
  conversationClose,
  conversationReopen,
  callbackResolve,
  agentTypingSet,
  agentReadSet,
  agentResume,
  agentHistoryGet,
  presenceSet,
  ping,
]);
export type AgentFrame = z.infer<typeof agentFrame>;
export type AgentFrameInput = z.input<typeof agentFrame>;

export const viewCounts = z.object({ mine: seq, unassigned: seq, all: seq, callbacks: seq, mineUnread: seq });
export type ViewCounts = z.infer<typeof viewCounts>;

export const agentWelcome = z.object({
  type: z.literal('welcome'),
  ref: clientId,
  version: z.number().int(),
  agentId: id,
  agents: z.array(agentPresence),
  counts: viewCounts,
  /** Conversations whose visitor has a page open now. */
  visitorsHere: z.array(id),
  /** See `storeChanged`. */
  isStoreAvailable: z.boolean(),
  serverAt: timestamp,
});
/** `callback` rides along when the entry made or changed one. */
export const agentEntryAdded = z.object({
  type: z.literal('entry.added'),
  entry,
  conversation,
  callback: callback.optional(),
});
export const agentConversationChanged = z.object({ type: z.literal('conversation.changed'), conversation });
export const agentResumed = z.object({
  type: z.literal('conversation.resumed'),
  ref: z.string(),
  conversation,
  entries: z.array(entry),
  callbacks: z.array(callback),
  isFresh: z.boolean(),
  hasEarlier: z.boolean(),
});
export const agentTyping = z.object({
  type: z.literal('typing'),
  conversationId: id,
  /** Null: the visitor. */
  agentId: id.nullable(),
  isTyping: z.boolean(),
});
export const agentsChanged = z.object({ type: z.literal('agents'), agents: z.array(agentPresence) });
export const visitorPresence = z.object({
  type: z.literal('visitor.presence'),
  conversationId: id,
  isHere: z.boolean(),
});
/** Sent at most once a second after something changed them. */
export const countsChanged = z.object({ type: z.literal('counts'), counts: viewCounts });

/** The store keeps nothing now, or does so again (SPEC W17). */
export const storeChanged = z.object({ type: z.literal('store'), isAvailable: z.boolean() });

export const agentNews = z.discriminatedUnion('type', [
  agentWelcome,
  ack,
  errorFrame,
  agentEntryAdded,
  agentConversationChanged,
  agentResumed,
  history,
  agentTyping,
  agentsChanged,
  visitorPresence,
  countsChanged,
  storeChanged,
  pong,
  resync,
]);
export type AgentNews = z.infer<typeof agentNews>;
