/** How it was, asked once a talk or a call is over: a chunk of its own, for sites that ask. */
import { RATING_CHARS, SCORES, type Score } from '../../../protocol/rating-scale.ts';
import type { RatingAsk } from '../../../protocol/ratings.ts';
import { newClientId } from '../../../protocol/wire/client-id.ts';
import { laterWords, words } from '../../panel/language.ts';
import { deliver, link } from '../../panel/link.ts';
import { addStyle } from '../../panel/style.ts';
import { createValue, watching } from '../../panel/value.ts';
import style from './rating.css?inline';

addStyle(style);

const NOTHING = {
  /** What is being answered, and how far: kept while the visitor looks at another tab. */
  askSeq: 0,
  score: undefined as Score | undefined,
  word: '',
  /** What became of it on this page. */
  said: undefined as 'rated' | 'declined' | undefined,
};
const answer = createValue(NOTHING);

/** Heard when it comes, since the visitor's own press took the focus away; gone for good with the panel. */
function hear(line: HTMLElement | null) {
  if (!line) forget();
  else if (answer.now.said) line.focus();
}

const forget = () => answer.change(NOTHING);

function send(askSeq: number, score: Score | null, word: string) {
  answer.change({ askSeq, score: undefined, word: '', said: score ? 'rated' : 'declined' });
  deliver({ type: 'rating.send', clientId: newClientId(), askSeq, score, word });
}

/** The question, until it is answered; then what became of the answer. */
export const Rating = watching([answer, link], ({ asked }: { asked: RatingAsk | undefined }) => {
  const t = laterWords();
  const { askSeq, said } = answer.now;
  const isWaiting = link.now.waiting.some(({ type }) => type === 'rating.send');
  const isAnswered = asked?.askSeq === askSeq && !!said;
  if (t && asked && !isAnswered && !isWaiting) return asked.until > Date.now() && <Question {...asked} />;
  if (!t || said === 'declined' || !(said || isWaiting)) return null;
  // Until the server has said that nothing is asked any more, it may not have come there.
  const isOnItsWay = isWaiting || isAnswered;
  return (
    <p class="rating acts" role="status" tabIndex={-1} ref={hear}>
      {isOnItsWay ? (link.now.isDown ? words().later : words().sending) : t.rated}
      {!isOnItsWay && (
        <button type="button" class="quiet" onClick={forget}>
          {words().close}
        </button>
      )}
    </p>
  );
});

/** The log gives way to the question: a reader who was at its end, or near it, stays there. */
function keepEnd(form: HTMLElement | null) {
  const log = form?.parentElement?.querySelector('.log');
  if (log && log.scrollHeight - log.scrollTop - log.clientHeight < 2 * form!.offsetHeight)
    log.scrollTop = log.scrollHeight;
}

function Question({ askSeq, of }: { askSeq: number; of: 'chat' | 'call' }) {
  const t = laterWords()!;
  const { score = 0, word } = answer.now.askSeq === askSeq ? answer.now : NOTHING;
  const change = (change: Partial<typeof NOTHING>) => answer.change({ askSeq, said: undefined, ...change });
  return (
    <form
      class="rating"
      ref={keepEnd}
      onSubmit={event => {
        event.preventDefault();
        if (score) send(askSeq, score, word.trim());
      }}
    >
      <fieldset>
        <legend>{of === 'call' ? t.rateCall : t.rateChat}</legend>
        <div class="stars">
          {SCORES.map(each => (
            <label key={each} class="star">
              <input
                type="radio"
                name="score"
                aria-label={`${each}, ${t[`score${each}`]}`}
                checked={each === score}
                onChange={() => change({ score: each })}
              />
              <span aria-hidden="true">{each <= score ? '★' : '☆'}</span>
            </label>
          ))}
        </div>
        <p class="chosen" aria-hidden="true">
          {score ? t[`score${score}`] : `${t.score1} – ${t.score5}`}
        </p>
      </fieldset>
      {!!score && (
        <textarea
          rows={2}
          dir="auto"
          maxLength={RATING_CHARS}
          aria-label={t.rateWord}
          placeholder={t.rateWord}
          value={word}
          onInput={event => change({ word: event.currentTarget.value })}
        />
      )}
      {!!score && (
        <button type="submit" class="give">
          {words().send}
        </button>
      )}
      <button type="button" class="quiet not-now" onClick={() => send(askSeq, null, '')}>
        {t.rateNo}
      </button>
    </form>
  );
}
