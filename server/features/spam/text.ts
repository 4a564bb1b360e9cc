/** What can be seen in a text without knowing its words. Pure. */
import type { Locale } from '../../../protocol/wire/fields.ts';

/** Characters of a text that are looked at, from its beginning and from its end: a longest letter must not cost a second. */
const BEGINNING = 3_000;
const END = 1_000;

/** What of a text is looked at. */
export function glance(text: string): string {
  return text.length <= BEGINNING + END ? text : `${text.slice(0, BEGINNING)}\n${text.slice(-END)}`;
}

/** A name as programs make them up, of a first name and a part without sense: `SimonTow`. `McDonald` is none. */
export function isOddName(name: string): boolean {
  return /^(?!Mac|De|Di|Le|La|Lu|Van|Von|Ann|Jo|Mary|Sue|Fitz|Saint)[A-Z][a-z]{2,9}[A-Z][a-z]{1,6}$/.test(name.trim());
}

/** Words whose letters come from two alphabets that look alike, as filters are fooled with: `Сasino`. */
export function mixedWords(text: string): number {
  return (text.match(/\p{L}{3,}/gu) ?? []).filter(
    word => /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word) && !isHalves(word),
  ).length;
}

/** A Latin word with an ending of another alphabet (`iPhoneы`, `emailээр`) is how people write. */
function isHalves(word: string): boolean {
  return /^\p{Script=Latin}+[\p{Script=Cyrillic}\p{Script=Greek}]+$/u.test(word);
}

/** Which alphabets belong to a language. */
const SCRIPTS: Record<Locale, RegExp> = {
  en: /\p{Script=Latin}/u,
  ru: /\p{Script=Cyrillic}/u,
  mn: /[\p{Script=Cyrillic}\p{Script=Mongolian}]/u,
  ar: /\p{Script=Arabic}/u,
  am: /\p{Script=Ethiopic}/u,
  hi: /\p{Script=Devanagari}/u,
};
/** Letters that are looked at, and the share of foreign ones from which on a text is foreign. */
const LOOKED_AT = 2_000;
const FOREIGN_SHARE = 0.3;

/**
 * Whether much of a text is written in an alphabet that neither the site nor the browser speaks: in a `known` one, of
 * another of our languages, or in an `unknown` one. Latin letters are at home everywhere. Null: it is not.
 */
export function foreignScript(text: string, locales: readonly Locale[]): 'known' | 'unknown' | null {
  const letters = text.slice(0, LOOKED_AT).match(/\p{L}/gu) ?? [];
  const home = locales.map(each => SCRIPTS[each]);
  const foreign = letters.filter(each => !SCRIPTS.en.test(each) && !home.some(script => script.test(each)));
  if (foreign.length < 8 || foreign.length <= letters.length * FOREIGN_SHARE) return null;
  const known = foreign.filter(each => Object.values(SCRIPTS).some(script => script.test(each)));
  return known.length * 2 > foreign.length ? 'known' : 'unknown';
}

/**
 * Words that no tongue says, as programs fill in fields: long, with capitals in the middle and hardly a vowel. Names of
 * things (`iPhone`, `WordPress`) and numbers of orders are none.
 */
export function gibberishWords(text: string): number {
  return (text.match(/(?<![\w@./#-])[A-Za-z]{8,}(?![\w@./#-])/g) ?? []).filter(isGibberish).length;
}

function isGibberish(word: string): boolean {
  const vowels = (word.match(/[aeiouy]/gi) ?? []).length;
  const turns = (word.match(/[a-z][A-Z]/g) ?? []).length;
  const longestRun = Math.max(0, ...(word.match(/[^aeiouy]+/gi) ?? []).map(each => each.length));
  if (turns >= 3) return true;
  if (word === word.toUpperCase() && vowels > 0) return false;
  return longestRun >= 6 || vowels < word.length * 0.16;
}
