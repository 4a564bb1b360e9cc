/** How an agent may begin: from facts alone, the most pressing first. Pure. */
import type { CardPromise, Glances, Hint } from '../../../protocol/cards.ts';
import type { Rating } from '../../../protocol/ratings.ts';
import { excerpt } from '../timeline/text.ts';

const DAY_MS = 24 * 3_600_000;
/** Of what was bought one asks when it was used, and while they remember it. */
const ASK_AFTER_DAYS = 7;
const ASK_WITHIN_DAYS = 270;
/** So long a low rating is worth a word. */
const LOW_RATING_DAYS = 60;
/** Of five: this or less was said by somebody who was not pleased. */
const LOW_SCORE = 2;
/** A week has room to say it in time. */
const BIRTHDAY_DAYS = 7;
/** More than that nobody reads before they answer. */
const MAX_HINTS = 3;

/** What hints follow from. */
export interface HintFacts {
  glances: Glances;
  promises: readonly CardPromise[];
  /** Newest first. */
  ratings: readonly Pick<Rating, 'score' | 'word' | 'createdAt'>[];
  /** `--MM-DD` or `YYYY-MM-DD`; null: nobody knows. */
  birthday: string | null;
  /** When a talk began in which they were answered, the last before the one that goes on; null: none. */
  spokenAt: number | null;
}

/**
 * @param now ms since epoch
 * @param today the person's own day, `YYYY-MM-DD`
 */
export function hintsOf(facts: HintFacts, now: number, today: string): Hint[] {
  const hints = [complaint(facts), call(facts, now), rating(facts, now), birthday(facts, today), purchase(facts, now)];
  return hints.filter(hint => hint !== null).slice(0, MAX_HINTS);
}

function complaint({ glances: { complaints } }: HintFacts): Hint | null {
  const oldest = complaints?.complaints[0];
  return oldest
    ? { hint: 'begin_with_complaint', what: excerpt(oldest.about.name || oldest.asked), at: oldest.createdAt }
    : null;
}

function call({ promises }: HintFacts, now: number): Hint | null {
  const next = promises.find(({ kind, at }) => kind === 'callback' && at !== null && at < now + DAY_MS);
  return next ? { hint: 'promised_call', what: next.about, at: next.at! } : null;
}

function rating({ ratings }: HintFacts, now: number): Hint | null {
  const [last] = ratings;
  if (!last || last.score > LOW_SCORE || last.createdAt < now - LOW_RATING_DAYS * DAY_MS) return null;
  return { hint: 'low_rating', what: last.word, at: last.createdAt, score: last.score };
}

function birthday({ birthday }: HintFacts, today: string): Hint | null {
  if (!birthday) return null;
  const [month, day] = birthday.split('-').slice(-2).map(Number) as [number, number];
  const [year, ...rest] = today.split('-').map(Number) as [number, number, number];
  const from = Date.UTC(year, rest[0] - 1, rest[1]);
  // Who was born on 29 February has it on 1 March in other years, as `Date` counts.
  const next = [year, year + 1].map(each => Date.UTC(each, month - 1, day)).find(each => each >= from)!;
  const inDays = Math.round((next - from) / DAY_MS);
  return inDays <= BIRTHDAY_DAYS ? { hint: 'birthday', inDays } : null;
}

function purchase({ glances: { purchases }, spokenAt }: HintFacts, now: number): Hint | null {
  const last = purchases?.last;
  if (!last || last.at > now - ASK_AFTER_DAYS * DAY_MS || last.at < now - ASK_WITHIN_DAYS * DAY_MS) return null;
  // Who has talked with them since has asked, or will not now.
  if (spokenAt !== null && spokenAt > last.at + DAY_MS) return null;
  return { hint: 'ask_how_it_was', what: last.lines[0]?.name ?? '', at: last.at };
}
