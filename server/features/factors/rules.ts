/** Which codes are good. Pure, and asked by both stores in the step that uses one up. */
import { Secret, TOTP } from 'otpauth';
import { CODE_DIGITS, CODE_SECONDS, RECOVERY_CODES } from '../../../protocol/factors.ts';
import { hashToken } from '../../tokens.ts';
import { asciiDigits, withoutMarks } from '../contacts/marks.ts';
import type { Factor, FactorProof, ServerSettings } from './store.ts';

/** What holds before any owner said otherwise. */
export const FIRST_SETTINGS: ServerSettings = { id: 'server', isFactorRequired: false };

/** Steps by which a phone's clock may be off, either way. */
const WINDOW = 1;
/** Of the app's secret: what RFC 4226 section 4 recommends. */
const SECRET_BYTES = 20;
/** Of a recovery code: with 80 bits its hash can be kept like a token's. */
const RECOVERY_CHARS = 16;
const GROUP_CHARS = 4;
/** No letter looks like a digit. 32 of them, so that a random byte falls on each alike. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

export function newSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What an app reads from a picture. @param issuer what it shows beside the account, such as the server's host */
export function secretUrl(secret: string, { issuer, email }: { issuer: string; email: string }): string {
  return totp(secret, { issuer, label: email }).toString();
}

/** The step whose code this is, at most one off from now; null: it is none. */
export function stepOf(secret: string, code: string, at: number): number | null {
  const codes = totp(secret);
  const delta = codes.validate({ token: code, timestamp: at, window: WINDOW });
  return delta === null ? null : codes.counter({ timestamp: at }) + delta;
}

/** Whether this looks like a code of an app. All else may be a recovery code. */
export function isAppCode(typed: string): boolean {
  const text = bare(typed);
  return text.length === CODE_DIGITS && /^\d+$/.test(text);
}

/** As it is compared: digits of any script as 0 to 9, without what people and apps put between its groups. */
export function bare(typed: string): string {
  return asciiDigits(withoutMarks(typed))
    .toLowerCase()
    .replace(/[\s-]+/g, '');
}

/** What is kept of a recovery code. */
export function recoveryHash(typed: string): string {
  return hashToken(bare(typed));
}

/** @param random bytes for all codes; each is used once */
export function recoveryCodesOf(random: Uint8Array): string[] {
  const letters = Array.from(random, byte => ALPHABET[byte % ALPHABET.length]).join('');
  return Array.from({ length: RECOVERY_CODES }, (_, index) => {
    const one = letters.slice(index * RECOVERY_CHARS, (index + 1) * RECOVERY_CHARS);
    return Array.from({ length: RECOVERY_CHARS / GROUP_CHARS }, (_, group) =>
      one.slice(group * GROUP_CHARS, (group + 1) * GROUP_CHARS),
    ).join('-');
  });
}

/** How many random bytes `recoveryCodesOf` takes. */
export const RECOVERY_BYTES = RECOVERY_CODES * RECOVERY_CHARS;

/**
 * A factor after a proof was used up; null where the proof is not good for it: of an older step, used before, or of
 * another factor.
 */
export function spent(factor: Factor, proof: FactorProof): Factor | null {
  if (proof.kind === 'code') return proof.step > factor.lastStep ? { ...factor, lastStep: proof.step } : null;
  if (!factor.recovery.includes(proof.hash)) return null;
  return { ...factor, recovery: factor.recovery.filter(each => each !== proof.hash) };
}

/** Whether somebody with this factor may come in with this proof (SPEC FA1), and the factor after it. */
export function entry(
  factor: Factor | null,
  proof: FactorProof | undefined,
): { mayEnter: false } | { mayEnter: true; factor: Factor | null } {
  if (!factor) return { mayEnter: proof === undefined, factor };
  const after = proof ? spent(factor, proof) : null;
  return after ? { mayEnter: true, factor: after } : { mayEnter: false };
}

function totp(secret: string, { issuer = '', label = '' } = {}): TOTP {
  return new TOTP({ secret: Secret.fromBase32(secret), digits: CODE_DIGITS, period: CODE_SECONDS, issuer, label });
}
