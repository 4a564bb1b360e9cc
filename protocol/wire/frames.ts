/** Frames and answers that every noun shares. */
import { z } from 'zod';
import { entry, visitorEntry } from '../entries.ts';
import type { ErrorCode } from './errors.ts';
import { clientId, seq } from './fields.ts';

/** Sent after the commit, never before (SPEC ST1). `entry` is what the store holds, with its number and normal forms. */
export const ack = z.object({
  type: z.literal('ack'),
  ref: z.string(),
  entry: entry.optional(),
});

/** The same for visitors. With an entry, `previousSeq` is as in their `entry.added`. */
export const visitorAck = ack.extend({ entry: visitorEntry.optional(), previousSeq: seq.optional() });

export const errorFrame = z.object({
  type: z.literal('error'),
  code: z.string().transform(code => code as ErrorCode),
  ref: z.string().optional(),
  /** Which fields are wrong, by name, each with its own code. */
  fields: z.record(z.string(), z.string()).optional(),
  retryAfterMs: z.number().optional(),
  /** With SLOT_TAKEN: the next time that is free; missing where none is. */
  nextAt: z.number().optional(),
});

export const ping = z.object({ type: z.literal('ping'), clientId: clientId.optional() });

export const pong = z.object({ type: z.literal('pong'), ref: z.string().optional() });

/** The server has lost track of what happened: read anew, once, on a new link (SPEC W16). */
export const resync = z.object({ type: z.literal('resync') });

/** Every refusal over HTTP. `message` is missing from 500 on: then only the log knows. */
export const errorAnswer = z.object({
  code: z.string(),
  message: z.string().optional(),
  fields: z.record(z.string(), z.string()).optional(),
  retryAfterMs: z.number().optional(),
  /** With FILE_OFFSET: how many bytes are kept, and so where the next piece begins. */
  offset: z.number().optional(),
  /** With SLOT_TAKEN: the next time that is free; missing where none is. */
  nextAt: z.number().optional(),
  /** The next few of a booking, from `nextAt` on. */
  nextTimes: z.array(z.number()).optional(),
  /** Of a booking: ids of those that have the time. */
  conflicts: z.array(z.string()).optional(),
});
export type ErrorAnswer = z.infer<typeof errorAnswer>;
