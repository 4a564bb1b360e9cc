import type { OfferedChannel } from '../../../../protocol/channels.ts';
import { useInbox } from '../../../inbox.ts';
import { Checks } from '../../../shell/Checks.tsx';
import { usePart } from '../../../shell/use-part.ts';
import { t } from './words/index.ts';

/** Which ways in the widget offers; one at least. */
export function ChannelsField(props: {
  channels: readonly OfferedChannel[];
  onChannels: (channels: OfferedChannel[]) => void;
}) {
  const { channels, onChannels } = props;
  const { me } = useInbox();
  const isBooking = usePart(() => me.value.switches.booking, [me]);
  const options: [OfferedChannel, string][] = [
    ['chat', t('channelChat')],
    ['callback', t('channelCallback')],
    ['form', t('channelContact')],
  ];
  if (isBooking || channels.includes('booking')) options.push(['booking', t('channelBooking')]);
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
