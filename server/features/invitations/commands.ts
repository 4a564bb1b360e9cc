/** How agents come in: by a link that works once. The first owner's is made by `first-start.ts`. */
import type { z } from 'zod';
import type { Agent } from '../../../protocol/agents.ts';
import type { invitationAccept } from '../../../protocol/invitations.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { hashPassword } from '../../passwords.ts';
import { hashToken, newToken } from '../../tokens.ts';
import { tellStaff } from '../agents/news.ts';
import { newAgent } from '../agents/rules.ts';
import type { AgentRecord } from '../agents/store.ts';
import type { Invite } from './store.ts';

/** A week: long enough for a holiday weekend, short enough for a link in an old mail to be dead. */
const INVITE_MS = 7 * 24 * 3_600_000;

/** @returns the link's token, of which only the hash is kept @throws AppError EMAIL_TAKEN */
export async function invite(
  { store, now, newId }: Context,
  { email, role }: { email: string; role: Agent['role'] },
): Promise<{ token: string; expiresAt: number }> {
  if ((await store.agents.all()).some(agent => agent.email === email)) throw new AppError('EMAIL_TAKEN');
  const token = newToken();
  const createdAt = now();
  const expiresAt = createdAt + INVITE_MS;
  await store.invitations.save({ id: newId(), tokenHash: hashToken(token), role, email, createdAt, expiresAt });
  return { token, expiresAt };
}

/**
 * What a link is for.
 * @throws AppError INVITE_INVALID; also for an owner's link that was printed before somebody else became the owner
 */
export async function invitationOf({ store, now }: Context, token: string): Promise<Invite> {
  const found = await store.invitations.find(hashToken(token), now());
  const isLate = found?.email === null && (await store.agents.all()).some(agent => agent.role === 'owner');
  if (!found || isLate) throw new AppError('INVITE_INVALID');
  return found;
}

/** Uses a link up and makes its agent, whom everybody sees at once. @throws AppError INVITE_INVALID, FIELD_REQUIRED, EMAIL_TAKEN */
export async function acceptInvitation(
  context: Context,
  { token, name, password, locale, ...typed }: z.infer<typeof invitationAccept>,
): Promise<AgentRecord> {
  const { store, now, newId } = context;
  const { role, email: invited } = await invitationOf(context, token);
  const email = invited ?? typed.email;
  if (!email) {
    throw new AppError('FIELD_REQUIRED', 'The first owner chooses an e-mail to sign in with, got none.', {
      fields: { email: 'FIELD_REQUIRED' },
    });
  }
  const passwordHash = await hashPassword(password);
  const agent = newAgent({ id: newId(), email, name, role, locale, passwordHash, at: now() });
  await store.invitations.accept(hashToken(token), agent);
  await tellStaff(context);
  return agent;
}
