/** Calls by telephone, as the telephone system tells of them. */
import { z } from 'zod';
import { CALL_FILTERS, CALL_OUTCOMES, DIAL_REFUSALS } from './call-words.ts';
import { complaint } from './complaints.ts';
import { purchase } from './purchases.ts';
import { timelineItem } from './timeline.ts';
import { id, letter, line, timestamp } from './wire/fields.ts';

export const callState = z.enum(['ringing', 'answered', 'ended']);
export type CallState = z.infer<typeof callState>;

/** `in`: somebody rings the desk. `out`: the desk rings somebody. */
export const callDirection = z.enum(['in', 'out']);
export type CallDirection = z.infer<typeof callDirection>;

export const callOutcome = z.enum(CALL_OUTCOMES);

/** One call, however many telephones ring. */
export const call = z.object({
  id,
  siteId: id,
  /** The line that it is on, and what that was called then. */
  lineId: id,
  line: z.string(),
  direction: callDirection,
  /** The other's, in E.164; empty: it is hidden, or none that can be rung. */
  number: z.string(),
  /** The same as the telephone system wrote it: `anonymous`, `21`. */
  shownNumber: z.string(),
  /** Whose number it is; null: nobody's, or that of several. */
  contactId: id.nullable(),
  /** Those who share the number, where it is that of several. */
  sharedBy: z.array(id),
  state: callState,
  startedAt: timestamp,
  answeredAt: timestamp.nullable(),
  endedAt: timestamp.nullable(),
  /** Somebody rang and was not answered. */
  isMissed: z.boolean(),
  /** Who speaks, or spoke; null: nobody, or nobody knows who. */
  agentId: id.nullable(),
  agentName: z.string(),
  outcome: callOutcome.nullable(),
  note: z.string(),
  /** There is one to be heard under `/v1/calls/:id/recording`. */
  hasRecording: z.boolean(),
  /** The callback that was made of it because it was missed. */
  callbackId: id.nullable(),
});
export type Call = z.infer<typeof call>;

/** Somebody whose number it is. */
export const caller = z.object({ id, name: z.string() });
export type Caller = z.infer<typeof caller>;

/** A call, and whose number it is: one person, several who share it, or nobody. */
export const shownCall = z.object({ call, people: z.array(caller) });
export type ShownCall = z.infer<typeof shownCall>;

/**
 * A call is there, or another than before: told to everybody else who sees its site. What it is they ask for.
 * `contactIds`: whose cards it is on.
 */
export const callLogged = z.object({ type: z.literal('call.logged'), callId: id, contactIds: z.array(id) });
export type CallLogged = z.infer<typeof callLogged>;

/** A number as telephone systems write it. */
const numberAsSaid = z.string().trim().max(200);

/** What a program tells of a call. The same again changes nothing, and the order in which it comes does not matter. */
export const callSaid = z.object({
  /** The telephone system's own name for the call, the same in all that is told of it. */
  callId: z.string().min(1).max(250),
  event: callState,
  direction: callDirection.default('in'),
  /** The other's number; empty: it is hidden. */
  number: numberAsSaid.default(''),
  /** The line; left out: the one that has this own number, or the only one. */
  lineId: id.optional(),
  ownNumber: numberAsSaid.default(''),
  /** An agent's id or mail address, or what stands for them in the settings, such as `21`: whom it rings, or who answered. */
  agents: z.array(z.string().trim().min(1).max(200)).max(50).default([]),
  /** Of `ended`: whether anybody had answered; left out: as was told before. */
  isAnswered: z.boolean().optional(),
  /** Where it can be heard, https. */
  recording: z.string().trim().max(2000).optional(),
  /** When; left out: now. */
  at: timestamp.optional(),
});
export type CallSaid = z.infer<typeof callSaid>;

export const callAnswer = shownCall;

export const callsQuery = z.object({
  filter: z.enum(CALL_FILTERS).default('all'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const callsAnswer = z.object({ calls: z.array(shownCall), cursor: z.string().nullable() });
export type CallsAnswer = z.infer<typeof callsAnswer>;

/** What is left out stays. */
export const callUpdate = z
  .object({
    note: letter,
    outcome: callOutcome.nullable(),
    /** Who it was, of those who share the number. */
    contactId: id,
    /** I have it: for telephone systems that do not say who answered. */
    isMine: z.literal(true),
  })
  .partial();
export type CallUpdate = z.infer<typeof callUpdate>;

/** What whoever answers wants to know of one person at the first glance. */
export const callerGlance = caller.extend({
  /** What is said to greet them, where nothing else is known. */
  callMe: z.string(),
  /** What they said last; null: nothing. */
  lastWords: z.object({ text: z.string(), at: timestamp, conversationId: id }).nullable(),
  /** What they wait for. */
  waitsFor: z.enum(['message', 'form', 'callback']).nullable(),
  /** Calls before this one, and when the last of them was. */
  calls: z.number().int().nonnegative(),
  lastCallAt: timestamp.nullable(),
  /** What they bought last; null: nothing. */
  lastPurchase: purchase.nullable(),
  /** The oldest complaint that is open; null: there is none. */
  complaint: complaint.nullable(),
});
export type CallerGlance = z.infer<typeof callerGlance>;
export const callAbout = z.object({ people: z.array(callerGlance) });
export type CallAbout = z.infer<typeof callAbout>;

/** Told to those whom it rings, and to who answered; while it rings, with what is known of who it is. */
export const callChanged = shownCall.extend({
  type: z.literal('call.changed'),
  about: z.array(callerGlance).optional(),
});
export type CallChanged = z.infer<typeof callChanged>;

/** Rings the agent's own telephone, and then the number. */
export const callDial = z.object({ number: z.string().trim().min(1).max(100), siteId: id.optional() });
export const callDialAnswer = z.object({
  isDialled: z.boolean(),
  /** Why not; null when it is. */
  refusal: z.enum(DIAL_REFUSALS).nullable(),
  /** The telephone system's own word for that; empty: it said none. */
  problem: z.string(),
});
export type CallDialAnswer = z.infer<typeof callDialAnswer>;

/** A call in somebody's past. */
export const callItem = timelineItem.extend({ kind: z.literal('call'), call });
export type CallItem = z.infer<typeof callItem>;

export const callLineName = line.pipe(z.string().min(1).max(60));
