/** How a second factor is set up, shown, used up and switched off. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { FactorOffer, FactorState } from '../../../protocol/factors.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { seal, unseal } from '../../secrets.ts';
import { tellStaff } from '../agents/news.ts';
import type { AgentRecord } from '../agents/store.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import { confirmPassword } from '../sessions/guesses.ts';
import {
  bare,
  isAppCode,
  newSecret,
  RECOVERY_BYTES,
  recoveryCodesOf,
  recoveryHash,
  secretUrl,
  spent,
  stepOf,
} from './rules.ts';
import type { FactorProof } from './store.ts';

/** How long an offer waits for its first code. */
const OFFER_MS = 600_000;

/** What an offer's ticket holds, sealed: so nothing is kept of offers that nobody takes, whichever server made them. */
const ticketShape = z.object({ agentId: z.string(), secret: z.string(), until: z.number() });

export async function factorStateOf({ factorPolicy }: Context, { factor }: AgentRecord): Promise<FactorState> {
  const isRequired = await factorPolicy.isRequired();
  return { isOn: factor !== null, codesLeft: factor?.recovery.length ?? 0, isRequired };
}

/** @param host what the app shows beside the account. @throws AppError FACTOR_ON */
export function offerFactor({ config, now }: Context, agent: AgentRecord, host: string): FactorOffer {
  if (agent.factor) throw new AppError('FACTOR_ON');
  const secret = newSecret();
  const ticket = { agentId: agent.id, secret, until: now() + OFFER_MS };
  return {
    secret,
    url: secretUrl(secret, { issuer: `Deskbell ${host}`, email: agent.email }),
    ticket: seal(config.secretKey, JSON.stringify(ticket)),
  };
}

/**
 * Switches a factor on whose app has given its first code.
 * @returns the recovery codes, of which only hashes are kept
 * @throws AppError FACTOR_ON, CODE_WRONG and FIELD_INVALID with the field, RATE_LIMITED
 */
export async function turnFactorOn(
  context: Context,
  actor: Actor,
  agent: AgentRecord,
  { ticket, code, currentPassword }: { ticket: string; code: string; currentPassword: string },
  ip: string,
): Promise<string[]> {
  const { store, config, now, guesses } = context;
  await confirmPassword(context.guesses, agent, currentPassword, ip);
  guesses.beginCode(agent.email, ip);
  const offer = readTicket(unseal(config.secretKey, ticket));
  const step = offer?.agentId === agent.id && offer.until > now() ? stepOf(offer.secret, bare(code), now()) : null;
  if (!offer || step === null) throw wrongCode();
  guesses.rightCode(agent.email, ip);
  const codes = newRecoveryCodes();
  const factor = {
    sealed: seal(config.secretKey, offer.secret),
    lastStep: step,
    recovery: codes.map(recoveryHash),
    since: now(),
  };
  const row = auditRow(context, actor, { what: 'factor.on', on: { kind: 'agent', id: agent.id, text: '' } });
  if (!(await store.factors.turnOn(agent.id, factor, row))) throw new AppError('FACTOR_ON');
  await tellStaff(context);
  return codes;
}

/** An agent's own. @throws AppError NOT_FOUND, CODE_WRONG and FIELD_INVALID with the field, RATE_LIMITED */
export async function turnFactorOff(
  context: Context,
  actor: Actor,
  agent: AgentRecord,
  shown: { code: string; currentPassword: string },
  ip: string,
): Promise<void> {
  await useUp(context, agent, shown, ip);
  const row = auditRow(context, actor, { what: 'factor.off', on: { kind: 'agent', id: agent.id, text: '' } });
  if (!(await context.store.factors.turnOff(agent.id, row))) throw new AppError('NOT_FOUND');
  await tellStaff(context);
}

