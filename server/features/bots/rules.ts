/** What a site's bot does to a conversation: pure, used by both stores, so that they can not differ (SPEC BT1 to BT4). */
import type { BotReason, BotReply } from '../../../protocol/bots.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { EntryBody } from '../../../protocol/entries.ts';
import { localeOf, passedOnText, withOwnButtons } from '../../../protocol/script/turn.ts';
import type { ScriptAct, ScriptMark } from '../../../protocol/scripts.ts';
import type { Job, JobChanges } from '../jobs/store.ts';
import type { ScriptActed, ScriptDesk } from '../scripts/rules.ts';

/** From the first packet to the answer's last byte. */
export const BOT_PATIENCE_MS = 3_000;
/**
 * From the words on: when a bot that was not heard is passed over, by whichever server is alive. A beat until it is asked, its
 * patience, and a beat for what it said.
 */
const GIVEN_UP_MS = BOT_PATIENCE_MS + 2_000;

/** The two steps of the job: asking, and no longer waiting. */
export const ASK_STEP = 1;
const GIVE_UP_STEP = 2;

/** What came of asking. */
export type BotEnd =
  | { is: 'answered'; reply: BotReply }
  | { is: 'failed'; why: Exclude<BotReason, 'asked'>; problem: string };

const NOTHING: JobChanges = { cancel: [], put: [] };

/**
 * What a write does to the job of asking: written with the words, cancelled with whatever answers them or takes them from the
 * bot, and written anew for newer words, so that one answer comes for all that was said (SPEC BT2).
 */
export function botChanges(before: Conversation, { id, siteId, script }: Conversation, at: number): JobChanges {
  const seq = script?.botSeq;
  if (before.script?.botSeq === seq) return NOTHING;
  const subject = { kind: 'bot', conversationId: id, subject: id } as const;
  const job = { ...subject, siteId, subjectVersion: seq ?? 0 };
  const put = [
    { ...job, step: ASK_STEP, dueAt: at },
    { ...job, step: GIVE_UP_STEP, dueAt: at + GIVEN_UP_MS },
  ];
  return { cancel: [subject], put: seq === undefined ? [] : put };
}

/** What is written when a bot has ended, in this order, and where the script stands after the first of it. */
export interface BotWords {
  bodies: [EntryBody, ...EntryBody[]];
  mark: ScriptMark;
  acted: ScriptActed;
}

/** Null: the words are not the bot's any more. @param job of the words that it was asked about */
export function botWords(
  { script: mark, siteId, contact }: Conversation,
  {
    job: { subjectVersion },
    end,
    desk,
    at,
  }: { job: Pick<Job, 'subjectVersion'>; end: BotEnd; desk: ScriptDesk; at: number },
): BotWords | null {
  if (mark?.is !== 'answering' || mark.botSeq !== subjectVersion) return null;
  const { script, siteLocale, count } = desk;
  const locale = localeOf(script, { locale: contact.locale, siteLocale });
  const acted = (act: ScriptAct): ScriptActed => ({ ...count, siteId, node: '', act, at });
  if (end.is === 'answered' && !end.reply.person) {
    const { text, buttons } = end.reply;
    const said = { act: 'bot', node: '', buttons: withOwnButtons(buttons, script, locale) } as const;
    // What stood before is over: "Yes" is an answer to the bot now.
    const next: ScriptMark = { is: 'answering', trail: [], isAsked: false };
    return { bodies: [{ kind: 'message', text, script: said }], mark: next, acted: acted('bot') };
  }
  const isAsked = end.is === 'answered';
  const text = (isAsked && end.reply.text) || passedOnText(locale, desk);
  const event: EntryBody = {
    kind: 'event',
    event: 'bot_passed_on',
    why: isAsked ? 'asked' : end.why,
    problem: isAsked ? '' : end.problem.slice(0, 200),
  };
  return {
    bodies: [event, { kind: 'message', text, script: { act: 'person', node: '', buttons: [] } }],
    mark: { is: 'handed_over', trail: mark.trail, isAsked: false },
    acted: acted(isAsked ? 'bot_asked' : 'bot_skipped'),
  };
}
