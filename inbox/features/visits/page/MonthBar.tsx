import { RETURN_DAYS } from '../../../../protocol/return-days.ts';
import { useApp } from '../../../shell/app.ts';
import { Icon } from '../../../shell/Icon.tsx';
import { type Asked, fileOf } from '../calls.ts';
import { monthAfter, monthText } from '../text.ts';
import { count, t } from '../words/index.ts';

/** How many months one may choose among, before and after that of today. */
const [BEFORE, AFTER] = [24, 3] as const;

/** Which month is shown, the way to others, and all of it as a file. */
export function MonthBar({ shown, onShown }: { shown: Asked & { month: string }; onShown: (asked: Asked) => void }) {
  const today = new Date(useApp().clock.value).toISOString().slice(0, 7);
  const months = Array.from({ length: BEFORE + AFTER + 1 }, (_, at) => monthAfter(today, AFTER - at));
  const all = months.includes(shown.month) ? months : [...months, shown.month].sort().reverse();
  const go = (month: string) => onShown({ ...shown, month });
  return (
    <div class="visits-bar">
      <div class="visits-month">
        <button
          type="button"
          class="icon-btn"
          aria-label={t('monthBefore')}
          onClick={() => go(monthAfter(shown.month, -1))}
        >
          <Icon name="back" />
        </button>
        <select aria-label={t('month')} value={shown.month} onChange={event => go(event.currentTarget.value)}>
          {all.map(each => (
            <option key={each} value={each}>
              {monthText(each)}
            </option>
          ))}
        </select>
        <button
          type="button"
          class="icon-btn"
          aria-label={t('monthAfter')}
          onClick={() => go(monthAfter(shown.month, 1))}
        >
          <Icon name="forward" />
        </button>
      </div>
      <label class="visits-within">
        {t('within')}{' '}
        <select
          value={String(shown.within)}
          onChange={event => onShown({ ...shown, within: Number(event.currentTarget.value) })}
        >
          {RETURN_DAYS.map(days => (
            <option key={days} value={String(days)}>
              {count('days', days)}
            </option>
          ))}
        </select>
      </label>
      <a class="btn is-quiet" href={fileOf(shown)} download>
        {t('file')}
      </a>
    </div>
  );
}
