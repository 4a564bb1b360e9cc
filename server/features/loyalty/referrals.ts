/** Who may bring whom, and what both get for it: pure (SPEC LY8 to LY10). */
import type { LedgerRow } from '../../../protocol/loyalty.ts';
import { AppError } from '../../app-error.ts';
import type { CardTree } from '../contacts/card.ts';
import type { PurchaseRecord } from '../purchases/store.ts';
import { expiryOf, rowId } from './rules.ts';
import type { LedgerRecord, LoyaltyPerson, Sale } from './store.ts';

/** Signs that nobody mistakes for each other on the telephone. */
const SIGNS = '23456789ACDEFGHJKMNPQRTUVWXYZ';
/** Half a milliard of codes: of so many tries one is nobody's yet. */
const CODE_SIGNS = 6;
const TRIES = 5;

/** @param random whole numbers below its argument */
export function referralCodes(random: (below: number) => number): string[] {
  const code = () => Array.from({ length: CODE_SIGNS }, () => SIGNS[random(SIGNS.length)]).join('');
  return Array.from({ length: TRIES }, code);
}

/** As people type a code. */
export function typedCode(typed: string): string {
  return typed.trim().toUpperCase();
}

/** Digits of all numbers of a card, also of those who were joined to it. */
function numbersOf({ contacts }: CardTree): Set<string> {
  const numbers = contacts.flatMap(({ identities }) => identities.filter(each => NUMBERED.has(each.kind)));
  return new Set(numbers.map(each => each.value.replace(/\D/g, '')));
}
const NUMBERED: ReadonlySet<string> = new Set(['phone', 'whatsapp']);

/**
 * Nobody brings themself, and numbers decide who that is (SPEC LY9): both have one, and none is both's. Who has bought is no newcomer.
 * @throws AppError FIELD_INVALID
 */
export function refuseReferral(referrer: CardTree, newcomer: CardTree, hasBought: boolean): void {
  const why = whyNot(referrer, newcomer, hasBought);
  if (why) throw new AppError('FIELD_INVALID', why, { fields: { referral: 'FIELD_INVALID' } });
}

export function whyNot(referrer: CardTree, newcomer: CardTree, hasBought: boolean): string | null {
  const [theirs, own] = [numbersOf(referrer), numbersOf(newcomer)];
  if (own.size === 0 || theirs.size === 0) return 'Both who brings and who is brought need a telephone number; add it.';
  if (referrer.root.id === newcomer.root.id || [...own].some(each => theirs.has(each))) {
    return 'Nobody brings themself: the code is of somebody with the same number; take the code of somebody else.';
  }
  return hasBought ? 'Who has bought before is no newcomer; leave the code out.' : null;
}

/** The one of a card who was brought and has not paid yet; null: nobody, or it was paid for. @param people of the card */
export function pendingReferral(people: readonly LoyaltyPerson[]): LoyaltyPerson | null {
  const brought = people.filter(each => each.referral !== null);
  if (brought.some(each => each.referral!.purchaseId !== null)) return null;
  return brought.toSorted((a, b) => a.referral!.at - b.referral!.at)[0] ?? null;
}

/** What both get by a first purchase that is paid (SPEC LY10). */
export function referralRows(
  { id, contactId, at }: Pick<PurchaseRecord, 'id' | 'contactId' | 'at'>,
  byId: string,
  { referral, terms }: Sale,
): LedgerRecord[] {
  if (!referral) return [];
  const expiresAt = expiryOf(at, terms?.months ?? null);
  const row = (whose: string, of: 'referrer' | 'newcomer'): LedgerRecord[] => {
    const key = { kind: 'referred', cause: `${id} ${of}` } satisfies Partial<LedgerRow>;
    const own = { id: rowId(key), ...key, contactId: whose, delta: referral[of], currency: referral.currency };
    const rest = { purchaseId: id, reason: '', byName: '', terms: null, expiresAt, dueAt: expiresAt };
    return own.delta === 0 ? [] : [{ ...own, at, ...rest }];
  };
  return [...row(contactId, 'newcomer'), ...row(byId, 'referrer')];
}

/** Whether a purchase is paid for with something beside bonus. */
export function isPaid({ total }: Pick<PurchaseRecord, 'total'>, { spend }: Pick<Sale, 'spend'>): boolean {
  return total > spend;
}

/** As it is handed to the person: not who brought them, who is somebody else, and no address that opens something. */
export function handedOut({ id, code, referral }: LoyaltyPerson): object {
  return { id, code, referral: referral && { at: referral.at, purchaseId: referral.purchaseId } };
}
