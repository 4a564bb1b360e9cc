/** What was asked and answered, in words. */
import type { EntryEvent } from '../../../protocol/entries.ts';
import { stars } from '../../../protocol/rating-scale.ts';
import { number } from '../../shell/locale.ts';
import { t } from './words/index.ts';

export type RatingEvent = Extract<EntryEvent, { event: 'rating_asked' | 'rated' | 'rating_declined' }>;

/** One line, for the log. */
export function ratingEventText(what: RatingEvent): string {
  if (what.event === 'rating_declined') return t('declined');
  if (what.event === 'rating_asked') return t(what.of === 'call' ? 'askedCall' : 'askedChat', { name: what.agentName });
  const names = what.to.map(each => each.name).join(', ');
  const text = `${stars(what.score)} ${t('rated', { score: number(what.score), name: what.agentName })}`;
  return names ? `${text} · ${t('told', { names })}` : text;
}
