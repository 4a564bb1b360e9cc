import type { RatingItem } from '../../../../protocol/ratings.ts';
import { contained } from '../../../shell/bidi.ts';
import { number } from '../../../shell/locale.ts';
import { Line } from '../../timeline/Line.tsx';
import { t } from './words/index.ts';

/** Of five: this or less was said by somebody who was not pleased. */
const LOW_SCORE = 2;

const TITLES = { chat: 'ratedChat', call: 'ratedCall', visit: 'ratedVisit' } as const;

/** What they said of a talk, a call or a visit. */
export function Item({ item }: { item: RatingItem }) {
  const { conversationId, seq, of, score, word, agentName } = item;
  return (
    <Line
      title={t(TITLES[of], { score: number(score) })}
      {...(conversationId !== null && seq !== null && { to: { kind: 'view', view: 'all', conversationId, seq } })}
      pill={score <= LOW_SCORE ? { tone: 'late', text: t('low') } : null}
      details={[agentName && t('with', { name: agentName })]}
      words={contained(word)}
    />
  );
}
