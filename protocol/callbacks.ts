/** Promises to ring a number in a time window. */
import { z } from 'zod';
import { fileIds, files } from './files.ts';
import { timelineItem } from './timeline.ts';
import { clientId, country, id, letter, locale, optionalLine, seq, timestamp, timeZone } from './wire/fields.ts';
import { LIMITS } from './wire/limits.ts';

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
  /**
   * `pending` until reached, found wrong, cancelled by the visitor, or missed in all tries; `held` while its conversation
   * is in quarantine.
   */
  status: z.enum(['pending', 'held', 'reached', 'wrong_number', 'cancelled', 'missed']),
  /** Who rings the number now, since when; null: nobody does. */
  ringing: z.object({ agentId: id, agentName: z.string(), at: timestamp }).nullable(),
  attempts: z.array(
    z.object({ at: timestamp, agentId: id, agentName: z.string(), outcome: callbackOutcome, note: z.string() }),
  ),
  createdAt: timestamp,
});
export type Callback = z.infer<typeof callback>;

/** The entry that asks for one, as it was asked for. */
export const callbackBody = z.object({
  kind: z.literal('callback'),
  callbackId: id,
  phone: z.string(),
  /** The number as its country writes it; in what visitors are told, and never stored. */
  phoneText: z.string().optional(),
  /** Where it is moved or cancelled without the page, below `/f/:key/`; in what visitors are told, and never stored. */
  link: z.string().optional(),
  name: z.string(),
  topic: z.string(),
  isAsap: z.boolean(),
  startAt: timestamp,
  endAt: timestamp,
  timeZone: z.string(),
  files,
});

const ofCallback = { kind: z.literal('event'), callbackId: id };
/** What the agent noted of a call: for colleagues. */
const note = z.string().optional();
/** The new window, where the callback also moved. */
const newWindow = { startAt: timestamp.optional(), endAt: timestamp.optional() };

/** What becomes of one. */
export const callbackEvents = [
  z.object({ ...ofCallback, event: z.literal('callback_reached'), note }),
  /** `isLast`: it was the last try, and ends the callback. */
  z.object({
    ...ofCallback,
    event: z.literal('callback_no_answer'),
    note,
    ...newWindow,
    isLast: z.literal(true).optional(),
  }),
  z.object({ ...ofCallback, event: z.literal('callback_wrong_number'), note }),
  z.object({ ...ofCallback, event: z.literal('callback_moved'), startAt: timestamp, endAt: timestamp }),
  z.object({ ...ofCallback, event: z.literal('callback_cancelled') }),
  /** Somebody rings it now. */
  z.object({ ...ofCallback, event: z.literal('callback_ringing') }),
] as const;

/** A time in which a callback may be asked for. */
export const slot = z.object({ startAt: timestamp, endAt: timestamp, isFull: z.boolean() });
export type Slot = z.infer<typeof slot>;

/** `asapAt`: by when "as soon as possible" would be kept, were it asked for now. */
export const slotsAnswer = z.object({ asapAt: z.number(), slots: z.array(slot), timeZone: z.string() });
export type SlotsAnswer = z.infer<typeof slotsAnswer>;

export const callbackRequest = z.object({
  type: z.literal('callback.request'),
  clientId,
  phone: z.string().trim().max(LIMITS.phoneChars),
  country,
  name: optionalLine,
  /** What it is about; a plain form's other fields come in it too, one on a line. */
  topic: letter.default(''),
  /** Start of one of the offered slots; null means as soon as possible. */
  startAt: timestamp.nullable().default(null),
  /** Where that slot is taken, the next free one after it will do. */
  orNext: z.boolean().optional(),
  timeZone: timeZone.default('UTC'),
  hasConsent: z.boolean().default(false),
  files: fileIds,
});
export type CallbackRequest = z.infer<typeof callbackRequest>;

/**
 * A callback that a program asks for in somebody's name, signed in as an agent. Whoever sends it vouches that they want it,
 * and that they agreed to what the site asks.
 */
export const callbackCreate = callbackRequest
  .omit({ type: true, hasConsent: true, files: true })
  .extend({ siteId: id, locale: locale.optional() });
export type CallbackCreate = z.infer<typeof callbackCreate>;

/** Moves a callback, or cancels it when `startAt` is null: of agents to any time to come, of visitors to an offered one. */
export const callbackPatch = z.object({
  clientId,
  startAt: timestamp.nullable(),
  /** For visitors: where that slot is taken, the next free one after it will do. */
  orNext: z.boolean().optional(),
});
export type CallbackPatch = z.infer<typeof callbackPatch>;

export const callbackAnswer = z.object({ callback });

/** Moves the window of a pending callback, or cancels it when `startAt` is null. */
export const callbackChange = z.object({
  type: z.literal('callback.change'),
  clientId,
  callbackId: id,
  startAt: timestamp.nullable(),
  /** Where that slot is taken, the next free one after it will do. */
  orNext: z.boolean().optional(),
});

/** Somebody begins to ring a pending callback: colleagues see who, and who waits hears of no time that this call takes. */
export const callbackRing = z.object({ type: z.literal('callback.ring'), clientId, callbackId: id });

/**
 * When somebody who did not answer is rung again: so many minutes later, or `morning`: when calls open on the next day. After
 * the last of these the callback is missed. Empty: it stays where it is until an agent ends it.
 */
export const callRetries = z.array(z.union([z.number().int().min(1).max(1440), z.literal('morning')])).max(5);
export type CallRetries = z.infer<typeof callRetries>;

/** Records an attempt. With `startAt` a pending callback also moves to that time ("reschedule"); `outcome` null only moves. */
export const callbackResolve = z.object({
  type: z.literal('callback.resolve'),
  clientId,
  callbackId: id,
  outcome: callbackOutcome.nullable(),
  startAt: timestamp.nullable().default(null),
  note: z.string().trim().max(LIMITS.messageChars).default(''),
});

/** A callback in the timeline, at the time when it was asked for. */
export const callbackItem = timelineItem.extend({
  kind: z.literal('callback'),
  ...callback.pick({ conversationId: true, siteId: true, seq: true, topic: true, startAt: true, status: true }).shape,
  /** How often it was rung. */
  tries: z.number().int().nonnegative(),
  /** Who rang last, by the name of then; empty: nobody did. */
  agentName: z.string(),
  /** What was noted last. */
  note: z.string(),
});
export type CallbackItem = z.infer<typeof callbackItem>;
