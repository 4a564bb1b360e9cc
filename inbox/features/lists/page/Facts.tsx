import type { ListEntry, ListPerson } from '../../../../protocol/lists.ts';
import { useApp } from '../../../shell/app.ts';
import { contained } from '../../../shell/bidi.ts';
import { number } from '../../../shell/locale.ts';
import { date } from '../../../shell/times.ts';
import { t as listText } from '../words/index.ts';
import { signText } from './signs.ts';
import { count, t } from './words/index.ts';

/** Why somebody is to be rung, what was before, and what to offer. */
export function Facts({ entry, person }: { entry: ListEntry; person: ListPerson }) {
  const now = useApp().clock.value;
  const day = (at: number) => date(at, now, { hasWeekday: false });
  const { coupon } = entry;
  const { bought, calls } = person;
  const trade = bought
    ? [count('purchases', bought.count), bought.lastAt !== null && t('lastBought', { date: day(bought.lastAt) })]
    : [t('nothingBought')];
  return (
    <dl class="list-facts">
      <div>
        <dt>{t('why')}</dt>
        {entry.why.map(each => (
          <dd key={`${each.code} ${each.at}`} dir="auto">
            {signText(each, now)}
          </dd>
        ))}
      </div>
      <div>
        <dt>{t('before')}</dt>
        <dd>{trade.filter(each => each !== false).join(' · ')}</dd>
        {calls.map(({ id, at, outcome, agent, note }) => (
          <dd key={id} dir="auto">
            {t('callBefore', { date: day(at), outcome: listText(outcome), name: contained(agent.name) })}
            {note && ` ${contained(note)}`}
          </dd>
        ))}
      </div>
      {coupon && (
        <div>
          <dt>{t('offer')}</dt>
          <dd>
            <b dir="ltr">{coupon.code}</b>
            {' · '}
            {coupon.usedAt === null
              ? t('offerLine', { percent: number(coupon.percent), date: day(coupon.until) })
              : t('offerUsed')}
          </dd>
        </div>
      )}
    </dl>
  );
}
