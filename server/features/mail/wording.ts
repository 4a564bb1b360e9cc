/**
 * The words of letters with their names filled in. Mustache alone finds `constructor` in what it is given, runs functions and
 * lets markup through (tried); so names are those that a letter lists, values are plain text, and of the language no more is
 * taken than names and what stands between them. Pure.
 */
import Mustache from 'mustache';
import type { LetterTemplate } from '../../../protocol/letter-templates.ts';
import type { LetterWords } from '../../../protocol/mail.ts';
import { isolatedName, unturned } from '../../../protocol/turning.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { fill } from '../../../protocol/words.ts';
import type { attachable } from './rules.ts';
import { MESSAGES, type Messages } from './words/index.ts';

// It would keep every draft that an owner's preview ever showed.
Mustache.templateCache = undefined;

/** Names that stand for one line, which is kept apart from the words around it where both turn the other way. */
type LineName = 'inviter' | 'until' | 'name' | 'site' | 'title' | 'subject' | 'agent' | 'when' | 'services';
/** Names that stand for paragraphs of somebody's words, each with a direction of its own. */
type BlockName = 'body' | 'talk' | 'answer' | 'visit' | 'reason';
export type LetterName = LineName | BlockName;
export type LetterValues = Partial<Record<LetterName, string>>;

interface LetterFacts {
  names: readonly LetterName[];
  hasLink: boolean;
  /** Agents are told in the conversation when it does not arrive, and its sender is called as the site is. */
  isToVisitor: boolean;
  /** RFC 3834: nobody's out-of-office is to answer it. Null: a person wrote it. */
  automatic: 'auto-generated' | 'auto-replied' | null;
  /** Below its button it leads to where the visit is moved or cancelled. */
  isOfVisitToCome?: true;
  /** Somebody waits for it to get in, and its link ends soon: no limit puts it off. */
  isUrgent?: true;
}

const toAgent = { isToVisitor: false, automatic: 'auto-generated' } as const;
const toVisitor = { ...toAgent, isToVisitor: true } as const;

/** What each letter is made of. A new one has its words in `words/` and its name in `LETTER_TEMPLATES`. */
export const LETTERS: Readonly<Record<LetterTemplate, LetterFacts>> = {
  invitation: { names: ['inviter', 'until'], hasLink: true, ...toAgent, isUrgent: true },
  password: { names: ['name'], hasLink: true, ...toAgent, isUrgent: true },
  passwordChanged: { names: ['name'], hasLink: false, ...toAgent, isUrgent: true },
  notice: { names: ['title', 'body'], hasLink: true, ...toAgent },
  answers: { names: ['site', 'talk'], hasLink: true, ...toVisitor },
  received: { names: ['site'], hasLink: false, ...toVisitor, automatic: 'auto-replied' },
  rating: { names: ['site'], hasLink: true, ...toVisitor },
  visitRating: { names: ['site', 'services'], hasLink: true, ...toVisitor },
  return: { names: ['site', 'services'], hasLink: true, ...toVisitor },
  balance: { names: ['site'], hasLink: true, ...toVisitor },
  complaint: { names: ['subject', 'answer', 'site'], hasLink: true, ...toVisitor },
  waiting: { names: ['site', 'visit', 'until'], hasLink: true, ...toVisitor, isUrgent: true },
  transcript: { names: ['site', 'talk'], hasLink: false, ...toVisitor },
  booked: { names: ['site', 'when', 'visit'], hasLink: true, ...toVisitor, isOfVisitToCome: true },
  moved: { names: ['site', 'when', 'visit'], hasLink: true, ...toVisitor, isOfVisitToCome: true },
  cancelled: { names: ['site', 'when', 'visit', 'reason'], hasLink: true, ...toVisitor },
  reminder: { names: ['site', 'when', 'visit'], hasLink: true, ...toVisitor, isOfVisitToCome: true },
  answer: { names: ['subject', 'answer', 'agent', 'site'], hasLink: true, isToVisitor: true, automatic: null },
  test: { names: ['name'], hasLink: false, ...toAgent },
};

const BLOCKS: ReadonlySet<string> = new Set<BlockName>(['body', 'talk', 'answer', 'visit', 'reason']);
/** UTF-16 units of one line that is filled in: a name may be as long as a form lets it. */
const LINE_CHARS = 200;
/** The same of paragraphs: a long talk. */
const BLOCK_CHARS = 200_000;

/** The words of a letter before an owner changes them. */
export function wordsOf(template: LetterTemplate, locale: Locale): LetterWords {
  const words = MESSAGES[locale];
  return {
    subject: words[`${template}Subject`],
    body: words[`${template}Body`],
    button: buttonOf(words, template),
  };
}

/** The files of an answer, a line each: those that are with the letter, and those that its link leads to. */
export function filesText(locale: Locale, { attached, linked }: ReturnType<typeof attachable>): string[] {
  const words = MESSAGES[locale];
  return [
    ...attached.map(({ name }) => fill(words.file, { name })),
    ...linked.map(({ name }) => fill(words.fileLinked, { name })),
  ];
}

/** The words of the doctor's own test, which is no letter: nobody has to read it. */
export function trialWords(locale: Locale): { subject: string; body: string } {
  const { trialSubject: subject, trialBody: body } = MESSAGES[locale];
  return { subject, body };
}

