/** The number by which an agent is told of what happens: theirs, because a code that went there came back. */
import { randomInt } from 'node:crypto';
import type { OwnNumber } from '../../../protocol/sms.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { derivedName, seal, unseal } from '../../secrets.ts';
import type { AgentRecord } from '../agents/store.ts';
import { type Actor, audit } from '../audit/commands.ts';
import { phoneOf } from './commands.ts';
import { masked } from './rules.ts';
import { codeText } from './said.ts';
import { deliveryOf } from './sender.ts';
import { SMS } from './settings.ts';

/** A code waits so long. */
const CODE_MS = 600_000;
const CODES = 1_000_000;

export async function ownNumberOf(context: Context, agentId: string): Promise<OwnNumber> {
  const { config, store, settings, now } = context;
  const [{ settings: set }, known] = await Promise.all([settings.read(SMS), store.sms.numberOf(agentId)]);
  const shown = (sealed: string | null | undefined) => {
    const number = sealed ? unseal(config.secretKey, sealed) : null;
    return number && masked(number);
  };
  const pending = known?.pending && known.pending.until > now() ? known.pending.number : null;
  return { isOffered: set.isOn, number: shown(known?.number), pending: shown(pending) };
}

/**
 * Sends a code to a number that an agent says is theirs. The one before stays theirs until the code is back.
 * @throws AppError CHANNEL_OFF, PHONE_INVALID, RATE_LIMITED
 */
export async function askOwnNumber(context: Context, agent: AgentRecord, typed: string): Promise<void> {
  const { config, store, settings, outbox, rates, now, newId } = context;
  const kept = await settings.read(SMS);
  if (!kept.settings.isOn) throw new AppError('CHANNEL_OFF');
  const to = phoneOf(typed, kept);
  rates.spend('smsCodesOfAgent', agent.id);
  const code = String(randomInt(CODES)).padStart(6, '0');
  await store.sms.askNumber(agent.id, {
    number: seal(config.secretKey, to),
    codeHash: codeHash(config.secretKey, agent.id, code),
    tries: 0,
    until: now() + CODE_MS,
  });
  const cause = { id: newId(), siteId: null, conversationId: null, event: 'code' };
  const text = codeText(agent.locale, code);
  await store.outbox.put([deliveryOf(context, cause, { is: 'text', to, text, isUrgent: true, agentId: agent.id })]);
  outbox.wake();
}

/** The code came back: the number is the agent's. @throws AppError CODE_WRONG: another, too late, or tried too often */
export async function proveOwnNumber(context: Context, actor: Actor, agent: AgentRecord, typed: string): Promise<void> {
  const { config, store, now } = context;
  const code = typed.normalize('NFKC').replace(/\s/g, '');
  const isRight = await store.sms.proveNumber(agent.id, codeHash(config.secretKey, agent.id, code), now());
  if (!isRight) throw new AppError('CODE_WRONG', undefined, { fields: { code: 'CODE_WRONG' } });
  await writeDown(context, actor, agent, 'on');
}

/** @throws AppError NOT_FOUND */
export async function dropOwnNumber(context: Context, actor: Actor, agent: AgentRecord): Promise<void> {
  if (!(await context.store.sms.dropNumber(agent.id))) throw new AppError('NOT_FOUND');
  await writeDown(context, actor, agent, 'off');
}

function writeDown(context: Context, actor: Actor, { id }: AgentRecord, text: string): Promise<void> {
  return audit(context, actor, { what: 'number.changed', on: { kind: 'agent', id, text } });
}

/** Six digits are soon guessed: only this server can tell which ones a hash is of. */
function codeHash(secretKey: string, agentId: string, code: string): string {
  return derivedName(secretKey, `sms code ${agentId} ${code}`);
}
