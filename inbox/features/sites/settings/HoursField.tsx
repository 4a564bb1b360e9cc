import type { Week } from '../../../../protocol/hours.ts';
import { HoursEditor } from './HoursEditor.tsx';
import { USUAL_WEEK } from './week.ts';
import { t } from './words/index.ts';

/** When somebody answers: always, or by the week. */
export function HoursField(props: {
  /** Null: always. */
  hours: Week | null;
  /** What a week begins with; null for that of most shops. */
  usual: Week | null;
  /** Days that can not be so. */
  wrong: readonly number[];
  onHours: (hours: Week | null) => void;
}) {
  const { hours, usual, wrong, onHours } = props;
  return (
    <fieldset>
      <legend>{t('openingHours')}</legend>
      <label class="check">
        <input
          type="checkbox"
          checked={hours === null}
          onChange={event => onHours(event.currentTarget.checked ? null : (usual ?? USUAL_WEEK))}
        />
        {t('hoursAlways')}
      </label>
      {hours && <HoursEditor week={hours} wrong={wrong} onWeek={onHours} />}
    </fieldset>
  );
}
