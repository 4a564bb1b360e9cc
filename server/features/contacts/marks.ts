/** What copying brings along and nobody sees. Pure. */

/**
 * Soft hyphen, Arabic letter mark, Mongolian vowel separator, zero-width spaces and joiners, directional marks,
 * embeddings, overrides and isolates, word joiner and its kin, variation selectors, byte order mark. Contacts on phones
 * and right-to-left pages wrap numbers in them, word processors put them into addresses.
 */
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\p{Variation_Selector}/gu;
/** Spaces that do not break: no-break, figure and narrow. */
const FIXED_SPACES = /[\u00a0\u2007\u202f]/g;

/** The text without marks that can not be seen; spaces that do not break become plain ones. */
export function withoutMarks(text: string): string {
  return text.replace(INVISIBLE, '').replace(FIXED_SPACES, ' ').trim();
}

/** Decimal digits of every script stand in runs of ten, so a digit's value is its distance from the run's first. */
export function asciiDigits(text: string): string {
  return text.normalize('NFKC').replace(/[^\P{Nd}0-9]/gu, digit => {
    let value = 0;
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(digit.codePointAt(0)! - value - 1))) value += 1;
    return String(value);
  });
}
