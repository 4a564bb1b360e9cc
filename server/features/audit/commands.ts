/** What is written down of what people do, and who reads it. */
import type { FastifyRequest } from 'fastify';
import type { AuditPlace, AuditRow, AuditWho } from '../../../protocol/audit.ts';
import type { Context } from '../../context.ts';
import { shortAddress } from '../../http/addresses.ts';
import type { KeyRecord } from '../keys/store.ts';
import type { SignedIn } from '../sessions/store.ts';

const USER_AGENT_CHARS = 200;

/** Who does something, and from where: what a command is told that writes it down. */
export interface Actor {
  who: AuditWho;
  from: AuditPlace | null;
}

/** What happened, without who and when. */
export type Act = Pick<AuditRow, 'what' | 'on'> & { siteId?: string | null };

/** The server itself. */
export const SYSTEM: Actor = { who: { kind: 'system' }, from: null };

/** Whoever asks for something over HTTP and is signed in as this agent. */
export function actorOf(request: Pick<FastifyRequest, 'ip' | 'headers'>, { agent }: Pick<SignedIn, 'agent'>): Actor {
  const { id, name, email } = agent;
  return { who: { kind: 'agent', id, name, email }, from: placeOf(request) };
}

/** A program that asks by this key. */
export function actorOfKey(
  request: Pick<FastifyRequest, 'ip' | 'headers'>,
  { id, name }: Pick<KeyRecord, 'id' | 'name'>,
): Actor {
  return { who: { kind: 'key', id, name }, from: placeOf(request) };
}

/** Whoever asks and is not signed in. */
export function strangerOf(request: Pick<FastifyRequest, 'ip' | 'headers'>): Actor {
  return { who: { kind: 'stranger' }, from: placeOf(request) };
}

function placeOf({ ip, headers }: Pick<FastifyRequest, 'ip' | 'headers'>): AuditPlace {
  return { address: shortAddress(ip), userAgent: (headers['user-agent'] ?? '').slice(0, USER_AGENT_CHARS) };
}

/** The row of an act, for the verb that does it: it is written in the same step, and only if there was something to do. */
export function auditRow({ now, newId }: Pick<Context, 'now' | 'newId'>, { who, from }: Actor, act: Act): AuditRow {
  const { what, on, siteId = null } = act;
  return { id: newId(), at: now(), who, what, on, from, siteId };
}

/** Writes down what no verb of the store does. @throws AppError STORE_UNAVAILABLE */
export async function audit(context: Pick<Context, 'store' | 'now' | 'newId'>, actor: Actor, act: Act): Promise<void> {
  await context.store.audit.add(auditRow(context, actor, act));
}
