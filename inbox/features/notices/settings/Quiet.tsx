import type { NoticeSettings, NoticeWay } from '../../../../protocol/notices.ts';
import { Checks } from '../../../shell/Checks.tsx';
import { Select, TextField } from '../../../shell/fields.tsx';
import { ownZone } from '../../../shell/times.ts';
import { t } from './words/index.ts';

const ZONES = Intl.supportedValuesOf('timeZone');

/** The hours in which the agent wants to hear nothing, and what is urgent all the same. */
export function Quiet(props: {
  settings: NoticeSettings;
  onChange: (change: Partial<NoticeSettings>) => void;
  problem: string;
}) {
  const { settings, onChange, problem } = props;
  const { quiet, urgentWays, ways } = settings;
  const set = (change: Partial<NonNullable<NoticeSettings['quiet']>>) =>
    quiet && onChange({ quiet: { ...quiet, ...change } });
  return (
    <fieldset class="told-quiet">
      <legend>{t('quiet')}</legend>
      <label class="check">
        <input
          type="checkbox"
          checked={quiet !== null}
          onChange={event =>
            onChange({
              quiet: event.currentTarget.checked ? { from: '22:00', to: '08:00', timeZone: ownZone() } : null,
            })
          }
        />
        {t('quietOn')}
      </label>
      <p class="hint">{t('quietHint')}</p>
      {quiet && (
        <>
          <div class="told-times">
            <TextField
              label={t('quietFrom')}
              type="time"
              dir="ltr"
              value={quiet.from}
              onValue={from => set({ from })}
              problem={problem}
            />
            <TextField label={t('quietTo')} type="time" dir="ltr" value={quiet.to} onValue={to => set({ to })} />
          </div>
          <Select
            label={t('quietZone')}
            value={quiet.timeZone}
            onValue={timeZone => set({ timeZone })}
            options={[...new Set([quiet.timeZone, ownZone(), 'UTC', ...ZONES])].map(zone => [zone, zone] as const)}
          />
          <Checks<NoticeWay>
            legend={t('urgent')}
            options={ways.map(({ way }) => [way, t(way)] as const)}
            chosen={urgentWays}
            onChosen={chosen => onChange({ urgentWays: chosen })}
          />
          <p class="hint">{t('urgentHint')}</p>
        </>
      )}
    </fieldset>
  );
}
