/** Where a text may be cut, the best first: before a paragraph, a line, a sentence, a word. */
const SEAMS = [/\n\s*\n/g, /\n/g, /(?<=[.!?…。।؟።])\s+/g, /\s+/g];

/** A seam of a better kind is taken only where it leaves a part at least so full: else people would get crumbs. */
const LEAST_FULL = 0.5;

/**
 * Cuts a text into parts that one message takes each, with nothing lost but blanks at the seams.
 * @param limit UTF-16 units of a part
 */
export function inParts(text: string, limit: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const end = seamOf(rest, limit) || graphemesWithin(rest, limit);
    parts.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  if (rest) parts.push(rest);
  return parts;
}

/** Where the best seam of what fits begins; 0: there is none, as in a text without blanks. */
function seamOf(text: string, limit: number): number {
  // One unit more, as the blank at a seam is sent by nobody.
  const fitting = text.slice(0, limit + 1);
  const lasts = SEAMS.map(seam => [...fitting.matchAll(seam)].at(-1)?.index ?? 0);
  return lasts.find(at => at >= limit * LEAST_FULL) ?? lasts.at(-1)!;
}

/** As many whole characters as fit, as people count them: no emoji or syllable is torn. */
function graphemesWithin(text: string, limit: number): number {
  let end = 0;
  for (const { index, segment } of new Intl.Segmenter().segment(text.slice(0, limit * 2))) {
    if (index + segment.length > limit) break;
    end = index + segment.length;
  }
  // A letter under thousands of marks: then at least no pair of units is torn.
  return end || limit - Number(/[\ud800-\udbff]/.test(text[limit - 1]!));
}
