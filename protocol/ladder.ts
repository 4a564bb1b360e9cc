/** The ladder: what is done, step by step, for whoever waits and is not answered. */
import { z } from 'zod';
import { id, seq, timestamp } from './wire/fields.ts';

/** What somebody waits for. Of a callback: to be rung at its time. */
export const waitKind = z.enum(['message', 'form', 'callback']);
export type WaitKind = z.infer<typeof waitKind>;

/** The steps, in their order: the one whose it is was reminded, it was offered to others, the owners were told. */
export const ladderStep = z.enum(['reminded', 'offered', 'owner']);
export type LadderStep = z.infer<typeof ladderStep>;

/** What the visitor of a conversation waits for since `waitingSince`, and how far the ladder has come; null: no step yet. */
export const wait = z.object({ kind: z.enum(['message', 'form']), late: ladderStep.nullable() });
export type Wait = z.infer<typeof wait>;

/** Minutes of the three steps. Each comes after the one before. */
const times = (least: number) =>
  z
    .array(z.number().int().min(least).max(10_080))
    .length(3)
    .refine(
      all => all.every((time, at) => at === 0 || time > all[at - 1]!),
      'wanted three times, each after the one before',
    );

/** An owner's settings of one site. */
export const ladderSettings = z.object({
  isOn: z.boolean(),
  /** Minutes of opening hours since the words came. */
  message: times(1),
  form: times(1),
  /** Minutes from the time for which it was promised, before it where they are negative. */
  callback: times(-1_440),
});
export type LadderSettings = z.infer<typeof ladderSettings>;

/** What a site begins with, and what older ones have. */
export const LADDER_DEFAULTS: LadderSettings = {
  isOn: true,
  message: [2, 5, 15],
  form: [60, 240, 1440],
  callback: [-5, 0, 5],
};

/** Who was told, by the names of then. */
const told = { step: ladderStep, to: z.array(z.object({ id, name: z.string() })) };

export const ladderEvents = [
  /** Somebody waits for an answer since `since`. `fromId`: who had the conversation and has it no more; null: nobody lost it. */
  z.object({
    kind: z.literal('event'),
    event: z.literal('wait_late'),
    of: z.enum(['message', 'form']),
    since: timestamp,
    fromId: id.nullable(),
    ...told,
  }),
  /** Somebody waits to be rung at `startAt`. */
  z.object({
    kind: z.literal('event'),
    event: z.literal('callback_late'),
    callbackId: id,
    startAt: timestamp,
    ...told,
  }),
] as const;

/** What of a conversation waits, and what is done next. */
export const waiting = z.object({
  of: waitKind,
  /** Null: it is no callback. */
  callbackId: id.nullable(),
  /** When the words came, or the time for which a callback was promised. */
  since: timestamp,
  /** Null: nothing more is done, or the ladder of this site is off. */
  next: z.object({ step: ladderStep, at: timestamp }).nullable(),
  /** The desk is closed, and time does not count until then; null: it is open, or opens at no time that is known. */
  sleepsUntil: timestamp.nullable(),
});
export type Waiting = z.infer<typeof waiting>;

export const waitingAnswer = z.object({ waiting: z.array(waiting) });
export type WaitingAnswer = z.infer<typeof waitingAnswer>;

/** How often a step was taken on one day of the site's zone. */
export const lateCount = z.object({ day: z.iso.date(), of: waitKind, step: ladderStep, count: seq });
export type LateCount = z.infer<typeof lateCount>;

/** Of thirty days, oldest first. */
export const lateFigures = z.object({ counts: z.array(lateCount) });
export type LateFigures = z.infer<typeof lateFigures>;
