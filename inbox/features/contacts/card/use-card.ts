import type { CardAnswer } from '../../../../protocol/cards.ts';
import type { Http } from '../../../shell/http.ts';
import { type Answer, useAnswer } from '../../../shell/use-answer.ts';

/**
 * A person's card.
 * @param contactId any contact of the card
 * @param news another thing when something of the person was told: then it is read anew
 */
export function useCard(http: Http, contactId: string, news: unknown): Answer<CardAnswer> {
  const path = `contacts/${encodeURIComponent(contactId)}/card`;
  return useAnswer(() => http.get<CardAnswer>(path), [path, news]);
}
