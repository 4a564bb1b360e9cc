/** One thread with one contact: what both sides do in it, and what they hear of it. */
import { z } from 'zod';
import { callback } from './callbacks.ts';
import { channel } from './channels.ts';
import { contact, contactSummary } from './contacts.ts';
import { entry, visitorEntry } from './entries.ts';
import { fileIds, wordsOrFiles } from './files.ts';
import { wait } from './ladder.ts';
import { mentionIds } from './mentions.ts';
import { queuePlace } from './queue.ts';
import { ratingAsk, ratingMark } from './ratings.ts';
import { scriptMark } from './scripts.ts';
import { snoozeMark } from './snoozes.ts';
import { heldMark } from './spam.ts';
import { timelineItem } from './timeline.ts';
import { visitor } from './visitors.ts';
import { clientId, id, seq, text, textOrNone, timestamp } from './wire/fields.ts';

/** A conversation as the inbox lists it. */
export const conversation = z.object({
  id,
  siteId: id,
  contact: contactSummary,
  /** The browser it began in; null: it came another way. */
  visitorId: id.nullable(),
  /** `held`: in quarantine, out of sight of all other lists (SPEC SP1). `snoozed`: put aside for a while (SPEC SN1). */
  status: z.enum(['open', 'closed', 'held', 'snoozed']),
  /** Why it is in quarantine; there only while it is. */
  held: heldMark.optional(),
  /** Until when it is put aside; there only while it is. */
  snoozed: snoozeMark.optional(),
  /** What its visitor was asked to rate; there until they answer (SPEC RA1). */
  asked: ratingMark.optional(),
  assigneeId: id.nullable(),
  lastSeq: seq,
  /** Last entry by the visitor; unread while it is above `agentReadSeq`. */
  lastVisitorSeq: seq,
  /** Last entry that the visitor may see. */
  lastVisibleSeq: seq,
  agentReadSeq: seq,
  visitorReadSeq: seq,
  /** Since when the visitor waits for an answer; null when nothing is unanswered. */
  waitingSince: timestamp.nullable(),
  /** What for, and how far the ladder has come; left out: nobody waits for words, or since a version without a ladder. */
  wait: wait.optional(),
  /** Where the site's script stands in it; left out: it has said nothing here. */
  script: scriptMark.optional(),
  /** Start of the earliest pending callback. */
  callbackAt: timestamp.nullable(),
  /** Ways this person came in, in order of first use. */
  channels: z.array(channel),
  /** In order of putting them on. */
  tags: z.array(z.string()),
  /** Last words, for the list. Where there are none, the names of its files, and as `kind` `photo` or `file`. */
  preview: z.object({ text: z.string(), author: z.enum(['visitor', 'agent', 'system']), kind: z.string() }),
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
  /** There only while it waits for words, longer than a moment. */
  queue: queuePlace.optional(),
  /** What they are asked to rate; left out: nothing. */
  asked: ratingAsk.optional(),
});
export type VisitorConversation = z.infer<typeof visitorConversation>;

/** Words, files, or both. */
const saying = { text: textOrNone, files: fileIds };

export const messageSend = z
  .object({ type: z.literal('message.send'), clientId, ...saying })
  .check(wordsOrFiles('text'));
export type MessageSend = z.infer<typeof messageSend>;

const inConversation = { clientId, conversationId: id };

export const agentMessageSend = z
  .object({ type: z.literal('message.send'), ...inConversation, ...saying })
  .check(wordsOrFiles('text'));

export const noteAdd = z
  .object({ type: z.literal('note.add'), ...inConversation, ...saying, mentions: mentionIds.optional() })
  .check(wordsOrFiles('text'));

/** Takes an unassigned conversation; who comes second gets ALREADY_CLAIMED (SPEC RT5). */
export const conversationClaim = z.object({ type: z.literal('conversation.claim'), ...inConversation });

/** Hands a conversation to an agent, or to nobody. */
export const conversationAssign = z.object({
  type: z.literal('conversation.assign'),
  ...inConversation,
  agentId: id.nullable(),
  /** What whoever has it next should know: becomes a private note, in the same step (SPEC HO1). */
  note: text.optional(),
});

export const conversationClose = z.object({ type: z.literal('conversation.close'), ...inConversation });

export const conversationReopen = z.object({ type: z.literal('conversation.reopen'), ...inConversation });

/** Puts a conversation into quarantine ("Spam"). */
export const conversationHold = z.object({ type: z.literal('conversation.hold'), ...inConversation });

