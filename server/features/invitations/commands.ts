/** How agents come in: by a link that works once. The first owner's is made by `first-start.ts`. */
import type { z } from 'zod';
import type { Agent } from '../../../protocol/agents.ts';
import type { Invitation, invitationAccept } from '../../../protocol/invitations.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import { hashChosen } from '../../passwords.ts';
import { hashToken, newToken } from '../../tokens.ts';
import { refuseUnknownSites, saidChange } from '../agents/commands.ts';
import { tellStaff } from '../agents/news.ts';
import { houseWords, newAgent } from '../agents/rules.ts';
import type { AgentRecord } from '../agents/store.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import { dayText } from '../forms/times.ts';
import { isMailOn, type LetterReader, letterDelivery } from '../mail/letters.ts';
import { isGood } from './rules.ts';
import type { Invite } from './store.ts';

/** A week: long enough for a holiday weekend, short enough for a link in an old mail to be dead. */
const INVITE_MS = 7 * 24 * 3_600_000;

/** Before the token, in the link. */
const IN_LINK = '#invite=';

/**
 * Makes a link, and mails it where this server mails.
 * @param invitedBy the owner, with whose right it ends
 * @param base what links begin with
 * @returns the link, of whose token only the hash is kept
 * @throws AppError EMAIL_TAKEN, FIELD_INVALID
 */
export async function invite(
  context: Context,
  actor: Actor,
  invitedBy: Pick<AgentRecord, 'id' | 'name' | 'locale'>,
  { email, role, siteIds, base }: Pick<Agent, 'email' | 'role' | 'siteIds'> & { base: string },
): Promise<{ url: string; expiresAt: number; isMailed: boolean }> {
  const { config, store, outbox, now, newId } = context;
  await refuseUnknownSites(context, siteIds);
  if ((await store.agents.all()).some(agent => agent.email === email)) throw new AppError('EMAIL_TAKEN');
  const token = newToken();
  const createdAt = now();
  const expiresAt = createdAt + INVITE_MS;
  const made = { role, siteIds, email, invitedBy: invitedBy.id, createdAt, expiresAt };
  const link = { id: newId(), tokenHash: hashToken(token), ...made };
  const on = { kind: 'invitation', id: link.id, text: saidChange({ role, ...(siteIds && { siteIds }) }) } as const;
  const url = `${base}/inbox${IN_LINK}${token}`;
  const isMailed = isMailOn(config);
  const letter = isMailed ? invitationLetter(context, link, invitedBy, url) : undefined;
  await store.invitations.save(link, auditRow(context, actor, { what: 'invitation.made', on }), letter);
  if (letter) outbox.wake();
  return { url, expiresAt, isMailed };
}

/** In the language of whoever invites: of who is invited nobody knows one. */
function invitationLetter(
  context: Context,
  { id, email, expiresAt }: { id: string; email: string; expiresAt: number },
  { name, locale }: Pick<AgentRecord, 'name' | 'locale'>,
  link: string,
): DeliveryRecord {
  const until = `${dayText(locale, 'UTC', expiresAt)}, UTC`;
  const values = { inviter: name, until, link };
  const common = { template: 'invitation', locale, siteId: null, conversationId: null } as const;
  return letterDelivery(context, { id: `mail_${id}`, to: email, values, expiresAt, ...common });
}

/** An invitation that was withdrawn or taken meanwhile is not mailed. */
export const readInvitationLetter: LetterReader = async ({ store, now }, { values }) => {
  const token = values.link?.split(IN_LINK)[1] ?? '';
  return (await store.invitations.find(hashToken(token), now())) ? values : null;
};

/** Takes an invitation back. @throws AppError NOT_FOUND */
export async function withdrawInvitation(context: Context, actor: Actor, id: string): Promise<void> {
  const row = auditRow(context, actor, { what: 'invitation.withdrawn', on: { kind: 'invitation', id, text: '' } });
  if (!(await context.store.invitations.withdraw(id, row))) throw new AppError('NOT_FOUND');
}

/** What owners made and nobody has taken yet, for owners to see and withdraw. */
export async function openInvitations({ store, now }: Context): Promise<Invitation[]> {
  const all = await store.invitations.all(now());
  return all.flatMap(({ tokenHash: _, email, invitedBy, ...invite }) =>
    email === null || invitedBy === null ? [] : [{ ...invite, email, invitedBy }],
  );
}

/**
 * What a link is for.
 * @throws AppError INVITE_INVALID; also where the right that it rests on is gone
 */
export async function invitationOf({ store, now }: Context, token: string): Promise<Invite> {
  const found = await store.invitations.find(hashToken(token), now());
  if (!found || !isGood(found, await store.agents.all())) throw new AppError('INVITE_INVALID');
  return found;
}

/** Uses a link up and makes its agent, whom everybody sees at once. @throws AppError INVITE_INVALID, FIELD_REQUIRED, PASSWORD_KNOWN, EMAIL_TAKEN */
export async function acceptInvitation(
  context: Context,
  from: Actor['from'],
  { token, name, password, locale, ...typed }: z.infer<typeof invitationAccept>,
): Promise<AgentRecord> {
  const { store, now, newId } = context;
  const { id: inviteId, role, siteIds, email: invited } = await invitationOf(context, token);
  const email = invited ?? typed.email;
  if (!email) {
    throw new AppError('FIELD_REQUIRED', 'The first owner chooses an e-mail to sign in with, got none.', {
      fields: { email: 'FIELD_REQUIRED' },
    });
  }
  const passwordHash = await hashChosen(password, houseWords(await store.sites.all(), { email, name }));
  const agent = newAgent({ id: newId(), email, name, role, siteIds, locale, passwordHash, at: now() });
  const actor: Actor = { who: { kind: 'agent', id: agent.id, name, email }, from };
  const on = { kind: 'invitation', id: inviteId, text: saidChange({ role, ...(siteIds && { siteIds }) }) } as const;
  await store.invitations.accept(
    hashToken(token),
    agent,
    auditRow(context, actor, { what: 'invitation.accepted', on }),
  );
  await tellStaff(context);
  return agent;
}
