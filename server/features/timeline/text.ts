/** UTF-16 units of what is shown of somebody's words in a timeline or a glance: a line or two. */
const EXCERPT_CHARS = 200;

/** The beginning of words that may be a letter. */
export function excerpt(words: string): string {
  if (words.length <= EXCERPT_CHARS) return words;
  return `${words
    .slice(0, EXCERPT_CHARS - 1)
    .toWellFormed()
    .trimEnd()}…`;
}
