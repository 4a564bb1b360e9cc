/** Links by which an agent who forgot their password chooses a new one. */
import { z } from 'zod';
import { password } from './agents.ts';
import { timestamp } from './wire/fields.ts';
import { LIMITS } from './wire/limits.ts';

/** Whatever is typed gets the same answer: nobody learns who works here. */
export const passwordLinkAsk = z.object({ email: z.string().trim().toLowerCase().max(LIMITS.emailChars) });

/** `isMailed`: this server mails such links at all, which takes PUBLIC_URL too. */
export const passwordLinkAnswer = z.object({ isMailed: z.boolean() });
export type PasswordLinkAnswer = z.infer<typeof passwordLinkAnswer>;

/** Shown to the owner this once, as only a hash of it is kept. */
export const passwordLinkMade = z.object({ url: z.string(), expiresAt: timestamp });
export type PasswordLinkMade = z.infer<typeof passwordLinkMade>;

/** The token is in the body, never in a URL that servers see (the link has it after #). */
export const passwordLinkPeek = z.object({ token: z.string().max(200) });

/** Whose link it is, for password managers. */
export const passwordLinkPeekAnswer = z.object({ email: z.string() });
export type PasswordLinkPeekAnswer = z.infer<typeof passwordLinkPeekAnswer>;

export const passwordLinkUse = z.object({ token: z.string().max(200), password });
