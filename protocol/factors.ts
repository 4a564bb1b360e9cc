/** A second factor of an agent: codes of an app (TOTP, RFC 6238), and recovery codes for when it is lost. */
import { z } from 'zod';

/** Digits of the app's codes, and seconds that each is good for. Every app takes these. */
export const CODE_DIGITS = 6;
export const CODE_SECONDS = 30;
/** Recovery codes that are made at once. */
export const RECOVERY_CODES = 10;

/** A code of the app or a recovery code, as it was typed. */
export const code = z.string().trim().min(1).max(40);

const currentPassword = z.string().max(200);

/** How it stands with one's own. */
export const factorState = z.object({
  isOn: z.boolean(),
  /** Recovery codes that are not used yet. */
  codesLeft: z.number().int().nonnegative(),
  /** Whether everybody needs one here. */
  isRequired: z.boolean(),
});
export type FactorState = z.infer<typeof factorState>;

/** What an app is given: nothing is kept until one of its codes came back with the ticket. */
export const factorOffer = z.object({
  /** Base 32, for typing it by hand. */
  secret: z.string(),
  /** `otpauth://…`, for a picture that the app reads. */
  url: z.string(),
  /** Good for ten minutes. */
  ticket: z.string(),
});
export type FactorOffer = z.infer<typeof factorOffer>;

export const factorOn = z.object({ ticket: z.string().max(1000), code, currentPassword });
export const factorProof = z.object({ code, currentPassword });

/** Shown this once: only hashes are kept. */
export const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });
export type RecoveryCodes = z.infer<typeof recoveryCodes>;

export const factorPolicy = z.object({ isRequired: z.boolean() });
export type FactorPolicy = z.infer<typeof factorPolicy>;
