/**
 * How a script answers: pure, so that the server, its stores and the editor's preview can not differ (SPEC SA1 to SA4).
 * No zod here: the inbox has it too.
 */
import type { Script, Scripted, ScriptMark, ScriptNode, ScriptOffer } from '../scripts.ts';
import type { Locale } from '../wire/fields.ts';
import { LOCALES } from '../wire/limits.ts';
import { SCRIPT_PHRASES, type ScriptPhrases } from './words.ts';

/** Answers that are remembered, for buttons further up. */
const MAX_TRAIL = 20;
/** Shorter keywords must be the whole word: "no" is not in "now". */
const WHOLE_CHARS = 3;

const ALL_PHRASES = Object.values(SCRIPT_PHRASES);

export interface Circumstance {
  /** The visitor's language. */
  locale: Locale;
  /** The site's. */
  siteLocale: Locale;
  /** Whether somebody is at the desk now. */
  isHere: boolean;
}

/** Where a bot of the site's own takes what fits nowhere. */
export type WithBot = Circumstance & { hasBot: boolean };

/** What decides the language that it speaks. */
export type Tongue = Pick<Circumstance, 'locale' | 'siteLocale'>;

/** The words are the bot's to answer (SPEC BT1). */
export interface BotTurn {
  mark: ScriptMark;
  isBots: true;
}

export interface Turn {
  /** Where the script stands after it. */
  mark: ScriptMark;
  /** What it says. */
  text: string;
  scripted: Scripted;
}

/** Where a site has a bot and no script: there is nothing to press but "Talk to a person". */
export const BOT_ALONE: Script = {
  isOn: true,
  locales: [...LOCALES],
  nodes: [{ id: '', words: {}, next: [], asksHelp: false }],
};

export function newMark(): ScriptMark {
  return { is: 'answering', trail: [], isAsked: false };
}

/** The language that it speaks with somebody. */
export function localeOf({ locales }: Pick<Script, 'locales'>, { locale, siteLocale }: Tongue) {
  return [locale, siteLocale].find(each => locales.includes(each)) ?? locales[0]!;
}

/** The first answer, as it stands before anything is said. */
export function offerOf(script: Script, at: Tongue): ScriptOffer {
  const { text, scripted } = beginning(script, at);
  return { text, buttons: scripted.buttons };
}

/** The first answer, as it is said when a conversation is given back. */
export function beginning(script: Script, at: Tongue): Turn {
  return given(script, newMark(), script.nodes[0]!, localeOf(script, at));
}

/**
 * What a script answers to what was said. Null: nothing, because a person has it.
 * @param said as it was typed, or the words of a button; empty where only files were sent
 */
export function turnOf(script: Script, mark: ScriptMark, said: string, at: WithBot): Turn | BotTurn | null;
export function turnOf(
  script: Script,
  mark: ScriptMark,
  said: string,
  at: Circumstance & { hasBot?: false },
): Turn | null;
export function turnOf(
  script: Script,
  mark: ScriptMark,
  said: string,
  at: Circumstance & { hasBot?: boolean },
): Turn | BotTurn | null {
  if (mark.is === 'silent') return null;
  const locale = localeOf(script, at);
  const phrases = SCRIPT_PHRASES[locale];
  const words = plain(said);
  const isAnswering = mark.is === 'answering';
  const current = nodesOf(script, mark.trail)[0] ?? script.nodes[0]!;

  function about(node: ScriptNode, act: Scripted['act'], text: string, buttons: string[]): Turn {
    return {
      mark: { is: mark.is, trail: mark.trail, isAsked: false },
      text,
      scripted: { act, node: node.id, buttons },
    };
  }

  const callPerson = (): Turn => ({
    ...about(current, 'person', passedOnText(locale, at), []),
    mark: { is: 'handed_over', trail: mark.trail, isAsked: false },
  });

  if (saysPerson(words)) return isAnswering ? callPerson() : null;
  const pressed = pressedNode(script, mark.trail, words);
  if (pressed) return given(script, mark, pressed, locale);
  const isOver = script !== BOT_ALONE && ALL_PHRASES.some(each => plain(each.startOver) === words);
  if (isOver) return given(script, mark, script.nodes[0]!, locale);
  // Where a person is called for, only buttons are meant for the script.
  if (!isAnswering) return null;
  const helped = nodesOf(script, mark.trail).find(each => each.asksHelp);
  if (helped && ALL_PHRASES.some(each => plain(each.yes) === words)) {
    return about(helped, 'thanks', phrases.thanks, [phrases.startOver, phrases.person]);
  }
  if (helped && ALL_PHRASES.some(each => plain(each.no) === words)) {
    return about(helped, 'sorry', phrases.sorry, [phrases.person, phrases.startOver]);
  }
  const named = namedNode(script, words);
  if (named) return given(script, mark, named, locale);
  // A bot reads words: a picture alone is for a person.
  if (at.hasBot && words !== '') return { mark: { ...mark, isAsked: false }, isBots: true };
  if (mark.isAsked || at.hasBot) return callPerson();
  const asked = about(current, 'ask', phrases.unknown, buttonsOf(script, current, locale, phrases));
  return { ...asked, mark: { ...asked.mark, isAsked: true } };
}

