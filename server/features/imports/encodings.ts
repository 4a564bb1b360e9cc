/** In which encoding a text file is, found out by looks: nothing in most of them says it. Pure. */
import type { IMPORT_ENCODINGS } from '../../../protocol/imports.ts';

export type Encoding = (typeof IMPORT_ENCODINGS)[number];

/** Bytes that are looked at: a few hundred names. */
const LOOKED_AT = 64 * 1024;

/** Letters that make up most of a text, by language; a wrong reading has few of them. Lower case. */
const COMMON = {
  'windows-1251': new Set('оеаинтсрвлкмдпу'),
  'windows-1256': new Set('اليمونترعدسبةهأ'),
  'windows-1252': new Set('éèàùâêîôûçëïüöäßñóáíúãõ'),
};

const SCRIPT = {
  'windows-1251': /\p{Script=Cyrillic}/u,
  'windows-1256': /\p{Script=Arabic}/u,
  'windows-1252': /\p{Script=Latin}/u,
};

type EightBit = keyof typeof SCRIPT;

/** The encoding of a file by its first bytes. What is plain ASCII is UTF-8. */
export function encodingOf(bytes: Uint8Array): Encoding {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const some = bytes.subarray(0, LOOKED_AT);
  return wideOf(some) ?? (isUtf8(some) ? 'utf-8' : eightBitOf(some));
}

/** Of two bytes a letter the digits, separators and line ends have a zero, always on the same side. */
function wideOf(bytes: Uint8Array): Encoding | null {
  const zeros = [0, 0];
  for (const [at, byte] of bytes.entries()) if (byte === 0) zeros[at % 2]! += 1;
  const [even, odd] = zeros as [number, number];
  if (even + odd < bytes.length / 50) return null;
  return odd >= even ? 'utf-16le' : 'utf-16be';
}

/** The last letter may be cut off. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function eightBitOf(bytes: Uint8Array): EightBit {
  const scores = (Object.keys(SCRIPT) as EightBit[]).map(encoding => ({
    encoding,
    score: scoreOf(new TextDecoder(encoding).decode(bytes), encoding),
  }));
  return scores.reduce((best, each) => (each.score > best.score ? each : best)).encoding;
}

/**
 * How much a text looks like one: common letters speak for it; letters of two scripts in one word, capitals in the middle
 * of one, and signs inside of words against it.
 */
function scoreOf(text: string, encoding: EightBit): number {
  let score = 0;
  for (const [word] of text.matchAll(/[^\s\d!-/:-@[-`{-~]+/g)) {
    let before = '';
    for (const letter of word) {
      const isHigh = letter > '\u007f';
      const isOurs = SCRIPT[encoding].test(letter);
      if (isHigh) score += isOurs ? (COMMON[encoding].has(letter.toLowerCase()) ? 2 : 0.5) : -2;
      if (before !== '' && (isHigh || before > '\u007f')) score += jarring(before, letter, encoding) ? -3 : 0;
      before = letter;
    }
  }
  return score;
}

/** Two letters that hardly stand side by side. */
function jarring(before: string, letter: string, encoding: EightBit): boolean {
  const script = SCRIPT[encoding];
  if (script.test(before) !== script.test(letter)) return /\p{L}/u.test(before) && /\p{L}/u.test(letter);
  return isLower(before) && isUpper(letter);
}

function isLower(letter: string): boolean {
  return letter !== letter.toUpperCase();
}

function isUpper(letter: string): boolean {
  return letter !== letter.toLowerCase();
}
