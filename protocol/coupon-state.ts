/** What a coupon is, and whether it is good: what pages and server need the same. */

/** `certificate`: an amount that was paid before, and may be spent in parts. */
export const COUPON_KINDS = ['percent', 'amount', 'certificate'] as const;
export const MOST_COUPONS = 1_000;
export const MOST_USES = 1_000_000;
export const COUPON_CODE_CHARS = 40;

interface Facts {
  kind: (typeof COUPON_KINDS)[number];
  uses: number | null;
  used: number;
  amountLeft: number | null;
  until: number | null;
  offAt: number | null;
}

/** In the order in which it is said: what was switched off is nothing, however much is left of it. */
export function couponState(
  { uses, used, amountLeft, until, offAt }: Facts,
  at: number,
): 'good' | 'used' | 'over' | 'off' {
  if (offAt !== null) return 'off';
  if (uses !== null && used >= uses) return 'used';
  if (amountLeft === 0) return 'used';
  return until !== null && until <= at ? 'over' : 'good';
}
