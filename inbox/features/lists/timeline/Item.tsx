import { useState } from 'preact/hooks';
import type { ListCallItem } from '../../../../protocol/lists.ts';
import { useMayAct } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { contained } from '../../../shell/bidi.ts';
import { lazy } from '../../../shell/lazy.tsx';
import { moment } from '../../../shell/times.ts';
import { t } from '../words/index.ts';

const CouponDialog = lazy(async () => (await import('../../coupons/dialog/CouponDialog.tsx')).CouponDialog);

/** A call that was made from a list, and the coupon that was given in it. */
export function Item({ item: { list, agent, outcome, note, nextAt, couponCode, coupon } }: { item: ListCallItem }) {
  const now = useApp().clock.value;
  const mayAct = useMayAct();
  const [isOpen, setOpen] = useState(false);
  const [isUsedHere, setUsedHere] = useState(false);
  const isUsed = isUsedHere || (coupon?.usedAt ?? null) !== null;
  const isGood = coupon !== null && !isUsed && coupon.until > now;
  const details = [
    contained(agent.name),
    couponCode && t(isUsed ? 'couponUsed' : 'coupon', { code: couponCode }),
    nextAt !== null && t('again', { time: moment(nextAt, now) }),
  ];
  return (
    <>
      <p class="line-title">
        <b>{t('rung', { list: t(list) })}</b>
        <span class="pill is-plain">{t(outcome)}</span>
        <small>{details.filter(Boolean).join(' · ')}</small>
        {isGood && mayAct && (
          <button type="button" class="btn is-quiet" onClick={() => setOpen(true)}>
            {t('redeem')}
          </button>
        )}
      </p>
      {note && (
        <p class="line-words" dir="auto">
          {contained(note)}
        </p>
      )}
      {isOpen && couponCode && (
        <CouponDialog code={couponCode} onClose={() => setOpen(false)} onUsed={() => setUsedHere(true)} />
      )}
    </>
  );
}
