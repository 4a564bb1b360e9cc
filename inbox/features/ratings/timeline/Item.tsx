import type { RatingItem } from '../../../../protocol/ratings.ts';
import { contained } from '../../../shell/bidi.ts';
import { number } from '../../../shell/locale.ts';
import { Line } from '../../timeline/Line.tsx';
import { t } from './words/index.ts';

/** Of five: this or less was said by somebody who was not pleased. */
const LOW_SCORE = 2;

/** What they said of a talk or a call. */
export function Item({ item }: { item: RatingItem }) {
  const { conversationId, seq, of, score, word, agentName } = item;
  return (
    <Line
      title={t(of === 'call' ? 'ratedCall' : 'ratedChat', { score: number(score) })}
      to={{ kind: 'view', view: 'all', conversationId, seq }}
      pill={score <= LOW_SCORE ? { tone: 'late', text: t('low') } : null}
      details={[agentName && t('with', { name: agentName })]}
      words={contained(word)}
    />
  );
}
