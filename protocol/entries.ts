/** Numbered items of a conversation. */
import { z } from 'zod';
import { id, seq, timestamp } from './wire/fields.ts';

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
