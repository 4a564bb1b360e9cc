import type { SmsSettings } from '../../../../protocol/sms.ts';
import { Select, TextField } from '../../../shell/fields.tsx';
import { clock, HOUR_MS } from '../../../shell/times.ts';
import type { Submitting } from '../../../shell/use-submit.ts';
import { t } from './words/index.ts';

const NUMBERS = ['mostSegments', 'mostOfDay', 'mostOfNumber'] as const;
const zones = Intl.supportedValuesOf('timeZone');

/** How much may be sent, and when. */
export function Limits(props: {
  settings: SmsSettings;
  onSettings: (change: Partial<SmsSettings>) => void;
  problemOf: Submitting['problemOf'];
}) {
  const { settings, onSettings, problemOf } = props;
  const { night, timeZone } = settings;
  const hours = Array.from({ length: 24 }, (_, hour) => [String(hour), clock(hour * HOUR_MS, 'UTC')] as const);
  return (
    <>
      <h2>{t('limits')}</h2>
      {NUMBERS.map(name => (
        <TextField
          key={name}
          label={t(name)}
          type="number"
          dir="ltr"
          value={Number.isNaN(settings[name]) ? '' : String(settings[name])}
          onValue={typed => onSettings({ [name]: typed.trim() === '' ? Number.NaN : Number(typed) })}
          problem={problemOf(name)}
        />
      ))}
      <fieldset>
        <legend>{t('night')}</legend>
        <p class="hint">{t('nightHint')}</p>
        <div class="sms-row">
          <Select
            label={t('nightFrom')}
            value={String(night.from)}
            onValue={from => onSettings({ night: { ...night, from: Number(from) } })}
            options={hours}
          />
          <Select
            label={t('nightTo')}
            value={String(night.to)}
            onValue={to => onSettings({ night: { ...night, to: Number(to) } })}
            options={hours}
          />
        </div>
        <label class="check">
          <input
            type="checkbox"
            checked={settings.isUrgentAtNight}
            onChange={event => onSettings({ isUrgentAtNight: event.currentTarget.checked })}
          />
          {t('urgent')}
        </label>
      </fieldset>
      <Select
        label={t('timeZone')}
        value={timeZone}
        onValue={zone => onSettings({ timeZone: zone })}
        options={[...new Set([timeZone, 'UTC', ...zones])].map(zone => [zone, zone] as const)}
        problem={problemOf('timeZone')}
      />
    </>
  );
}
