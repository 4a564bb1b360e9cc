/** A conversation put aside: out of the lists of open ones until a time, or until its person writes. */
import { z } from 'zod';
import { clientId, id, timestamp } from './wire/fields.ts';

/** Until when; null: until the person writes, which ends every snooze (SPEC SN1). */
const until = timestamp.nullable();

export const snoozeMark = z.object({ until });
export type SnoozeMark = z.infer<typeof snoozeMark>;

export const conversationSnooze = z.object({
  type: z.literal('conversation.snooze'),
  clientId,
  conversationId: id,
  until,
});

/** Takes it back at once. */
export const conversationWake = z.object({ type: z.literal('conversation.wake'), clientId, conversationId: id });

export const snoozeEvents = [
  z.object({ kind: z.literal('event'), event: z.literal('snoozed'), until }),
  /** By an agent, or by the server at its time. */
  z.object({ kind: z.literal('event'), event: z.literal('woken') }),
] as const;
