/** A forgotten password: a link by mail, and the new password that it lets one choose. */
import { setTimeout as pause } from 'node:timers/promises';
import type { z } from 'zod';
import type { AuditRow } from '../../../protocol/audit.ts';
import type { passwordLinkUse } from '../../../protocol/password-links.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { hashChosen } from '../../passwords.ts';
import { hashToken, newToken } from '../../tokens.ts';
import { houseWords } from '../agents/rules.ts';
import type { AgentRecord } from '../agents/store.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import { isMailOn, type LetterReader, letterDelivery } from '../mail/letters.ts';
import { isGood, markOf } from './rules.ts';
import type { PasswordLink } from './store.ts';

/** Long enough for a slow mail server and a look into the spam folder. */
const LINK_MS = 3_600_000;
/** Every answer takes as long, so that none tells by its time whether somebody works here. */
const ANSWER_MS = 250;

const IN_LINK = '#password=';

/**
 * Mails a link to whoever has this address and may sign in; for any other nothing happens (SPEC PL1). Only where PUBLIC_URL
 * says what links begin with: the request's own word is a stranger's, who could have somebody else's link lead to them.
 * @returns whether such links are mailed here at all
 */
export async function askForLink(context: Context, from: Actor, email: string): Promise<boolean> {
  const { publicUrl } = context.config;
  if (!isMailOn(context.config) || publicUrl === null) return false;
  await Promise.all([pause(ANSWER_MS), mailLink(context, from, email, publicUrl)]);
  return true;
}

async function mailLink(context: Context, from: Actor, email: string, base: string): Promise<void> {
  const { store, outbox } = context;
  const agent = (await store.agents.all()).find(each => each.email === email && !each.isDisabled);
  if (!agent || !mayAskAgain(context, email)) return;
  const { link, url } = newLink(context, agent, base);
  const letter = letterDelivery(context, {
    id: `mail_${link.id}`,
    to: agent.email,
    template: 'password',
    locale: agent.locale,
    values: { name: agent.name, link: url },
    siteId: null,
    conversationId: null,
    expiresAt: link.expiresAt,
  });
  await store.passwordLinks.make(link, askedRow(context, from, agent), letter);
  outbox.wake();
}

/**
 * An owner makes a link for a colleague, to hand on by themselves (SPEC PL3).
 * @throws AppError NOT_FOUND
 */
export async function makeLink(
  context: Context,
  owner: Actor,
  agentId: string,
  base: string,
): Promise<{ url: string; expiresAt: number }> {
  const { store } = context;
  const agent = (await store.agents.all()).find(each => each.id === agentId && !each.isDisabled);
  if (!agent) throw new AppError('NOT_FOUND');
  const { link, url } = newLink(context, agent, base);
  await store.passwordLinks.make(link, askedRow(context, owner, agent));
  return { url, expiresAt: link.expiresAt };
}

function newLink({ now, newId }: Context, agent: AgentRecord, base: string): { link: PasswordLink; url: string } {
  const token = newToken();
  const at = now();
  const times = { createdAt: at, expiresAt: at + LINK_MS };
  const link = { id: newId(), tokenHash: hashToken(token), agentId: agent.id, passwordMark: markOf(agent), ...times };
  return { link, url: `${base}/inbox${IN_LINK}${token}` };
}

function askedRow(context: Context, from: Actor, { id }: AgentRecord): AuditRow {
  return auditRow(context, from, { what: 'password.forgotten', on: { kind: 'agent', id, text: '' } });
}

/** Who asks too often gets no more mails, and is not told so: that would tell that somebody works here. */
function mayAskAgain({ rates, log }: Context, email: string): boolean {
  try {
    rates.spend('passwordLinksOfAccount', email);
    return true;
  } catch {
    log.debug('a link to a new password was not made: there were too many for this account');
    return false;
  }
}

/** A link that was used meanwhile, or is void, is not worth a mail. */
export const readPasswordLetter: LetterReader = async ({ store, now }, { values }) => {
  const token = values.link?.split(IN_LINK)[1] ?? '';
  return (await store.passwordLinks.find(hashToken(token), now())) ? values : null;
};

/** Whose a link is. @throws AppError INVITE_INVALID */
export async function agentOfLink({ store, now }: Context, token: string): Promise<AgentRecord> {
  const link = await store.passwordLinks.find(hashToken(token), now());
  const agent = link && ((await store.agents.all()).find(each => each.id === link.agentId) ?? null);
  if (!agent || !isGood(link, agent)) throw new AppError('INVITE_INVALID');
  return agent;
}

/**
 * Gives the agent of a link a new password and signs them out everywhere (SPEC PL2). Nobody is signed in by it: a second
 * factor is asked for as ever.
 * @throws AppError INVITE_INVALID, PASSWORD_KNOWN
 */
export async function usePasswordLink(
  context: Context,
  place: Actor['from'],
  { token, password }: z.infer<typeof passwordLinkUse>,
): Promise<void> {
  const { config, store, hub, outbox, now, newId } = context;
  const agent = await agentOfLink(context, token);
  const { id, name, email, locale } = agent;
  const passwordHash = await hashChosen(password, houseWords(await store.sites.all(), { email, name }));
  const actor: Actor = { who: { kind: 'agent', id, name, email }, from: place };
  const row = auditRow(context, actor, { what: 'password.changed', on: { kind: 'agent', id, text: 'by a link' } });
  const letter = isMailOn(config)
    ? letterDelivery(context, {
        id: `mail_${newId()}`,
        to: email,
        template: 'passwordChanged',
        locale,
        values: { name },
        siteId: null,
        conversationId: null,
      })
    : null;
  const ended = await store.passwordLinks.use(hashToken(token), passwordHash, now(), { letter, row });
  if (!ended) throw new AppError('INVITE_INVALID');
  hub.closeSessions(ended);
  outbox.wake();
}
