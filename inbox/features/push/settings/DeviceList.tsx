import type { Device } from '../../../../protocol/push.ts';
import { useApp } from '../../../shell/app.ts';
import { browserOf } from '../../../shell/browsers.ts';
import { Pill } from '../../../shell/Pill.tsx';
import { moment } from '../../../shell/times.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { t } from './words/index.ts';

/** An agent's browsers that tell them, each with its way out: one that was lost tells somebody else. */
export function DeviceList(props: { devices: readonly Device[]; onRemove: (device: Device) => Promise<void> }) {
  const { devices, onRemove } = props;
  const { clock } = useApp();
  const now = clock.value;
  if (devices.length === 0) return null;

  function stateOf({ failingSince, lastUsedAt }: Device): string {
    if (failingSince !== null) return t('deviceFailing', { time: moment(failingSince, now) });
    return lastUsedAt === null ? t('deviceNew') : t('deviceUsed', { time: moment(lastUsedAt, now) });
  }
  return (
    <section>
      <h3>{t('devices')}</h3>
      <ul class="settings-list">
        {devices.map(device => (
          <li key={device.id}>
            <span class="settings-name">
              <b>{browserOf(device.userAgent)}</b>
              <small>
                {stateOf(device)} · {t('deviceSince', { time: moment(device.createdAt, now) })}
              </small>
            </span>
            {device.isCurrent && <Pill>{t('thisDevice')}</Pill>}
            <button
              type="button"
              class="btn"
              aria-label={t('removeDevice', { device: browserOf(device.userAgent) })}
              onClick={() => void onRemove(device)}
            >
              {shellText('remove')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
