/** What a coupon is for, and what is left of it, in words. */
import { couponState } from '../../../protocol/coupon-state.ts';
import type { Coupon } from '../../../protocol/coupons.ts';
import { contained } from '../../shell/bidi.ts';
import { number } from '../../shell/locale.ts';
import { moneyText } from '../../shell/money.ts';
import { date } from '../../shell/times.ts';
import { t } from './words/index.ts';

export function worthText({ kind, percent, amount, currency, service }: Coupon): string {
  const worth =
    kind === 'percent'
      ? t('percent', { percent: number(percent!) })
      : t(kind === 'certificate' ? 'certificate' : 'amountOff', { sum: moneyText(amount!, currency!) });
  return service === '' ? worth : t('onlyFor', { worth, name: contained(service) });
}

export function stateText(coupon: Coupon, now: number): string {
  const { uses, used, amountLeft, currency, until, usedAt, usedBy } = coupon;
  const day = (at: number) => date(at, now, { hasWeekday: false });
  const state = couponState(coupon, now);
  if (state === 'off') return t('off');
  if (state === 'over') return t('ranOut', { date: day(until!) });
  if (state === 'used') {
    return usedBy
      ? t('usedOnBy', { date: day(usedAt!), name: contained(usedBy.name) })
      : t('usedOn', { date: day(usedAt!) });
  }
  const parts = [
    amountLeft !== null && t('left', { sum: moneyText(amountLeft, currency!) }),
    uses !== null && uses > 1 && t('timesUsed', { used: number(used), uses: number(uses) }),
    until !== null && t('goodUntil', { date: day(until) }),
  ];
  return parts.filter(Boolean).join(' · ');
}
