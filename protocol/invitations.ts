/** Links that make an agent. */
import { z } from 'zod';
import { agentRole, email, password, siteIds } from './agents.ts';
import { id, line, locale, timestamp } from './wire/fields.ts';

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

export const invitationCreate = z.object({ email, role: agentRole, siteIds: siteIds.default(null) });

export const invitationAnswer = z.object({
  url: z.string(),
  email: z.string(),
  role: agentRole,
  siteIds,
  expiresAt: z.number(),
  /** It is on its way to them; false: this server mails nothing. */
  isMailed: z.boolean(),
});
export type InvitationAnswer = z.infer<typeof invitationAnswer>;

/** One that nobody has taken yet. Its link is not said again, because only a hash of it is kept. */
export const invitation = z.object({
  id,
  email: z.string(),
  role: agentRole,
  /** What the new agent will see. */
  siteIds,
  /** The owner who made it, with whose right it ends. */
  invitedBy: id,
  createdAt: timestamp,
  expiresAt: timestamp,
});
export type Invitation = z.infer<typeof invitation>;

export const invitations = z.array(invitation);
