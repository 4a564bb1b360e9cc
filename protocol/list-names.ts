/** Which lists there are, why people are on them and what comes of calls; imports nothing, so that pages have it too. */

/** `left`: for bad service. `hot`: about to buy. */
export const LIST_NAMES = ['left', 'hot'] as const;
export type ListName = (typeof LIST_NAMES)[number];

/** Why somebody is on a list; what the words of the reader's language are made of. */
export const LIST_SIGNS = [
  'lost',
  'rated',
  'complained',
  'asked_price',
  'price_page',
  'form_stopped',
  'came_back',
] as const;

/** What came of a call. `given_up`: nobody answered so often that nobody tries again; said by the rule alone. */
export const LIST_OUTCOMES = ['comes_back', 'thinks', 'no_answer', 'never', 'given_up'] as const;
export type ListOutcome = (typeof LIST_OUTCOMES)[number];
export const SAID_OUTCOMES = ['comes_back', 'thinks', 'no_answer', 'never'] as const satisfies ListOutcome[];
export type SaidOutcome = (typeof SAID_OUTCOMES)[number];

/** UTF-16 units of a word that tells a page about prices, and how many of them. */
export const PRICE_WORD_CHARS = 60;
export const MAX_PRICE_WORDS = 60;
