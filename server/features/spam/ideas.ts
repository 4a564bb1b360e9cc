/** Finding ideas in a text, each by many phrases in many languages. Pure. */

/** One idea: several of its phrases in one text are one find, and a little more. */
export interface Idea {
  weight: number;
  /** What is looked for, each the inside of a regular expression: every repetition in it is bounded. */
  words: readonly string[];
}

/** What each further phrase of the same idea adds, at most, and how many of them do: who offers one thing names it often. */
const FURTHER_WEIGHT = 20;
const FURTHER_SHARE = 0.75;
const FURTHER_MOST = 3;

/** A text as ideas are looked for in it: small letters, in their plain shape. */
export function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/**
 * How much all of some ideas weigh that a text has.
 * @returns a function of a text that is `plain`
 */
export function weighed(ideas: readonly Idea[]): (text: string) => number {
  const known = ideas.map(({ weight, words }) => ({ weight, words: new RegExp(words.join('|'), 'gu') }));
  return text =>
    known.reduce((sum, { weight, words }) => {
      const finds = new Set(text.match(words)).size;
      if (finds === 0) return sum;
      const further = Math.min(FURTHER_WEIGHT, weight * FURTHER_SHARE);
      return sum + weight + further * Math.min(finds - 1, FURTHER_MOST);
    }, 0);
}
