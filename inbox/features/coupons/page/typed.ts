/** New coupons as an agent types them. */

import { MOST_COUPONS, MOST_USES } from '../../../../protocol/coupon-state.ts';
import type { CouponKind, CouponMake } from '../../../../protocol/coupons.ts';
import { plainDigits, readMoney } from '../../../../protocol/money.ts';
import { ApiError } from '../../../shell/http.ts';

export interface Typed {
  kind: CouponKind;
  percent: string;
  amount: string;
  count: string;
  uses: string;
  code: string;
  prefix: string;
  service: string;
  /** As a field for dates has it: `2026-05-03`. */
  until: string;
  note: string;
}

export const FRESH: Typed = {
  ...{ kind: 'percent', percent: '10', amount: '', count: '1', uses: '1', code: '', prefix: '', service: '' },
  ...{ until: '', note: '' },
};

/** @throws ApiError with the fields that can not be read */
export function couponsOf(typed: Typed, currency: string, clientId: string): CouponMake {
  const { kind, service, note, prefix } = typed;
  const percent = kind === 'percent' ? wholeOf(typed.percent, 100) : null;
  const amount = kind === 'percent' ? null : readMoney(typed.amount, currency) || null;
  const count = wholeOf(typed.count, MOST_COUPONS);
  const uses = kind === 'certificate' ? 1 : wholeOf(typed.uses, MOST_USES);
  // The whole of that day, by the clock of whoever says it.
  const until = typed.until === '' ? null : new Date(`${typed.until}T23:59:59.999`).getTime();
  const code = kind === 'certificate' || count !== 1 ? '' : typed.code.trim();
  const wrong = Object.entries({
    percent: kind === 'percent' && percent === null,
    amount: kind !== 'percent' && amount === null,
    count: count === null,
    uses: uses === null,
    until: Number.isNaN(until),
    code: code !== '' && code.length < 4,
  }).flatMap(([field, isWrong]) => (isWrong ? [[field, 'FIELD_INVALID'] as const] : []));
  if (wrong.length > 0) throw new ApiError('FIELD_INVALID', Object.fromEntries(wrong));
  const rest = { service, note, until, ...(code === '' ? { prefix } : { code }) };
  return { clientId, kind, percent, amount, count: count!, uses: uses!, ...rest };
}

function wholeOf(text: string, most: number): number | null {
  const plain = plainDigits(text).replace(/[%٪\s]/g, '');
  const whole = /^\d{1,7}$/.test(plain) ? Number(plain) : 0;
  return whole >= 1 && whole <= most ? whole : null;
}
