/** What can be seen in a text without knowing its words. Pure. */
import type { Locale } from '../../../protocol/wire/fields.ts';

const LINK =
  /(?:https?:\/\/|www\.)[^\s<>"'\])]+|\b[\p{L}\d-]{2,63}\.(?:com|net|org|info|biz|ru|cn|top|xyz|site|online|shop|store|club|icu|vip|live|link|click|pro|io|co|me|cc|tk|ly|gl|bet|casino|loan|work|space|website|su|in|рф)\b(?:\/[^\s<>"'\])]*)?/giu;
const MAIL = /[^\s@<>()]{1,64}@[^\s@<>()]{1,255}/gu;

/** Characters of a text that are looked at, from its beginning and from its end: a longest letter must not cost a second. */
const BEGINNING = 3_000;
const END = 1_000;

/** What of a text is looked at. */
export function glance(text: string): string {
  return text.length <= BEGINNING + END ? text : `${text.slice(0, BEGINNING)}\n${text.slice(-END)}`;
}

/** Addresses of pages, also those without `https://`. Mail addresses are none. */
export function linksOf(text: string): string[] {
  return text.replace(MAIL, ' ').match(LINK) ?? [];
}

export function withoutLinks(text: string): string {
  return text.replace(MAIL, ' ').replace(LINK, ' ');
}

/** Links as forums write them, and tags: nobody types those into a form. */
export function hasMarkup(text: string): boolean {
  return /\[(?:url|link|img|b)\b[^\]]{0,500}\]|<\/?(?:a|b|p|br|div|span|font|h[1-6]|img|table|iframe|strong)\b[^>]{0,500}>/i.test(
    text,
  );
}

export function withoutMarkup(text: string): string {
  return text.replace(/\[[^\]\s]{1,20}[^\]]{0,500}\]|<[^>]{1,500}>/g, tag => ` ${linksOf(tag).join(' ')} `);
}

/** What programs send that look for holes. */
const PROBES = [
  /<\s*(?:script|svg|iframe|img|body)\b[^>]{0,200}(?:on\w+\s*=|>|src\s*=)/i,
  /\bon(?:error|load|mouseover|focus)\s*=\s*['"]?\w+\(/i,
  /(?:'|"|\b\d)\s*(?:\)\s*)?(?:or|and)\s+['"]?\w+['"]?\s*(?:=|like\b|between\b)/i,
  /\bunion\s+(?:all\s+)?select\b|\bselect\b.{1,80}\bfrom\b.{1,40}\bwhere\b|;\s*(?:drop|insert|delete|update|waitfor|exec)\b|\b(?:sleep|benchmark|pg_sleep)\s*\(/i,
  /\$\{jndi:|\$\{\{?\s*[\d.]+\s*[*+]|\{\{\s*[\d.]+\s*[*+]\s*[\d.]+\s*\}\}|<%=?\s*[\d.]+\s*[*+]|#\{\s*[\d.]+\s*[*+]/i,
  /(?:\.\.[/\\]){2,}|\/etc\/passwd|\bboot\.ini\b|\bwin\.ini\b|\bphp:\/\/|\bfile:\/\/\//i,
  /[;|&`]\s*(?:cat|ls|id|whoami|ping|nslookup|curl|wget|sleep)\b(?:\s+[-/\w]|$)|\$\((?:id|whoami|sleep|curl)\b/i,
  /\r?\n(?:bcc|cc|to|content-type|mime-version)\s*:/i,
  /\b(?:sample@email\.tst|testing@example\.com|acunetix|netsparker|burpcollaborator|oastify\.com|interact\.sh|zaproxy)\b/i,
  /%(?:00|0d%0a|27|3cscript)/i,
];

export function hasProbe(text: string): boolean {
  return PROBES.some(each => each.test(text));
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