/** What is said where a person is called. */
export function passedOnText(locale: Locale, { isHere }: Pick<Circumstance, 'isHere'>): string {
  const phrases = SCRIPT_PHRASES[locale];
  return isHere ? phrases.passedOn : phrases.passedOnAway;
}

/** Buttons with those that are always there, each once. @param words of a bot's answer */
export function withOwnButtons(words: readonly string[], script: Script, locale: Locale): string[] {
  const { person, startOver } = SCRIPT_PHRASES[locale];
  const own = script === BOT_ALONE ? [person] : [startOver, person];
  const taken = new Set(own.map(plain));
  return [...words.filter(each => !taken.has(plain(each)) && taken.add(plain(each))), ...own];
}

/** Gives an answer of the tree. */
function given(script: Script, mark: ScriptMark, node: ScriptNode, locale: Locale): Turn {
  const phrases = SCRIPT_PHRASES[locale];
  const text = wordsOf(script, node, locale)?.text ?? '';
  return {
    mark: { is: mark.is, trail: [...mark.trail, node.id].slice(-MAX_TRAIL), isAsked: false },
    text: node.asksHelp ? `${text}\n\n${phrases.didItHelp}` : text,
    scripted: { act: 'answer', node: node.id, buttons: buttonsOf(script, node, locale, phrases) },
  };
}

function buttonsOf(script: Script, node: ScriptNode, locale: Locale, phrases: ScriptPhrases): string[] {
  const leads = nodesOf(script, node.next.toReversed()).map(each => wordsOf(script, each, locale)?.button);
  return [
    ...leads.flatMap(each => each || []),
    ...(node.asksHelp ? [phrases.yes, phrases.no] : []),
    ...(node === script.nodes[0] ? [] : [phrases.startOver]),
    phrases.person,
  ];
}

/** The words in a language, or in the first that has some: an answer in another language is better than none. */
function wordsOf({ locales }: Script, { words }: ScriptNode, locale: Locale) {
  return words[locale] ?? locales.map(each => words[each]).find(each => each !== undefined);
}

/** Nodes by their ids, the last id first. Those that are gone are left out. */
function nodesOf({ nodes }: Script, ids: readonly string[]): ScriptNode[] {
  return ids.toReversed().flatMap(id => nodes.find(each => each.id === id) ?? []);
}

/** The answer whose button has these words, in any language: of several the one that was offered last. */
function pressedNode(script: Script, trail: readonly string[], words: string): ScriptNode | undefined {
  const { nodes } = script;
  const offering = [...nodesOf(script, trail), nodes[0]!];
  const offered = offering.flatMap(({ next }) => nodesOf(script, next.toReversed()));
  return [...offered, ...nodes.slice(1)].find(({ words: its }) =>
    Object.values(its).some(each => each && each.button !== '' && plain(each.button) === words),
  );
}

/** The answer that a keyword leads to; of several the longest decides. */
function namedNode({ nodes }: Script, words: string): ScriptNode | undefined {
  let best: { node: ScriptNode; length: number } | undefined;
  for (const node of nodes) {
    for (const keyword of Object.values(node.words).flatMap(each => each?.keywords ?? [])) {
      const its = plain(keyword);
      if (isNamed(its, words) && its.length > (best?.length ?? 0)) best = { node, length: its.length };
    }
  }
  return best?.node;
}

/** Whether words are those of a button under the first answer, in any language. */
export function isOffered(script: Script, said: string): boolean {
  const words = plain(said);
  const leads = nodesOf(script, script.nodes[0]!.next).flatMap(each => Object.values(each.words));
  const buttons = [...leads.flatMap(each => each?.button || []), ...ALL_PHRASES.map(each => each.person)];
  return buttons.some(each => plain(each) === words);
}

/** Words grow at their end in many languages, so the beginning of one is enough. */
function isNamed(keyword: string, words: string): boolean {
  const end = keyword.length <= WHOLE_CHARS ? ' ' : '';
  return ` ${words} `.includes(` ${keyword}${end}`);
}

function saysPerson(words: string): boolean {
  return ALL_PHRASES.some(({ person, personWords }) => [person, ...personWords].some(each => plain(each) === words));
}

/** What is left of words that are compared: letters and digits, without case. Where there are none, what was typed. */
export function plain(text: string): string {
  const typed = text.normalize('NFKC').toLowerCase();
  return typed.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim() || typed.trim();
}
