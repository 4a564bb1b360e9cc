/** How the call was, on its page: asked there while it is asked anywhere (SPEC RA1). */
import { z } from 'zod';
import { RATING_CHARS, SCORES, stars } from '../../../protocol/rating-scale.ts';
import { ratingSend } from '../../../protocol/ratings.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import type { Context } from '../../context.ts';
import { type Html, html } from '../../http/html.ts';
import { derivedName } from '../../secrets.ts';
import { sentOf } from '../conversations/rules.ts';
import { rate } from '../ratings/commands.ts';
import { say } from './words/index.ts';

/** What one press sends of it. */
export const ratingPress = {
  ask: z.coerce.number().pipe(ratingSend.shape.askSeq).optional(),
  score: z.coerce.number().pipe(z.literal(SCORES)).optional(),
  word: ratingSend.shape.word,
};
type RatingPress = z.infer<z.ZodObject<typeof ratingPress>>;

type Call = { id: string; siteId: string; conversationId: string };

/** Number of what is asked about a call now; null: nothing is. */
export async function askedAbout({ store, now }: Pick<Context, 'store' | 'now'>, call: Call): Promise<number | null> {
  const asked = (await store.conversations.find(call.conversationId))?.asked;
  return asked?.isOpen && asked.ofCallbackId === call.id && asked.until > now() ? asked.askSeq : null;
}

/**
 * Keeps what was pressed. The same press again changes nothing (SPEC ST4).
 * @param said with the id of the page
 * @throws AppError RATING_OVER, as for what is asked about something else
 */
export async function rateCall(
  context: Context,
  { id, siteId, conversationId }: Call,
  said: RatingPress & { _id: string; score: (typeof SCORES)[number] },
): Promise<void> {
  const { ask: askSeq = 0, score, word, _id } = said;
  const purpose = JSON.stringify(['rating', id, _id, askSeq, score, word]);
  const clientId = derivedName(context.config.secretKey, purpose);
  const sent = sentOf({ clientId });
  const of = { siteId, conversationId, sent, answer: () => undefined };
  await rate(context, of, { askSeq, score, word }, id);
}

/** @param hidden fields that each press of the page sends */
export function ratingForm(locale: Locale, askSeq: number, hidden: Html): Html {
  return html`<form method="post" action="?">${hidden}<input type="hidden" name="ask" value="${String(askSeq)}">
<fieldset><legend>${say(locale, 'rateCall')}</legend>
${SCORES.toReversed().map(
  score => html`<div class="check"><input type="radio" id="score-${String(score)}" name="score" value="${String(score)}" required>
<label for="score-${String(score)}"><span aria-hidden="true">${stars(score)}</span> ${say(locale, `score${score}`)}</label></div>
`,
)}</fieldset>
<div class="field"><label for="word">${say(locale, 'rateWord')} <span class="optional">(${say(locale, 'optional')})</span></label>
<textarea id="word" name="word" rows="3" dir="auto" maxlength="${String(RATING_CHARS)}"></textarea></div>
<button>${say(locale, 'rateSend')}</button></form>`;
}
