/** What owners do with the keys of other programs, and whom a key lets in. */
import type { FastifyRequest } from 'fastify';
import type { IntegrationKey, KeyMade } from '../../../protocol/keys.ts';
import type { Scope } from '../../../protocol/scopes.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { hashToken } from '../../tokens.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import { isWorthNoting, keyIn, newSecretKey, refuseOutOfScope } from './rules.ts';
import type { KeyRecord } from './store.ts';

type Asked = Pick<Context, 'store' | 'now' | 'rates' | 'log'>;

export async function keysOf({ store }: Pick<Context, 'store'>): Promise<IntegrationKey[]> {
  return (await store.keys.all()).map(shown);
}

/** Makes one. @returns the key itself too, which is shown this once. @throws AppError KEYS_FULL */
export async function makeKey(
  context: Pick<Context, 'store' | 'now' | 'newId'>,
  actor: Actor,
  { name, scopes }: { name: string; scopes: Scope[] },
): Promise<KeyMade> {
  const { store, now, newId } = context;
  const { secret, ending } = newSecretKey();
  const key: KeyRecord = {
    id: newId(),
    name,
    scopes,
    ending,
    tokenHash: hashToken(secret),
    createdAt: now(),
    usedAt: null,
  };
  const on = { kind: 'key', id: key.id, text: scopes.map(each => `scope ${each}`).join(', ') } as const;
  await store.keys.create(key, auditRow(context, actor, { what: 'key.made', on }));
  return { key: shown(key), secret };
}

/** From now on it opens nothing, at any server (SPEC KY3). @throws AppError NOT_FOUND */
export async function revokeKey(
  context: Pick<Context, 'store' | 'now' | 'newId'>,
  actor: Actor,
  id: string,
): Promise<void> {
  const row = auditRow(context, actor, { what: 'key.revoked', on: { kind: 'key', id, text: '' } });
  if (!(await context.store.keys.revoke(id, row))) throw new AppError('NOT_FOUND');
}

/**
 * Whose key a request brings, for a route of that scope; null: it brings none, and is judged by its session. It is asked
 * of the store each time, so that what was revoked is revoked (SPEC KY2, KY3, KY4).
 * @throws AppError KEY_INVALID, FORBIDDEN, RATE_LIMITED
 */
export async function keyOfRequest(
  { store, now, rates, log }: Asked,
  request: Pick<FastifyRequest, 'headers' | 'ip'>,
  scope: Scope | undefined,
): Promise<KeyRecord | null> {
  const token = keyIn(request.headers);
  if (token === null) return null;
  rates.spendOfAddress('keysOfAddress', request.ip);
  const key = await store.keys.byToken(hashToken(token));
  if (!key) throw new AppError('KEY_INVALID');
  rates.giveBack('keysOfAddress', request.ip);
  rates.spend('requestsOfKey', key.id);
  refuseOutOfScope(key, scope);
  const at = now();
  if (isWorthNoting(key, at)) {
    // Nobody's request waits for it, and it is tried again at the next one.
    store.keys.use(key.id, at).catch(error => log.warn({ err: error }, 'the use of a key was not noted'));
  }
  return key;
}

function shown({ tokenHash: _, ...key }: KeyRecord): IntegrationKey {
  return key;
}
