/** A conversation put aside: out of the lists of open ones until a time, or until its person writes. */
import { z } from 'zod';
import { clientId, id, timestamp, timeZone } from './wire/fields.ts';

/** Until when; null: until the person writes, which ends every snooze (SPEC SN1). */
const until = timestamp.nullable();

/** The clock time that somebody chose, such as `2026-11-25T09:00`, and by whose clock. Left out: they chose none, or before this was kept. */
const clock = z.object({ local: z.string(), zone: z.string() }).optional();
export type SnoozeClock = NonNullable<z.infer<typeof clock>>;

export const snoozeMark = z.object({ until, clock });
export type SnoozeMark = z.infer<typeof snoozeMark>;

export const conversationSnooze = z.object({
  type: z.literal('conversation.snooze'),
  clientId,
  conversationId: id,
  until,
  /** By whose clock the time was chosen; left out: it was no time of the clock, such as "in 3 hours". */
  zone: timeZone.optional(),
});

/** Takes it back at once. */
export const conversationWake = z.object({ type: z.literal('conversation.wake'), clientId, conversationId: id });

export const snoozeEvents = [
  z.object({ kind: z.literal('event'), event: z.literal('snoozed'), until, clock }),
  /** By an agent, or by the server at its time. */
  z.object({ kind: z.literal('event'), event: z.literal('woken') }),
] as const;
