import type { ListCallItem } from '../../../../protocol/lists.ts';
import { useApp } from '../../../shell/app.ts';
import { contained } from '../../../shell/bidi.ts';
import { moment } from '../../../shell/times.ts';
import { t } from '../words/index.ts';

/** A call that was made from a list. */
export function Item({ item: { list, agent, outcome, note, nextAt, couponCode } }: { item: ListCallItem }) {
  const now = useApp().clock.value;
  const details = [
    contained(agent.name),
    couponCode && t('coupon', { code: couponCode }),
    nextAt !== null && t('again', { time: moment(nextAt, now) }),
  ];
  return (
    <>
      <p class="line-title">
        <b>{t('rung', { list: t(list) })}</b>
        <span class="pill is-plain">{t(outcome)}</span>
        <small>{details.filter(Boolean).join(' · ')}</small>
      </p>
      {note && (
        <p class="line-words" dir="auto">
          {contained(note)}
        </p>
      )}
    </>
  );
}
