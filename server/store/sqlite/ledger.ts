import type { Callback } from '../../../protocol/callbacks.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Author, Entry, EntryBody } from '../../../protocol/entries.ts';
import type { ScriptMark } from '../../../protocol/scripts.ts';
import { AppError } from '../../app-error.ts';
import { answerChanges } from '../../features/answers/rules.ts';
import { botChanges } from '../../features/bots/rules.ts';
import { apologyChanges } from '../../features/callbacks/rules.ts';
import { afterEntry, UNCHANGED } from '../../features/conversations/rules.ts';
import { ladderChanges } from '../../features/ladder/rules.ts';
import { mailAnswerChanges } from '../../features/mail-in/rules.ts';
import { mentionsOf } from '../../features/mentions/rules.ts';
import { noticeChanges } from '../../features/notices/rules.ts';
import { ratingChanges } from '../../features/ratings/rules.ts';
import { snoozeChanges } from '../../features/snoozes/rules.ts';
import type { Sent, Written } from '../written.ts';
import type { CallbackRows } from './callback-rows.ts';
import type { ConversationRows, HeldConversation } from './conversation-rows.ts';
import type { EntryRows } from './entry-rows.ts';
import type { JobRows } from './job-rows.ts';
import type { Leaving } from './leaving.ts';
import type { MentionRows } from './mention-rows.ts';

/** Where a client's sending belongs: the same id and words are a repeat only there. Nobody reads another's by guessing. */
export type Place = { visitor: number } | { conversationId: string } | { callbackId: string };

/** What a client sent, and where. `visitor` is a row. */
export type Sending = Sent & { to: Place };

export interface Draft {
  author: Author;
  body: EntryBody;
  at: number;
  /** Left out for what the server itself writes. */
  sending?: Sending | undefined;
}

/** What an entry does beside the rules of `afterEntry`. */
export interface Effect {
  callback?: Callback | undefined;
  callbackAt?: number | null;
  /** Where the site's script stands after it. */
  script?: ScriptMark;
}

export type Ledger = ReturnType<typeof createLedger>;

/**
 * The one place that writes an entry, what it makes of its conversation, what waits to happen, and what leaves with it. All inside a step, so
 * that it is all of them or none (SPEC ST1, D1).
 */
export function createLedger(rows: {
  conversations: ConversationRows;
  entries: EntryRows;
  callbacks: CallbackRows;
  jobs: JobRows;
  mentions: MentionRows;
  leaving: Leaving;
}) {
  const { conversations, entries, callbacks, jobs, mentions, leaving } = rows;

  /**
   * The first answer to what comes a second time; null: it is new.
   * @param site row of the site, within which client ids are told apart
   * @throws AppError CLIENT_ID_REUSED when it was something else, or elsewhere
   */
  function earlier(site: number, sending: Sending): Written | null {
    const found = entries.findSent(site, sending.clientId);
    if (!found) return null;
    const { entry } = found;
    if (found.fingerprint !== fingerprintOf(sending) || !isAt(entry, sending.to)) throw reused(sending.clientId);
    const { conversation } = conversations.ofRow(found.conversation);
    const callback = 'callbackId' in entry.body ? callbacks.need(entry.body.callbackId).callback : undefined;
    return {
      entry,
      before: conversation,
      conversation,
      previousSeq: entries.visibleSeqFrom(found.previous),
      isRepeat: true,
      leaves: false,
      ...(callback && { callback }),
    };
  }

  /**
   * Writes the next entry of a conversation (SPEC ST3), the conversation after it, and what others are to be told. What
   * was sent before is answered as then (SPEC ST2): the unique index decides, so the usual message costs no question.
   * @param effect what the entry did beside the rules of `afterEntry`; whoever did it asked `earlier` first
   * @throws AppError CLIENT_ID_REUSED
   */
  function add(held: HeldConversation, { author, body, at, sending }: Draft, effect: Effect = {}): Written {
    const { conversation: before } = held;
    const entry: Entry = {
      conversationId: before.id,
      seq: before.lastSeq + 1,
      clientId: sending?.clientId ?? null,
      author,
      body,
      createdAt: at,
    };
    const row = entries.insert(held, entry, sending ? fingerprintOf(sending) : null);
    if (row === null) {
      const repeat = sending && earlier(held.site, sending);
      if (!repeat) throw new Error(`entry ${entry.seq} of conversation ${before.id} is there already`);
      return repeat;
    }
    const { callback, callbackAt, script } = effect;
    const after = afterEntry(before, entry, script);
    const next = callbackAt === undefined ? after : { ...after, callbackAt };
    const conversation = conversations.save(held, next, row);
    const news = { entry, conversation, ...(callback && { callback }) };
    jobs.change(ladderChanges(before, news));
    jobs.change(snoozeChanges(before, conversation));
    jobs.change(ratingChanges(before, news));
    jobs.change(answerChanges(news));
    jobs.change(apologyChanges(news));
    jobs.change(noticeChanges(before, news));
    jobs.change(botChanges(before, conversation, at));
    jobs.change(mailAnswerChanges(news));
    mentions.add(mentionsOf(entry, before.siteId));
    const leaves = leaving.add(before, news);
    return { ...news, before, previousSeq: before.lastVisibleSeq, isRepeat: false, leaves };
  }

  /**
   * Writes the event that `decide` makes of a conversation as it is. A repeat gets the first answer, however it is by
   * now. Where there is nothing to do, what was sent leaves an `unchanged` event, and what was not sent nothing: null.
   * @throws AppError CLIENT_ID_REUSED, and what `decide` throws
   */
  function addEvent(
    held: HeldConversation,
    draft: Omit<Draft, 'body'>,
    decide: (conversation: Conversation) => EntryBody | null,
  ): Written | null {
    const repeat = draft.sending && earlier(held.site, draft.sending);
    if (repeat) return repeat;
    const body = decide(held.conversation) ?? (draft.sending ? UNCHANGED : null);
    return body && add(held, { ...draft, body });
  }

  return { earlier, add, addEvent };
}

/** As it stands in the file. Of submissions it begins with the visitor's row, and has done so since the first version. */
function fingerprintOf({ fingerprint, to }: Sending): string {
  return 'visitor' in to ? `${to.visitor} ${fingerprint}` : fingerprint;
}

/** Whether an entry is where a sending belongs. Of a visitor's the fingerprint has told it. */
function isAt({ conversationId, body }: Entry, to: Place): boolean {
  if ('conversationId' in to) return conversationId === to.conversationId;
  if ('callbackId' in to) return 'callbackId' in body && body.callbackId === to.callbackId;
  return true;
}

function reused(clientId: string): AppError {
  return new AppError('CLIENT_ID_REUSED', `The client id ${clientId} came before with other content.`);
}
