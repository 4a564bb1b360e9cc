/**
 * What somebody wrote in a mail, without what they answer to, their signature, and what their phone adds. Pure, in a time
 * that grows with the length alone. The whole mail is kept beside, so that a wrong cut loses nothing (SPEC MI5).
 */
import { FORWARDED, HEADERS, ORIGINAL, SENT_FROM, WROTE } from './quote-words.ts';

/** Lines that a mail program may break "On …, … wrote:" into. */
const ATTRIBUTION_LINES = 4;
const ATTRIBUTION_CHARS = 400;
/** Lines among which Outlook's four headers stand. */
const HEADER_LINES = 6;
/** Beyond it, a mail that is one line is no letter, and patterns have no business in it. */
const LINE_CHARS = 2_000;

const anyOf = (words: readonly string[]) => `(?:${words.join('|')})`;
const END = '[:：፦﹕]';
const SAYS_WROTE = new RegExp(`${anyOf(WROTE)}\\s*(?:<[^<>]*>)?\\s*${END}$`, 'iu');
/** Arabic puts the writer behind the verb, and so may Amharic. */
const WROTE_BEFORE = new RegExp(`${anyOf(WROTE)}\\s[^:]{1,120}${END}$`, 'iu');
const ADDRESS = /[^\s@]@[^\s@]/u;
const ENDS = new RegExp(`${END}$`, 'u');
const TIME = /\p{Nd}{1,2}[:.٫]\p{Nd}{2}|\p{Nd}{4}/u;
const BETWEEN_DASHES = (words: readonly string[]) =>
  new RegExp(`^(?:[-–—_*]{2,}\\s*)?${anyOf(words)}\\s*[:：]?(?:\\s*[-–—_*]{2,})?$`, 'iu');
const IS_ORIGINAL = BETWEEN_DASHES(ORIGINAL);
const IS_FORWARDED = BETWEEN_DASHES(FORWARDED);
const LABEL = {
  from: labelled(HEADERS.from),
  sent: labelled(HEADERS.sent),
  to: labelled(HEADERS.to),
  subject: labelled(HEADERS.subject),
};

function labelled(words: readonly string[]): RegExp {
  return new RegExp(`^[*]?${anyOf(words)}\\s*[:：፦][*]?\\s`, 'iu');
}

/**
 * The new words of a mail. Where nothing would be left, all of it: a mail that is nothing but quoted says that.
 * @param text of the whole mail
 */
export function newWords(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!;
    const bare = line.trim();
    if (isQuoted(line)) continue;
    if (IS_FORWARDED.test(short(bare))) {
      kept.push(...lines.slice(at));
      break;
    }
    const attribution = attributionAt(lines, at);
    if (attribution > 0) {
      const next = nextWords(lines, at + attribution);
      // Without a mark on its lines nobody knows where what is quoted ends: it is the rest.
      if (next === null || !isQuoted(lines[next]!)) break;
      at += attribution - 1;
      continue;
    }
    if (IS_ORIGINAL.test(short(bare)) || isHeaderBlock(lines, at)) break;
    // Outlook's rule above its headers.
    if (/^_{10,}$/.test(bare) && isHeaderBlock(lines, nextWords(lines, at + 1) ?? lines.length)) break;
    if ((line === '-- ' || bare === '--') && kept.some(each => each.trim() !== '')) {
      const behind = lines.findIndex((each, index) => index > at && isQuoted(each));
      // Who answers below what is quoted signs at the end; who answers above signs before it.
      if (behind < 0) break;
      at = behind - 1;
      continue;
    }
    kept.push(line);
  }
  const words = withoutPhone(kept)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return words || text.trim();
}

function isQuoted(line: string): boolean {
  return /^\s{0,3}[>›]/.test(line);
}

function short(line: string): string {
  return line.length > LINE_CHARS ? '' : line;
}

/** The next line that says something; null: there is none. */
function nextWords(lines: readonly string[], from: number): number | null {
  for (let at = from; at < lines.length; at += 1) if (lines[at]!.trim() !== '') return at;
  return null;
}

/** How many lines from one on say who wrote what follows; 0: none do. */
function attributionAt(lines: readonly string[], at: number): number {
  let joined = '';
  for (let count = 1; count <= ATTRIBUTION_LINES; count += 1) {
    const line = lines[at + count - 1]?.trim();
    // A paragraph ends where nothing stands.
    if (!line || isQuoted(line)) return 0;
    joined = joined === '' ? line : `${joined} ${line}`;
    if (joined.length > ATTRIBUTION_CHARS) return 0;
    if (isAttribution(joined)) return count;
  }
  return 0;
}

function isAttribution(line: string): boolean {
  if (!ENDS.test(line)) return false;
  const saysWho = ADDRESS.test(line);
  const saysWhen = TIME.test(line);
  if (SAYS_WROTE.test(line) || WROTE_BEFORE.test(line)) return saysWho || saysWhen;
  return endsWithAddress(line.slice(0, -1).trimEnd()) && saysWhen;
}

/** `… <ann@example.com>` */
function endsWithAddress(line: string): boolean {
  return line.endsWith('>') && ADDRESS.test(line.slice(line.lastIndexOf('<') + 1, -1));
}

/** Whether three of Outlook's four headers begin here. */
function isHeaderBlock(lines: readonly string[], at: number): boolean {
  if (!LABEL.from.test(`${short(lines[at] ?? '').trim()} `)) return false;
  const block = lines.slice(at, at + HEADER_LINES).map(each => `${short(each).trim()} `);
  const found = Object.values(LABEL).filter(label => block.some(each => label.test(each)));
  return found.length >= 3;
}

/** Without the last line where a phone wrote it. */
function withoutPhone(lines: string[]): string[] {
  const last = lines.findLastIndex(each => each.trim() !== '');
  const said = lines[last]?.trim().toLowerCase() ?? '';
  const isPhones = said.length < 80 && SENT_FROM.some(each => said.startsWith(each));
  return isPhones && last > 0 ? lines.slice(0, last) : lines;
}
