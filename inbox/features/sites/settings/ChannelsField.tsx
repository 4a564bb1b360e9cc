import type { Channel } from '../../../../protocol/channels.ts';
import { Problem } from '../../../shell/fields.tsx';
import type { TextKey } from '../../../shell/locale.ts';
import type { Messages } from './words/en.ts';
import { t } from './words/index.ts';

const NAMES: readonly (readonly [Channel, TextKey<Messages>])[] = [
  ['chat', 'channelChat'],
  ['callback', 'channelCallback'],
  ['form', 'channelContact'],
];

/** Which ways in the widget offers; one at least. */
export function ChannelsField(props: { channels: readonly Channel[]; onChannels: (channels: Channel[]) => void }) {
  const { channels, onChannels } = props;
  function set(channel: Channel, isOn: boolean) {
    const isWanted = (each: Channel) => (each === channel ? isOn : channels.includes(each));
    onChannels(NAMES.map(each => each[0]).filter(isWanted));
  }
  return (
    <fieldset>
      <legend>{t('channels')}</legend>
      {NAMES.map(([channel, name]) => (
        <label key={channel} class="check">
          <input
            type="checkbox"
            checked={channels.includes(channel)}
            onChange={event => set(channel, event.currentTarget.checked)}
          />
          {t(name)}
        </label>
      ))}
      {channels.length === 0 && <Problem text={t('channelsNone')} />}
    </fieldset>
  );
}
