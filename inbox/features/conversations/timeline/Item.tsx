import type { TalkItem } from '../../../../protocol/conversations.ts';
import { useInbox } from '../../../inbox.ts';
import { contained } from '../../../shell/bidi.ts';
import { currentLocale } from '../../../shell/locale.ts';
import { duration } from '../../../shell/times.ts';
import { Line } from '../../timeline/Line.tsx';
import { t } from './words/index.ts';

/** A stretch of talk: by which way, where, with whom, and how soon they were answered. */
export function Item({ item }: { item: TalkItem }) {
  const { sites } = useInbox();
  const { conversationId, seq, siteId, channel, by, text, agentNames, answeredMs } = item;
  const names = new Intl.ListFormat(currentLocale(), { type: 'unit' }).format(agentNames.map(contained));
  const site = sites.all.value.length > 1 ? sites.namesOf([siteId]) : '';
  const details = [
    by === 'agent' && t('weWrote'),
    names && t('with', { names }),
    site && t('on', { site }),
    by === 'visitor' &&
      (answeredMs === null ? !names && t('notAnswered') : t('answeredIn', { time: duration(answeredMs) })),
  ].filter(detail => detail !== false);
  return (
    <Line
      title={t(channel)}
      to={{ kind: 'view', view: 'all', conversationId, seq }}
      details={details}
      words={contained(text)}
    />
  );
}
