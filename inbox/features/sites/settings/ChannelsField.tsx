import type { OfferedChannel } from '../../../../protocol/channels.ts';
import { Checks } from '../../../shell/Checks.tsx';
import { t } from './words/index.ts';

/** Which ways in the widget offers; one at least. */
export function ChannelsField(props: {
  channels: readonly OfferedChannel[];
  onChannels: (channels: OfferedChannel[]) => void;
}) {
  const { channels, onChannels } = props;
  const options = [
    ['chat', t('channelChat')],
    ['callback', t('channelCallback')],
    ['form', t('channelContact')],
  ] as const;
  return (
    <Checks
      legend={t('channels')}
      options={options}
      chosen={channels}
      onChosen={onChannels}
      problem={channels.length === 0 ? t('channelsNone') : ''}
    />
  );
}
