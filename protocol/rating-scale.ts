/** The scale of ratings, for pages as well: no zod. */

/** From worst to best. */
export const SCORES = [1, 2, 3, 4, 5] as const;
export type Score = (typeof SCORES)[number];

/** UTF-16 units that may be said with a rating: a word, not a letter. */
export const RATING_CHARS = 1_000;

/** A score for the eye, the same in each language: `★★☆☆☆`. */
export function stars(score: number): string {
  return '★'.repeat(score) + '☆'.repeat(SCORES.length - score);
}
