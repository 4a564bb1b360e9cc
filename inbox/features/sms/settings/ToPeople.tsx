import type { SmsSettings } from '../../../../protocol/sms.ts';
import { t } from './words/index.ts';

type Told = SmsSettings['toPeople'];

const KINDS = [
  ['apology', 'tellsApology'],
  ['rating', 'tellsRating'],
  ['return', 'tellsReturn'],
  ['booking', 'tellsBooking'],
  ['waiting', 'tellsWaiting'],
] as const;

/** What people who left a number alone are told without anybody's hand. */
export function ToPeople(props: { told: Told; onTold: (told: Told) => void; hasPrice: boolean }) {
  const { told, onTold, hasPrice } = props;
  const isWithoutPrice = !hasPrice && Object.values(told).includes(true);
  return (
    <fieldset>
      <legend>{t('toPeople')}</legend>
      <p class="hint">{t('toPeopleHint')}</p>
      {KINDS.map(([name, label]) => (
        <label key={name} class="check">
          <input
            type="checkbox"
            checked={told[name]}
            onChange={event => onTold({ ...told, [name]: event.currentTarget.checked })}
          />
          {t(label)}
        </label>
      ))}
      <p role="status">{isWithoutPrice && t('needsPrice')}</p>
    </fieldset>
  );
}