/** Takes it out again ("Not spam"). */
export const conversationRelease = z.object({ type: z.literal('conversation.release'), ...inConversation });

export const typingSet = z.object({
  type: z.literal('typing.set'),
  clientId: clientId.optional(),
  isTyping: z.boolean(),
});

export const agentTypingSet = z.object({
  type: z.literal('typing.set'),
  clientId: clientId.optional(),
  conversationId: id,
  isTyping: z.boolean(),
});

export const readSet = z.object({ type: z.literal('read.set'), clientId: clientId.optional(), seq });

export const agentReadSet = z.object({
  type: z.literal('read.set'),
  clientId: clientId.optional(),
  conversationId: id,
  seq,
});

export const conversationResume = z.object({ type: z.literal('conversation.resume'), clientId, afterSeq: seq });

export const agentResume = z.object({ type: z.literal('conversation.resume'), ...inConversation, afterSeq: seq });

export const historyGet = z.object({ type: z.literal('history.get'), clientId, beforeSeq: seq.min(1) });

export const agentHistoryGet = z.object({ type: z.literal('history.get'), ...inConversation, beforeSeq: seq.min(1) });

/**
 * `conversation` carries status, assignee and read marks as they are after the entry. `previousSeq` is the number of the
 * entry before it that this visitor may see, 0: there is none. Who holds that one has missed nothing (SPEC W8).
 */
export const visitorEntryAdded = z.object({
  type: z.literal('entry.added'),
  entry: visitorEntry,
  previousSeq: seq,
  conversation: visitorConversation,
});

/** `callback` rides along when the entry made or changed one. */
export const agentEntryAdded = z.object({
  type: z.literal('entry.added'),
  entry,
  conversation,
  callback: callback.optional(),
});

/**
 * It is for this agent to act: a step of the ladder, where somebody waits too long and the entry says what for and since
 * when, or a low rating.
 */
export const lateTold = z.object({ type: z.literal('late.told'), entry, conversation });

/** A note names this agent. Told to all their pages, whatever those show (SPEC MN2). */
export const mentionTold = z.object({ type: z.literal('mention.told'), entry, conversation });

export const visitorConversationChanged = z.object({
  type: z.literal('conversation.changed'),
  conversation: visitorConversation,
});

export const agentConversationChanged = z.object({ type: z.literal('conversation.changed'), conversation });

/** Answers `conversation.resume`, with `isFresh` as in `welcome`. */
export const visitorResumed = z.object({
  type: z.literal('conversation.resumed'),
  ref: z.string(),
  conversation: visitorConversation.nullable(),
  entries: z.array(visitorEntry),
  isFresh: z.boolean(),
  hasEarlier: z.boolean(),
});

export const agentResumed = z.object({
  type: z.literal('conversation.resumed'),
  ref: z.string(),
  conversation,
  entries: z.array(entry),
  callbacks: z.array(callback),
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

/** The same for visitors. */
export const visitorHistory = history.extend({ entries: z.array(visitorEntry) });

/** An agent types; lives `LIMITS.typingMs` unless renewed. */
export const visitorTyping = z.object({ type: z.literal('typing'), name: z.string(), isTyping: z.boolean() });

export const agentTyping = z.object({
  type: z.literal('typing'),
  conversationId: id,
  /** Null: the visitor. */
  agentId: id.nullable(),
  isTyping: z.boolean(),
});

export const conversationDetail = z.object({
  conversation,
  contact,
  /** Null: it came another way than from a browser. */
  visitor: visitor.nullable(),
  entries: z.array(entry),
  hasEarlier: z.boolean(),
  callbacks: z.array(callback),
  /** Other conversations of people with the same e-mail, phone or user id, newest first. */
  related: z.array(conversation),
  isVisitorHere: z.boolean(),
});
export type ConversationDetail = z.infer<typeof conversationDetail>;

/** A stretch of talk in the timeline: what was said without a long silence between. Its id names the conversation and the first entry. */
export const talkItem = timelineItem.extend({
  kind: z.literal('talk'),
  conversationId: id,
  siteId: id,
  /** Of its first words. */
  seq: seq.min(1),
  channel: channel.exclude(['callback']),
  /** Who began it. */
  by: z.enum(['visitor', 'agent']),
  /** Its first words, shortened; empty where files say it. */
  text: z.string(),
  /** Who answered, by the names of then, in order; at most 3. */
  agentNames: z.array(z.string()),
  /** From the person's first words to the first answer, ms; null: none yet, or nothing to answer. */
  answeredMs: z.number().nullable(),
});
export type TalkItem = z.infer<typeof talkItem>;
