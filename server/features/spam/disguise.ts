/**
 * How words are hidden from filters while people still read them: letters that look alike, signs that nobody sees, digits
 * for letters, letters set apart. Pure.
 */

/** Small letters of other alphabets, and in the same place the Latin one that is hardly told from it. */
const ALIKE = ['аеорсухіјѕԁһԛԝѵкмтнвοαεικνρτυχ', 'aeopcyxijsdhqwvkmthboaeikvptux'] as const;
const TO_LATIN = new Map([...ALIKE[0]].map((letter, at) => [letter, ALIKE[1][at]!]));
/** Back to Cyrillic, whose letters come first. */
const TO_CYRILLIC = new Map(
  [...TO_LATIN].filter(([letter]) => /\p{Script=Cyrillic}/u.test(letter)).map(([a, b]) => [b, a]),
);

/** What stands for a letter, as `V1agra` has it. */
const STAND_INS = new Map(
  Object.entries({ 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's', '!': 'i' }),
);

/** Signs without width; between letters of scripts that join theirs some of them are part of writing. */
const UNSEEN =
  /(?<=[\p{Script=Latin}\p{Script=Cyrillic}])[\u200b-\u200d\u2060\ufeff]+(?=[\p{Script=Latin}\p{Script=Cyrillic}])/gu;
/** Letters one by one: `S E O`. */
const SET_APART = /(?<!\p{L})\p{L}(?: \p{L}){2,30}(?!\p{L})/gu;
/**
 * What is meant by a text whose words are hidden; the same where none is.
 * @param text as `plain` gives it
 */
export function revealed(text: string): string {
  return text
    .replace(UNSEEN, '')
    .replace(SET_APART, letters => letters.replaceAll(' ', ''))
    .replace(/\p{L}+/gu, inOneAlphabet)
    .split(/([\s,;"<>«»()]+)/u)
    .map(spelled)
    .join('');
}

/** A word of two alphabets in the one that most of its letters are of. */
function inOneAlphabet(word: string): string {
  const latin = (word.match(/\p{Script=Latin}/gu) ?? []).length;
  if (latin === 0 || latin === word.length) return word;
  const letters = latin * 2 >= word.length ? TO_LATIN : TO_CYRILLIC;
  return [...word].map(each => letters.get(each) ?? each).join('');
}

/** A word with its letters instead of what stands for them: `viagra`. Addresses and numbers stay. */
function spelled(word: string): string {
  const isHidden =
    /[a-z][013457$@!]{1,2}[a-z]|^0[a-z]{3}/.test(word) &&
    !/[/:]/.test(word) &&
    !(word.includes('@') && word.includes('.'));
  return isHidden
    ? [...word].map((each, at) => (at === word.length - 1 ? each : (STAND_INS.get(each) ?? each))).join('')
    : word;
}

/** How many words have a sign in them that nobody sees. Copied from a page, one or another may. */
export function unseenSigns(text: string): number {
  return (text.match(UNSEEN) ?? []).length;
}

/** How many words are written with their letters set apart. */
export function wordsSetApart(text: string): number {
  return (text.match(SET_APART) ?? []).length;
}
