import './style.css';
import { useId } from 'preact/hooks';
import { MAX_SHARES } from '../../../../protocol/shares.ts';
import type { Employee } from '../../../../protocol/staff.ts';
import { shownName } from '../../../shell/bidi.ts';
import { Icon } from '../../../shell/Icon.tsx';
import { evenShares, type TypedShare } from './shares.ts';
import { t } from './words/index.ts';

/** Who did what is paid for: one, or several with percents. */
export function SharesField(props: {
  employees: readonly Pick<Employee, 'id' | 'name'>[];
  value: readonly TypedShare[];
  onValue: (value: readonly TypedShare[]) => void;
  /** Whose it is where nobody says. */
  unsaid: 'booking' | 'seller';
  isWrong: boolean;
}) {
  const { employees, value, onValue, unsaid, isWrong } = props;
  const problemId = useId();
  const nameOf = (id: string) => shownName(employees.find(each => each.id === id)?.name ?? '');
  const free = employees.filter(each => !value.some(({ staffId }) => staffId === each.id));
  const rows = value.length > 0 ? value : [{ staffId: '', percent: '100' }];
  const set = (at: number, change: Partial<TypedShare>) =>
    onValue(value.map((each, place) => (place === at ? { ...each, ...change } : each)));
  function choose(at: number, staffId: string) {
    if (staffId === '') onValue([]);
    else if (value.length === 0) onValue(evenShares([staffId]));
    else set(at, { staffId });
  }
  return (
    <fieldset class="shares" aria-describedby={isWrong ? problemId : undefined}>
      <legend>{t('whoDid')}</legend>
      {rows.map(({ staffId, percent }, at) => (
        <div class="shares-row" key={at}>
          <select aria-label={t('employee')} value={staffId} onChange={event => choose(at, event.currentTarget.value)}>
            {rows.length === 1 && (
              <option value="">{t(unsaid === 'booking' ? 'unsaidBooking' : 'unsaidSeller')}</option>
            )}
            {employees.map(each => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </select>
          {rows.length > 1 && (
            <>
              <input
                aria-label={t('percentOf', { name: nameOf(staffId) })}
                aria-invalid={isWrong || undefined}
                inputMode="numeric"
                dir="ltr"
                maxLength={3}
                autoComplete="off"
                value={percent}
                onInput={event => set(at, { percent: event.currentTarget.value })}
              />
              <span aria-hidden="true">%</span>
              <button
                type="button"
                class="icon-btn"
                aria-label={t('without', { name: nameOf(staffId) })}
                onClick={() =>
                  onValue(evenShares(value.filter(each => each.staffId !== staffId).map(each => each.staffId)))
                }
              >
                <Icon name="close" />
              </button>
            </>
          )}
        </div>
      ))}
      {isWrong && (
        <p class="problem" id={problemId}>
          {t('sharesWanted')}
        </p>
      )}
      {value.length > 0 && value.length < MAX_SHARES && free.length > 0 && (
        <button
          type="button"
          class="btn is-quiet is-start"
          onClick={() => onValue(evenShares([...value.map(each => each.staffId), free[0]!.id]))}
        >
          {t('oneMore')}
        </button>
      )}
    </fieldset>
  );
}
