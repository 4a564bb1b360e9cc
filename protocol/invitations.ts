/** Links that make an agent. */
import { z } from 'zod';
import { agentRole, email, password } from './agents.ts';
import { line, locale } from './wire/fields.ts';

/** Takes the owner link or an invitation. The token is in the body, never in a URL that servers see (the link has it after #). */
export const invitationAccept = z.object({
  token: z.string().max(200),
  email: email.optional(),
  name: line.pipe(z.string().min(1)),
  password,
  locale,
});

export const invitationPeek = z.object({ token: z.string().max(200) });

export const invitationPeekAnswer = z.object({ role: agentRole, email: z.string().nullable() });
export type InvitationPeekAnswer = z.infer<typeof invitationPeekAnswer>;

export const invitationCreate = z.object({ email, role: agentRole });

export const invitationAnswer = z.object({
  url: z.string(),
  email: z.string(),
  role: agentRole,
  expiresAt: z.number(),
});
export type InvitationAnswer = z.infer<typeof invitationAnswer>;
