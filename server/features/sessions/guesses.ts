import { AppError } from '../../app-error.ts';
import { addressKey } from '../../http/addresses.ts';
import { verifyPassword } from '../../passwords.ts';
import type { Rates } from '../../wire/rate-limit.ts';

/**
 * How often a password may be tried (SPEC AC1), and a code of a second factor (SPEC FA3): for each account from each
 * address, so that nobody who guesses shuts out colleagues behind the same proxy, and for each account from everywhere,
 * but for addresses where it has signed in.
 */
export interface Guesses {
  /**
   * Before a password is looked at.
   * @param account whatever says whose password it is to be: it need not be anybody's
   * @throws AppError RATE_LIMITED with `retryAfterMs`
   */
  begin(account: string, ip: string): void;
  /** It was the right one, and counts for nothing. */
  right(account: string, ip: string): void;
  /** The same of a code, which is asked for after the password. @throws AppError RATE_LIMITED with `retryAfterMs` */
  beginCode(account: string, ip: string): void;
  rightCode(account: string, ip: string): void;
  /** Nothing more is asked: this address is one of the account's from now on. */
  entered(account: string, ip: string): void;
}

/** Some 1 MB; past so many the oldest is forgotten, and counts as a stranger's again. */
const MAX_KNOWN = 10_000;

export function createGuesses({ rates }: { rates: Rates }): Guesses {
  /** Where which account has signed in since the start. */
  const known = new Set<string>();
  const placeOf = (account: string, ip: string) => `${addressKey(ip)} ${account}`;

  return {
    begin(account, ip) {
      rates.spendOfAddress('passwordsOfAccount', ip, account);
      if (known.has(placeOf(account, ip))) return;
      rates.spendOfAddress('signInsOfAddress', ip);
      rates.spend('passwordsOfAccountAnywhere', account);
    },
    right(account, ip) {
      rates.giveBack('passwordsOfAccount', ip, account);
    },
    beginCode(account, ip) {
      rates.spendOfAddress('codesOfAccount', ip, account);
      if (!known.has(placeOf(account, ip))) rates.spend('codesOfAccountAnywhere', account);
    },
    rightCode(account, ip) {
      rates.giveBack('codesOfAccount', ip, account);
    },
    entered(account, ip) {
      const place = placeOf(account, ip);
      known.delete(place);
      known.add(place);
      if (known.size > MAX_KNOWN) known.delete(known.values().next().value!);
    },
  };
}

/**
 * Makes sure that who is signed in has the password too, before what opens the account changes.
 * @throws AppError FIELD_INVALID when it is another, RATE_LIMITED
 */
export async function confirmPassword(
  guesses: Guesses,
  { email, passwordHash }: { email: string; passwordHash: string },
  currentPassword: string,
  ip: string,
): Promise<void> {
  guesses.begin(email, ip);
  if (!(await verifyPassword(currentPassword, passwordHash))) {
    const fields = { currentPassword: 'SIGN_IN_FAILED' } as const;
    throw new AppError('FIELD_INVALID', 'This needs the current password; what came is another.', { fields });
  }
  guesses.right(email, ip);
}
