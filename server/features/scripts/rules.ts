/** What a site's script does to a conversation: pure, used by both stores, so that they can not differ (SPEC SA1 to SA4). */
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry, EntryBody, EntryEvent } from '../../../protocol/entries.ts';
import { BOT_ALONE, type BotTurn, beginning, newMark, type Turn, turnOf } from '../../../protocol/script/turn.ts';
import type { Script, ScriptAct, ScriptMark } from '../../../protocol/scripts.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';

/** Something that a script did, for counting: with whom, nothing tells. */
export interface ScriptActed {
  id: string;
  siteId: string;
  /** By the site's zone, such as `2026-03-04`. */
  day: string;
  node: string;
  act: ScriptAct;
  /** The answers to which buttons of it lead; left out: none. */
  offered?: string[];
  at: number;
}

/** How a site answers now. */
export interface ScriptDesk {
  /** `BOT_ALONE` where the site has none that is on. */
  script: Script;
  /** Whether a bot of the site's own takes what fits nowhere. */
  hasBot: boolean;
  siteLocale: Locale;
  /** Whether a person is at the desk, who would be called. */
  isHere: boolean;
  /** Under which id, and on which day, what it does is counted. */
  count: Pick<ScriptActed, 'id' | 'day'>;
}

/** How a site speaks by itself, on or off: what it has begun it ends. */
export function speakerOf(
  { script, bot, locale: siteLocale }: { script: Script | null; bot: { isOn: boolean } | null; locale: Locale },
  now: Pick<ScriptDesk, 'isHere' | 'count'>,
): ScriptDesk {
  return { ...now, script: script?.isOn ? script : BOT_ALONE, hasBot: bot?.isOn === true, siteLocale };
}

/** Whether nobody is needed: the script answers, and knew what to say last. */
export function answersAlone(mark: ScriptMark | undefined): boolean {
  return mark?.is === 'answering' && !mark.isAsked;
}

/** Whether people are left alone with it: the script answers, or has asked back, and nothing else is asked for. */
export function isLeftToScript({
  script,
  wait,
  callbackAt,
}: Pick<Conversation, 'script' | 'wait' | 'callbackAt'>): boolean {
  return script?.is === 'answering' && wait?.kind !== 'form' && callbackAt === null;
}

/** A person's word silences it (SPEC SA3). One object, so that rows tell that nothing changed. */
const SILENT: ScriptMark = { is: 'silent', trail: [], isAsked: false };

/** By these a person has taken the conversation up, though without a word yet. */
const TAKEN_UP: ReadonlySet<EntryEvent['event']> = new Set([
  'wait_late',
  'assigned',
  'reopened',
  'released',
  'woken',
  'bot_passed_on',
]);

/** Where the script stands after an entry that it does not answer; where it does, `turnIn` says. */
export function markAfter(
  mark: ScriptMark | undefined,
  { author, body }: Pick<Entry, 'author' | 'body'>,
): ScriptMark | undefined {
  if (body.kind === 'event' && body.event === 'script_resumed') return newMark();
  if (!mark || mark.is === 'silent') return mark;
  if (body.kind === 'message' && author.kind === 'agent') return SILENT;
  // Words that it does not answer, as where it was switched off meanwhile, are for people.
  const isUnanswered = body.kind === 'message' && author.kind === 'visitor';
  const isTakenUp = body.kind === 'event' && TAKEN_UP.has(body.event);
  if (mark.is === 'answering' && (isUnanswered || isTakenUp)) return handedOver(mark);
  if (body.kind !== 'event') return mark;
  // Nothing that is held leaves the house.
  if (body.event === 'held' && mark.botSeq !== undefined) return handedOver(mark);
  // Nobody said a word, so it is the script's again.
  return mark.is === 'handed_over' && body.event === 'closed' ? newMark() : mark;
}

function handedOver({ trail }: ScriptMark): ScriptMark {
  return { is: 'handed_over', trail, isAsked: false };
}

/** Whether people have now what a bot was to answer, so that it waits for them (SPEC BT3). */
export function isLeftByBot(before: ScriptMark | undefined, after: ScriptMark | undefined): boolean {
  return before?.botSeq !== undefined && after?.is === 'handed_over';
}

/** What is said to a visitor's words: by the script, or by the bot in a while. Null: nothing, and they are for people. */
export function turnIn(conversation: Conversation, desk: ScriptDesk, said: string): Turn | BotTurn | null {
  const { assigneeId, waitingSince, status, contact } = conversation;
  const { script, ...at } = desk;
  // What may be a robot's is nothing to ask others about.
  const hasBot = desk.hasBot && status !== 'held';
  if (!hasBot && script === BOT_ALONE) return null;
  // Who waits for a person, or has one, is not given to a script that came later.
  const begins = assigneeId === null && waitingSince === null && status !== 'snoozed';
  const mark = conversation.script ?? (begins ? newMark() : null);
  return mark && turnOf(script, mark, said, { ...at, hasBot, locale: contact.locale });
}

/** What the script says where a conversation is given back to it. Null: a bot alone begins nothing. */
export function resumedIn({ contact: { locale } }: Conversation, { script, siteLocale }: ScriptDesk): Turn | null {
  return script === BOT_ALONE ? null : beginning(script, { locale, siteLocale });
}

/** The mark after words that are the bot's. @param conversation before them */
export function askedBot({ lastSeq }: Pick<Conversation, 'lastSeq'>, { mark }: BotTurn): ScriptMark {
  return { ...mark, botSeq: lastSeq + 1 };
}

/** What tells that a conversation is the script's again; null: it is so already, or was never, or is in quarantine. */
export function resuming({ script, status }: Conversation): EntryEvent | null {
  if (!script || script.is === 'answering' || status === 'held') return null;
  return { kind: 'event', event: 'script_resumed' };
}

/** A turn as an entry. */
export function answerOf({ text, scripted }: Turn): EntryBody {
  return { kind: 'message', text, script: scripted };
}

/** The same to be counted. */
export function actedOf(
  { scripted: { node, act } }: Turn,
  { count, script }: ScriptDesk,
  { siteId, at }: { siteId: string; at: number },
): ScriptActed {
  const stands = act === 'answer' || act === 'ask' ? script.nodes.find(each => each.id === node) : undefined;
  return { ...count, siteId, node, act, ...(stands && stands.next.length > 0 && { offered: stands.next }), at };
}
