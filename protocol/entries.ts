/** Numbered items of a conversation. */
import { z } from 'zod';
import { answerEvents } from './answers.ts';
import { botEvents } from './bots.ts';
import { callbackBody, callbackEvents } from './callbacks.ts';
import { files } from './files.ts';
import { formBody } from './forms.ts';
import { ladderEvents } from './ladder.ts';
import { mailEvents } from './mail.ts';
import { mailInEvents, mailMark } from './mail-in.ts';
import { mentions } from './mentions.ts';
import { ratingEvents } from './ratings.ts';
import { scriptEvents, scripted } from './scripts.ts';
import { smsEvents } from './sms.ts';
import { snoozeEvents } from './snoozes.ts';
import { spamEvents } from './spam.ts';
import { tagEvents } from './tags.ts';
import { id, seq, timestamp } from './wire/fields.ts';

const byVisitor = z.object({ kind: z.literal('visitor') });
/** The name is kept as it was, so that history does not change with the staff. */
const byAgent = z.object({ kind: z.literal('agent'), id, name: z.string() });
const bySystem = z.object({ kind: z.literal('system') });

export const author = z.discriminatedUnion('kind', [byVisitor, byAgent, bySystem]);
export type Author = z.infer<typeof author>;
export type AgentAuthor = Extract<Author, { kind: 'agent' }>;

/** Somebody has it now. */
const assigned = z.object({
  kind: z.literal('event'),
  event: z.literal('assigned'),
  /** Who has it now, by the name of then. */
  agentId: id,
  agentName: z.string(),
  /** Who had it before; null: nobody. Left out in entries of 0.1. */
  fromId: id.nullable().optional(),
});
/** An agent's or the server's doing. What a visitor hears of each is said on the server, in `visibility.ts`. */
const conversationEvents = [
  assigned,
  /** Nobody has it now. `agentId` is who had it. */
  z.object({ kind: z.literal('event'), event: z.literal('unassigned'), agentId: id }),
  z.object({ kind: z.literal('event'), event: z.literal('closed') }),
  z.object({ kind: z.literal('event'), event: z.literal('reopened') }),
  /** An agent asked for what was so already. Nothing shows it; it is there so that a repeat finds it (SPEC ST4). */
  z.object({ kind: z.literal('event'), event: z.literal('unchanged') }),
] as const;

/** Whatever happens in a conversation, by what happened: each kind says what it carries, and nothing else. */
export const entryEvent = z.discriminatedUnion('event', [
  ...conversationEvents,
  ...answerEvents,
  ...botEvents,
  ...callbackEvents,
  ...ladderEvents,
  ...mailEvents,
  ...mailInEvents,
  ...ratingEvents,
  ...scriptEvents,
  ...smsEvents,
  ...snoozeEvents,
  ...spamEvents,
  ...tagEvents,
]);
export type EntryEvent = z.infer<typeof entryEvent>;

export const entryBody = z.discriminatedUnion('kind', [
  /** `script`: the site's script says it, not a person. `mail`: it came by mail, and these are its new words. */
  z.object({
    kind: z.literal('message'),
    text: z.string(),
    files,
    script: scripted.optional(),
    mail: mailMark.optional(),
  }),
  callbackBody,
  formBody,
  z.object({ kind: z.literal('note'), text: z.string(), files, mentions }),
  entryEvent,
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

/** What visitors see of an entry: agents by their names alone, and of the bodies those that `visibility.ts` lets through. */
export const visitorEntry = entry.extend({
  author: z.discriminatedUnion('kind', [byVisitor, byAgent.omit({ id: true }), bySystem]),
  body: z.union([assigned.omit({ agentId: true, fromId: true }), entryBody]),
});
export type VisitorEntry = z.infer<typeof visitorEntry>;
