import { decodeJwt, jwtVerify } from 'jose';
import { z } from 'zod';
import { line } from '../../../protocol/wire/fields.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import type { Core } from '../../core.ts';
import { unseal } from '../../secrets.ts';
import type { SiteRecord } from '../sites/store.ts';

/** Claims that we read beside `sub`; others are the site's own business. */
const claims = z.object({
  sub: z.string().min(1).max(LIMITS.lineChars),
  name: line.optional().catch(undefined),
  email: z.string().optional().catch(undefined),
  phone: z.string().optional().catch(undefined),
  /** Names this one token: it is one browser's then. */
  jti: z.string().min(1).max(LIMITS.lineChars).optional(),
  exp: z.number(),
});
export type Claims = z.infer<typeof claims>;

/** Seconds by which the site's clock may be off from ours. */
export const CLOCK_TOLERANCE = 60;

/**
 * Who a site says its visitor is (SPEC P4). A token that is found later, in a log or a copied page, must be of no use: it
 * ends within hours, and one that names for whom it is opens nothing elsewhere.
 * @param jwt HS256, signed with the site's identity secret
 * @throws AppError IDENTITY_INVALID: no secret, wrong signature or algorithm, without an end or a subject, run out, good
 *   for too long, for another site
 */
export async function signedIdentity(
  { config, now }: Pick<Core, 'config' | 'now'>,
  site: SiteRecord,
  jwt: string,
): Promise<Claims> {
  const secret = unseal(config.secretKey, site.identitySecret);
  if (!secret) throw new AppError('IDENTITY_INVALID', 'The site has no identity secret yet; its owner can make one.');
  try {
    const { payload } = await jwtVerify(jwt, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      currentDate: new Date(now()),
      clockTolerance: CLOCK_TOLERANCE,
      requiredClaims: ['exp'],
      // Only where it says for whom it is: sites whose tokens never did need not change them.
      ...(decodeJwt(jwt).aud !== undefined && { audience: site.key }),
    });
    const hours = config.identityMaxHours;
    if (payload.exp! * 1000 > now() + hours * 3_600_000 + CLOCK_TOLERANCE * 1000) {
      throw new Error(`an identity is good for up to ${hours} hours, and this one for longer; see IDENTITY_MAX_HOURS`);
    }
    return claims.parse(payload);
  } catch (error) {
    const detail = error instanceof Error ? error.message : undefined;
    throw new AppError('IDENTITY_INVALID', detail, { cause: error });
  }
}
