import type { CallHours, Week } from '../../../../protocol/hours.ts';
import { HoursEditor } from './HoursEditor.tsx';
import { usualWeek } from './week.ts';
import { t } from './words/index.ts';

interface WeekProps {
  /** Null: always. */
  hours: Week | null;
  /** What a week begins with; null for that of most shops. */
  usual: Week | null;
  /** Days that can not be so. */
  wrong: readonly number[];
  onHours: (hours: Week | null) => void;
}

/** When somebody answers: always, or by the week. */
export function HoursField(props: WeekProps) {
  return (
    <fieldset>
      <legend>{t('openingHours')}</legend>
      <AlwaysOrWeek always={t('hoursAlways')} {...props} />
    </fieldset>
  );
}

/** When somebody calls back: as in the chat, or by hours of their own, which begin as those of the chat. */
export function CallHoursField(props: {
  hours: CallHours;
  chatHours: Week | null;
  wrong: readonly number[];
  onHours: (hours: CallHours) => void;
}) {
  const { hours, chatHours, wrong, onHours } = props;
  return (
    <fieldset>
      <legend>{t('callHours')}</legend>
      <label class="check">
        <input
          type="checkbox"
          checked={hours === 'chat'}
          onChange={event => onHours(event.currentTarget.checked ? 'chat' : (chatHours ?? usualWeek()))}
        />
        {t('callHoursSame')}
      </label>
      {hours !== 'chat' && (
        <AlwaysOrWeek always={t('hoursAlways')} hours={hours} usual={chatHours} wrong={wrong} onHours={onHours} />
      )}
    </fieldset>
  );
}

/** @param always what no week is called */
export function AlwaysOrWeek({ always, hours, usual, wrong, onHours }: WeekProps & { always: string }) {
  return (
    <>
      <label class="check">
        <input
          type="checkbox"
          checked={hours === null}
          onChange={event => onHours(event.currentTarget.checked ? null : (usual ?? usualWeek()))}
        />
        {always}
      </label>
      {hours && <HoursEditor week={hours} wrong={wrong} onWeek={onHours} />}
    </>
  );
}
