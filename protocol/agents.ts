/** Who answers, and who of them is here. */
import { z } from 'zod';
import { isEmail } from './emails.ts';
import { switches } from './switches.ts';
import { clientId, id, line, locale, timestamp } from './wire/fields.ts';
import { LIMITS, LOCALES } from './wire/limits.ts';

/** `reader`: sees what the others see, and acts on nothing. */
export const agentRole = z.enum(['owner', 'agent', 'reader']);

/** Sites whose conversations an agent or reader sees; null: all. */
export const siteIds = z.array(id).max(100).nullable();

/** Open conversations at once. */
const room = z.number().int().min(0).max(1000);

/** Languages in which an agent answers; empty: in any. */
const languages = z.array(locale).max(LOCALES.length);

export const agent = z.object({
  id,
  email: z.string(),
  name: z.string(),
  role: agentRole,
  locale,
  /** Open conversations that routing gives this agent at most; 0: none. */
  capacity: room,
  /** The same of letters alone, which then count no more as `capacity`; null: they count together (SPEC RT15). */
  letterCapacity: room.nullable(),
  languages,
  isDisabled: z.boolean(),
  /** Sites whose conversations an agent or reader sees; null: all. Owners see all, whatever stands here. */
  siteIds,
  /** Signs in with a second factor. */
  hasFactor: z.boolean(),
  createdAt: timestamp,
});
export type Agent = z.infer<typeof agent>;

/** Why somebody is away, in a word that each colleague reads in their own language. */
const reason = z.enum(['break', 'meal', 'meeting', 'task', 'done']).nullable();

/** Nothing new is given to an agent: they are away, or finish what they have and are away after it (SPEC PA1, PA3). */
export const pause = z.object({
  isFinishing: z.boolean(),
  /** Null: they did not say. */
  reason,
  /** In words of their own, for colleagues alone; mostly empty. */
  note: z.string(),
  /** When they mean to be back; null: they did not say. */
  until: timestamp.nullable(),
});
export type Pause = z.infer<typeof pause>;

/** An agent as colleagues see them. `isHere`: connected and not away. `pause`: null while they take what comes. */
export const agentPresence = agent.extend({ isHere: z.boolean(), pause: pause.nullable() });
export type AgentPresence = z.infer<typeof agentPresence>;

/** Connected, but not to be given anything new; and back, with both `isAway` and `isFinishing` false. */
export const presenceSet = z.object({
  type: z.literal('presence.set'),
  clientId: clientId.optional(),
  isAway: z.boolean(),
  /** Not away yet: only when nobody of theirs waits any more. */
  isFinishing: z.boolean().optional(),
  reason: reason.optional(),
  note: line.pipe(z.string().max(100)).optional(),
  /** To come, within a month. */
  until: timestamp.nullable().optional(),
});
export type PresenceSet = z.infer<typeof presenceSet>;

export const agentsChanged = z.object({ type: z.literal('agents'), agents: z.array(agentPresence) });

export const agentUpdate = z
  .object({
    role: agentRole,
    capacity: room,
    letterCapacity: room.nullable(),
    languages,
    isDisabled: z.boolean(),
    siteIds,
  })
  .partial();

export const agents = z.array(agentPresence);

/** An address to sign in with. */
export const email = z.string().trim().toLowerCase().max(LIMITS.emailChars).pipe(z.stringFormat('email', isEmail));

/** Length beats rules (NIST SP 800-63B section 3.1.1.2). The bound keeps hashing cheap. */
export const password = z.string().min(10).max(200);

/** What a list of people shows beside a name: columns by their own names, own fields as `own/ID`. Null: as everybody has them at first. */
export const peopleColumns = z.array(z.string().min(1).max(80)).max(100).nullable();

export const me = z.object({
  agent,
  peopleColumns,
  sessionId: id,
  hasMail: z.boolean(),
  /** Everybody needs a second factor here, and this agent has none: until there is one, nothing else is open. */
  needsFactor: z.boolean(),
  /** For owners: address of a proxy that says for whom it asks and that `TRUST_PROXY` does not name. */
  untrustedProxy: z.string().nullable(),
  /** For owners: how many things the doctor found broken. */
  toMend: z.number().int().nonnegative(),
  /** What the desk has switched on. */
  switches,
});
export type Me = z.infer<typeof me>;

export const meUpdate = z
  .object({ name: line.pipe(z.string().min(1)), locale, password, currentPassword: z.string().max(200), peopleColumns })
  .partial();
