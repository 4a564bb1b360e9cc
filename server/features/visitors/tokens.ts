/** When a visitor's token is replaced, and by what. */
import type { Core } from '../../core.ts';
import { derivedName } from '../../secrets.ts';
import { hashToken } from '../../tokens.ts';

const DAY_MS = 24 * 3_600_000;
/** A token is replaced at the first hello after so long. */
const TOKEN_RENEW_MS = 30 * DAY_MS;
/** The one before is still good for so long: for other tabs, and for a browser that never heard of the new one. */
const TOKEN_GRACE_MS = 7 * DAY_MS;

/**
 * The token that a visitor is to be told at a hello (SPEC P7): a new one when theirs is old, the same again when they come
 * by the one before, as they never heard of it. Made from the key and the time, so that it can be said twice though only
 * its hash is kept.
 * @param cameBy the token that the page has
 * @returns undefined: they have the right one
 */
export async function renewedToken(
  { store, config, now }: Pick<Core, 'store' | 'config' | 'now'>,
  visitor: { id: string; createdAt: number },
  cameBy: string,
): Promise<string | undefined> {
  const at = now();
  // Nobody is asked about a young one.
  if (at - visitor.createdAt < TOKEN_RENEW_MS) return undefined;
  const tokenOf = (madeAt: number) => derivedName(config.secretKey, `visitor ${visitor.id} token of ${madeAt}`);
  const madeAt = await store.visitors.renewToken({
    visitorId: visitor.id,
    cameBy: hashToken(cameBy),
    tokenHash: hashToken(tokenOf(at)),
    at,
    madeBefore: at - TOKEN_RENEW_MS,
    oldUntil: at + TOKEN_GRACE_MS,
  });
  return madeAt === null ? undefined : tokenOf(madeAt);
}
