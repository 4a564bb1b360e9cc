/** Signed-in pages of agents. */
import { z } from 'zod';
import { code } from './factors.ts';
import { id, timestamp } from './wire/fields.ts';
import { LIMITS } from './wire/limits.ts';

export const session = z.object({
  id,
  agentId: id,
  userAgent: z.string(),
  /** The network that it was begun from (/24 or /48); empty where nobody knows. */
  address: z.string(),
  createdAt: timestamp,
  seenAt: timestamp,
  expiresAt: timestamp,
});
export type Session = z.infer<typeof session>;

export const signIn = z.object({
  email: z.string().trim().toLowerCase().max(LIMITS.emailChars),
  password: z.string().max(200),
  /** Of the second factor, where there is one. */
  code: code.optional(),
});

export const sessions = z.array(session.extend({ isCurrent: z.boolean() }));
export type SessionList = z.infer<typeof sessions>;