/** Another place that a letter leads to, beside that of its button. */
export interface MoreLink {
  text: string;
  url: string;
}

/** Where a letter about a visit leads beside its button, as far as anything can be changed. */
export function visitLinks(
  locale: Locale,
  { move, cancel }: { move?: string | undefined; cancel?: string | undefined },
): MoreLink[] {
  const { moveLink, cancelLink } = MESSAGES[locale];
  return [
    ...(move === undefined ? [] : [{ text: moveLink, url: move }]),
    ...(cancel === undefined ? [] : [{ text: cancelLink, url: cancel }]),
  ];
}

function buttonOf(words: Messages, template: LetterTemplate): string {
  const key = `${template}Button`;
  return key in words ? words[key as keyof Messages] : '';
}

/**
 * What is wrong with a template; null: nothing. Looked at when it is saved, so that nothing can fail when it is sent.
 * @returns English, for whoever reads the answer itself
 */
export function templateProblem(text: string, names: readonly string[]): string | null {
  let tokens: Token[];
  try {
    tokens = Mustache.parse(text) as Token[];
  } catch (error) {
    return (error as Error).message;
  }
  return tokens.map(token => tokenProblem(token, names)).find(problem => problem !== null) ?? null;
}

type Token = [kind: string, value: string, from: number, to: number, inside?: unknown];

function tokenProblem([kind, value, , , inside]: Token, names: readonly string[]): string | null {
  if (kind === 'text') return null;
  if (kind !== 'name' && kind !== '#' && kind !== '^') return `{{${kind} …}} is not taken here; only {{name}}.`;
  if (!names.includes(value)) return `{{${value}}} is no name of this letter; those are ${names.join(', ')}.`;
  // Of a name alone the parser says nothing more.
  if (!Array.isArray(inside)) return null;
  return (inside as Token[]).map(token => tokenProblem(token, names)).find(problem => problem !== null) ?? null;
}

/** A letter's words with everything filled in. */
export interface FilledLetter {
  subject: string;
  paragraphs: Paragraph[];
  button: string;
}

/** `isTheirs`: somebody's own words, whose direction is their own. */
export interface Paragraph {
  text: string;
  isTheirs: boolean;
}

/**
 * Fills a letter's words. A value that is missing or empty is said by a fallback.
 * @param words that `templateProblem` has nothing against
 */
export function filled(
  template: LetterTemplate,
  locale: Locale,
  words: LetterWords,
  values: LetterValues,
): FilledLetter {
  const { names } = LETTERS[template];
  const known = Object.fromEntries(names.map(name => [name, saidOf(name, locale, values)]));
  const line = (text: string) => oneLine(render(text, known));
  return {
    subject: line(words.subject),
    paragraphs: paragraphsOf(words.body, known, names, locale),
    button: line(words.button),
  };
}

function saidOf(name: LetterName, locale: Locale, values: LetterValues): string {
  const given = (values[name] ?? '').replaceAll(MARKS, '').trim();
  if (BLOCKS.has(name)) return given.slice(0, BLOCK_CHARS) || elseOf(name, locale);
  return oneLine(unturned(given)).slice(0, LINE_CHARS) || elseOf(name, locale);
}

/** What stands where nothing is given: of a reason that nobody gave no paragraph is there. */
function elseOf(name: LetterName, locale: Locale): string {
  return name === 'reason' ? '' : MESSAGES[locale][`${name}Else`];
}

/** Signs of nobody's, put where a block stands until paragraphs are told apart. */
const MARKS = /[\ue000\ue001]/g;
const markOf = (name: string) => `\ue000${name}\ue001`;

function paragraphsOf(
  body: string,
  known: Record<string, string>,
  names: readonly LetterName[],
  locale: Locale,
): Paragraph[] {
  const shown = names.map(name => [name, BLOCKS.has(name) ? markOf(name) : apart(known[name]!, locale)] as const);
  const unmarked = (text: string) => text.replace(/\ue000(\w+)\ue001/g, (_mark, name: string) => known[name]!);
  return partsOf(render(body, Object.fromEntries(shown))).flatMap((part): Paragraph[] => {
    const block = /^\ue000(\w+)\ue001$/.exec(part)?.[1];
    if (block) return partsOf(known[block]!).map(text => ({ text, isTheirs: true }));
    return [{ text: unmarked(part), isTheirs: false }];
  });
}

function partsOf(text: string): string[] {
  return text
    .split(/\n[^\S\n]*\n\s*/)
    .map(part => part.trim())
    .filter(Boolean);
}

/** A name that is written the other way keeps to itself; one that is not needs no signs around it. */
function apart(value: string, locale: Locale): string {
  const isTurned = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(value);
  const hasOther = locale === 'ar' ? /[^\p{Script=Arabic}\p{P}\p{Z}]/u.test(value) : isTurned;
  return hasOther ? isolatedName(value) : value;
}

/** Without markup of any kind: whoever puts it into a page escapes it there. */
function render(text: string, values: Record<string, string>): string {
  const view: Record<string, string> = Object.assign(Object.create(null), values);
  return Mustache.render(text, view, undefined, { escape: value => String(value) });
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}
