/**
 * Words of people among words of ours. Characters that set the direction of what follows (Unicode TR9) reach beyond the
 * words they stand in: they would turn ours round. They are shown, as one sign, and not obeyed.
 */

import { TURNING } from '../../protocol/turning.ts';

/** What stands for one that is shown. */
const SHOWN = '\ufffd';
/** Embeddings and overrides, which nothing of ours has. */
const REACHING = /[\u202a-\u202e]/g;
const ISOLATING = /[\u2066-\u2069]/g;
/** Beside what Unicode ignores: spaces of all kinds, and a Braille pattern without dots. */
const INVISIBLE = /^[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Z}\u2800]*$/u;

/** Says whether nobody would see anything of it. */
export const isInvisible = (words: string): boolean => INVISIBLE.test(words);

/** Somebody's name as it may be shown: what would turn words round is a sign; what nobody would see is no name. */
export function shownName(name: string): string {
  return isInvisible(name) ? '' : name.replace(TURNING, SHOWN);
}

/** Words that change the direction of nothing but themselves. Whole isolates in them, as we put around words, may stay. */
export function contained(words: string): string {
  const turned = words.replace(REACHING, SHOWN);
  return isWhole(turned) ? turned : turned.replace(ISOLATING, SHOWN);
}

/** The same, kept apart from what it is put among: plain text has no `<bdi>`. */
export const isolated = (words: string): string => `\u2068${contained(words)}\u2069`;

/** Whether each isolate that begins ends, and none ends that did not begin. */
function isWhole(words: string): boolean {
  let depth = 0;
  for (const [sign] of words.matchAll(ISOLATING)) {
    depth += sign === '\u2069' ? -1 : 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
