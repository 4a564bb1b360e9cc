/** Whether somebody can answer now. */
import { z } from 'zod';
import { timestamp } from './wire/fields.ts';

/**
 * Whether somebody can answer now, from live agents and opening hours (SPEC A1).
 * `here`: an agent is connected and it is opening time; `away`: opening time, nobody connected; `closed`: outside hours.
 */
export const availability = z.object({
  state: z.enum(['here', 'away', 'closed']),
  /** Names of connected agents, at most three. */
  agents: z.array(z.string()),
  /** How long a first answer took lately (median), or null when not known. */
  answersInMs: z.number().nullable(),
  /** When the current opening time began, or the next begins; null: always open, or for days, or closed for a year. */
  opensAt: timestamp.nullable(),
  /** When the current opening time ends; null: closed, or open for days yet. */
  closesAt: timestamp.nullable(),
  /** When calls end that are made now; null: none are, or for a day yet. They may have hours of their own. */
  callsUntil: timestamp.nullable(),
});
export type Availability = z.infer<typeof availability>;

export const availabilityChanged = z.object({ type: z.literal('availability'), availability });