/** An owner's help for a colleague who lost theirs: whoever has it now is signed out. @throws AppError NOT_FOUND, FORBIDDEN for one's own */
export async function turnOffFor(context: Context, actor: Actor, agentId: string): Promise<void> {
  const { store, hub } = context;
  // One's own wants a code, or a page that was left open could take it away.
  if (actor.who.kind === 'agent' && actor.who.id === agentId) throw new AppError('FORBIDDEN');
  const row = auditRow(context, actor, { what: 'factor.off', on: { kind: 'agent', id: agentId, text: 'by an owner' } });
  if (!(await store.factors.turnOff(agentId, row))) throw new AppError('NOT_FOUND');
  hub.closeSessions(await store.sessions.end(agentId, { except: null }));
  await tellStaff(context);
}

/** @returns new recovery codes; the old ones are void. @throws AppError NOT_FOUND, CODE_WRONG and FIELD_INVALID with the field, RATE_LIMITED */
export async function renewRecoveryCodes(
  context: Context,
  actor: Actor,
  agent: AgentRecord,
  shown: { code: string; currentPassword: string },
  ip: string,
): Promise<string[]> {
  await useUp(context, agent, shown, ip);
  const codes = newRecoveryCodes();
  const row = auditRow(context, actor, { what: 'recovery.renewed', on: { kind: 'agent', id: agent.id, text: '' } });
  const isDone = await context.store.factors.renewRecovery(agent.id, codes.map(recoveryHash), row);
  if (!isDone) throw new AppError('NOT_FOUND');
  return codes;
}

/**
 * An owner says whether everybody needs one. Pages of those who have none are sent away at every server, and come back
 * to set one up; their sessions stay.
 */
export async function requireFactors(context: Context, actor: Actor, isRequired: boolean): Promise<void> {
  const { store, factorPolicy, feed } = context;
  const on = { kind: 'server', id: null, text: isRequired ? 'on' : 'off' } as const;
  await store.factors.require(isRequired, auditRow(context, actor, { what: 'factor.required', on }));
  factorPolicy.forget();
  if (!isRequired) return;
  closeWithoutFactor(context);
  await feed?.tell({ kind: 'factorsRequired' });
}

/** Closes the pages of agents who have no second factor: everybody needs one from now on. */
export function closeWithoutFactor({
  hub,
  staff,
  factorPolicy,
}: Pick<Context, 'hub' | 'staff' | 'factorPolicy'>): void {
  factorPolicy.forget();
  for (const { id, hasFactor } of staff.all()) if (!hasFactor) hub.closeAgent(id, 'SIGNED_OUT');
}

/**
 * What a typed code proves, if it does.
 * @throws AppError CODE_WRONG: another code, one that was used, or no recovery code of this agent
 */
export function proofOf(
  { config, now }: Pick<Context, 'config' | 'now'>,
  agent: AgentRecord,
  typed: string,
): FactorProof {
  const { factor } = agent;
  if (!factor) throw wrongCode();
  const proof = isAppCode(typed) ? appProof() : ({ kind: 'recovery', hash: recoveryHash(typed) } as const);
  if (!proof || !spent(factor, proof)) throw wrongCode();
  return proof;

  function appProof(): FactorProof | null {
    const secret = unseal(config.secretKey, factor!.sealed);
    const step = secret === null ? null : stepOf(secret, bare(typed), now());
    return step === null ? null : { kind: 'code', step };
  }
}

function wrongCode(): AppError {
  return new AppError('CODE_WRONG', undefined, { fields: { code: 'CODE_WRONG' } });
}

/** Whoever changes a factor shows that they have both. */
async function useUp(
  context: Context,
  agent: AgentRecord,
  { code, currentPassword }: { code: string; currentPassword: string },
  ip: string,
): Promise<void> {
  if (!agent.factor) throw new AppError('NOT_FOUND');
  await confirmPassword(context.guesses, agent, currentPassword, ip);
  context.guesses.beginCode(agent.email, ip);
  const isUsed = await context.store.factors.use(agent.id, proofOf(context, agent, code));
  // Another request was faster with the same one.
  if (!isUsed) throw wrongCode();
  context.guesses.rightCode(agent.email, ip);
}

function readTicket(text: string | null): z.infer<typeof ticketShape> | null {
  if (text === null) return null;
  try {
    return ticketShape.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    // Sealed by us for something else.
    return null;
  }
}

function newRecoveryCodes(): string[] {
  return recoveryCodesOf(randomBytes(RECOVERY_BYTES));
}
