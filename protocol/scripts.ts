/** Scripted answers: a small tree of frequent questions with buttons, which a site answers by itself. */
import { z } from 'zod';
import { clientId, id, line, locale, seq } from './wire/fields.ts';
import { LIMITS } from './wire/limits.ts';

/** Of one answer, within its script; people may write scripts by hand. */
const nodeId = z.string().regex(/^[a-z0-9-]{1,40}$/, 'wanted up to 40 of a to z, 0 to 9 and hyphens');

const nodeWords = z.object({
  /** What stands on the button that leads here; the first answer has none. */
  button: line.pipe(z.string().max(LIMITS.buttonChars)),
  text: z.string().trim().max(LIMITS.answerChars),
  /** Words in what is typed that lead here too. */
  keywords: z.array(line.pipe(z.string().min(1).max(40))).max(20),
});

export const scriptNode = z.object({
  id: nodeId,
  words: z.partialRecord(locale, nodeWords),
  /** The answers that its buttons lead to, in their order. */
  next: z.array(nodeId).max(LIMITS.scriptButtons),
  /** "Did this help?" stands under it. */
  asksHelp: z.boolean(),
});
export type ScriptNode = z.infer<typeof scriptNode>;

/** What an owner edits. The first answer is what visitors read before they say anything. */
export const script = z.object({
  isOn: z.boolean(),
  /** The languages it speaks; whoever speaks none of them is answered in the site's, or else in the first. */
  locales: z.array(locale).min(1),
  nodes: z.array(scriptNode).min(1).max(LIMITS.scriptNodes),
});
export type Script = z.infer<typeof script>;

/**
 * Where a script stands in a conversation. `answering`: nobody is called; `handed_over`: a person was called, and buttons
 * still answer; `silent`: a person has spoken, and it says nothing until it is given back.
 */
export const scriptMark = z.object({
  is: z.enum(['answering', 'handed_over', 'silent']),
  /** The answers given, newest last. */
  trail: z.array(z.string()),
  /** The last words fitted nowhere: further ones that do not either call a person. */
  isAsked: z.boolean(),
  /** Number of the words that the site's bot has yet to answer; left out: of none. */
  botSeq: seq.optional(),
});
export type ScriptMark = z.infer<typeof scriptMark>;

/**
 * What the script did. `answer`: gave an answer of the tree; `ask`: the words fitted nowhere; `thanks`, `sorry`: it was told
 * whether the answer helped; `person`: it called a person; `bot`: the site's bot answered; `bot_asked`: that handed over to a person;
 * `bot_skipped`: it did not answer.
 */
export const scriptAct = z.enum(['answer', 'ask', 'thanks', 'sorry', 'person', 'bot', 'bot_asked', 'bot_skipped']);
export type ScriptAct = z.infer<typeof scriptAct>;

/** What a message of the script carries beside its words. */
export const scripted = z.object({
  act: scriptAct,
  /** The answer it gave, or that it was about; of the script of then. Empty where it was the bot. */
  node: z.string(),
  /** Saying the words of one is pressing it. */
  buttons: z.array(z.string()),
});
export type Scripted = z.infer<typeof scripted>;

export const scriptEvents = [
  /** An agent gave the conversation back to the script. */
  z.object({ kind: z.literal('event'), event: z.literal('script_resumed') }),
] as const;

/** What a panel shows before anything is said. */
export const scriptOffer = z.object({ text: z.string(), buttons: z.array(z.string()) });
export type ScriptOffer = z.infer<typeof scriptOffer>;

/** Gives a conversation back to the script. */
export const scriptResume = z.object({ type: z.literal('script.resume'), clientId, conversationId: id });

/** How often the script did something about an answer on one day of the site's zone; or `offered` it by a button. */
export const scriptCount = z.object({
  day: z.iso.date(),
  node: z.string(),
  act: z.enum([...scriptAct.options, 'offered']),
  count: seq,
});
export type ScriptCount = z.infer<typeof scriptCount>;

/** `script` null: the site has none yet. `counts` are of thirty days, oldest first. */
export const scriptAnswer = z.object({ script: script.nullable(), counts: z.array(scriptCount) });
export type ScriptAnswer = z.infer<typeof scriptAnswer>;
