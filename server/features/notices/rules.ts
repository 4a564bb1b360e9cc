/** What agents are told of, who of them, and until when: pure, with the clock passed in (SPEC NO1 to NO4). */
import type { Callback } from '../../../protocol/callbacks.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import type { NoticeCause, SiteNotices } from '../../../protocol/notices.ts';
import { callOf, type TalkCause } from '../../../protocol/telling.ts';
import { onLineUntil } from '../callbacks/queue.ts';
import type { JobChanges, NewJob } from '../jobs/store.ts';
import { isOwn, subjectOf } from './subjects.ts';

type News = { entry: Entry; conversation: Conversation; callback?: Callback | undefined };

const NOTHING: JobChanges = { cancel: [], put: [] };

/**
 * What a write does to the jobs of notices: what agents are to be told of is written with it, and what somebody acknowledged
 * by it is told to nobody any more (SPEC NO1, NO4).
 * @param before the conversation before the entry
 */
export function noticeChanges(before: Conversation, news: News): JobChanges {
  const { entry, conversation, callback } = news;
  const cause = causeOf(before, news);
  const isAnswered = acknowledges(before, news);
  if (!cause && !isAnswered && !callback) return NOTHING;
  const { id: conversationId, siteId } = conversation;
  const { seq, createdAt } = entry;
  const changes: { cancel: JobChanges['cancel'][number][]; put: NewJob[] } = { cancel: [], put: [] };
  if (isAnswered) {
    changes.cancel.push({ kind: 'notice', conversationId }, { kind: 'notice_step', conversationId });
  }
  if (cause) {
    const subject = subjectOf({ conversationId, cause, of: `${seq}` });
    const kind = isOwn(cause) ? 'notice_own' : 'notice';
    changes.put.push({ kind, conversationId, siteId, subject, subjectVersion: seq, step: 1, dueAt: createdAt });
  }
  if (callback) {
    const due = dueChanges(callback, entry);
    changes.cancel.push(...due.cancel);
    changes.put.push(...due.put);
  }
  return changes;
}

/** What agents are to be told of because of an entry; null: nothing. */
function causeOf(before: Conversation, { entry, conversation, callback }: News): TalkCause | null {
  const { author, body } = entry;
  const { status, waitingSince } = conversation;
  if (status === 'held') return null;
  if (body.kind === 'note') return callOf(entry);
  if (body.kind === 'event') {
    switch (body.event) {
      case 'wait_late':
      case 'callback_late':
      case 'rated':
      case 'woken':
      case 'mail_failed':
      case 'mail_returned':
      case 'sms_failed':
        return callOf(entry);
      case 'assigned':
        if (author.kind === 'agent') return callOf(entry);
        // Somebody waits, and it is for another one to answer.
        return waitingSince === null ? null : 'message';
      case 'unassigned':
        return waitingSince === null ? null : 'message';
      default:
        return before.waitingSince === null && waitingSince !== null ? 'message' : null;
    }
  }
  if (author.kind !== 'visitor') return null;
  if (body.kind === 'callback') return callback?.status === 'pending' ? 'callback' : null;
  if (body.kind === 'form') return 'form';
  // Further words of who waits already are part of what agents were told of, until somebody has read that.
  const isNews = before.waitingSince === null || before.agentReadSeq >= before.lastVisitorSeq;
  return waitingSince !== null && isNews ? 'message' : null;
}

/** Whether somebody at the desk has done something about what waits. */
function acknowledges(before: Conversation, { entry: { author, body }, conversation }: News): boolean {
  if (author.kind !== 'agent' || body.kind === 'note') return false;
  if (body.kind === 'event') return body.event !== 'tagged' && body.event !== 'untagged';
  return before.waitingSince !== null || conversation.callbackAt !== null;
}

/** The job that waits for the time of a call. */
function dueChanges({ id, siteId, conversationId, startAt, status }: Callback, { body, createdAt }: Entry): JobChanges {
  if (body.kind === 'event' && body.event === 'callback_ringing') return NOTHING;
  const subject = subjectOf({ conversationId, cause: 'callback_due', of: id });
  const job = { kind: 'notice_due', conversationId, subject } as const;
  const isToCome = status === 'pending' && startAt > createdAt;
  return { cancel: [job], put: isToCome ? [{ ...job, siteId, subjectVersion: startAt, step: 1, dueAt: startAt }] : [] };
}

/** What is over when everything that the visitor said has been read. */
export const ENDS_READ: readonly NoticeCause[] = ['message', 'form', 'rating', 'callback'];

/** How things are now with what an agent was told of. */
export interface Standing {
  conversation: Conversation;
  /** That it is about; null: none, or it is gone. */
  callback: Callback | null;
  /** The agent has not seen the note that names them. */
  isUnread: boolean;
  told: SiteNotices;
  at: number;
}

/** Whether there is nothing to tell an agent any more: it was seen, answered, or is somebody else's now (SPEC NO4). */
export function isOver(
  { cause, of, agentId }: { cause: TalkCause; of: string; agentId: string },
  { conversation, callback, isUnread, told, at }: Standing,
): boolean {
  const { status, assigneeId, waitingSince, agentReadSeq, lastVisitorSeq } = conversation;
  const isSeen = agentReadSeq >= lastVisitorSeq;
  // Whose answer it was is told, whosever the conversation is.
  if (cause === 'failed') return agentReadSeq >= Number(of);
  const isOthers = assigneeId !== null && assigneeId !== agentId;
  if (told[cause] === 'nobody' || (told[cause] === 'assignee' && isOthers)) return true;
  const isRung = callback?.status !== 'pending' || (onLineUntil(callback) ?? at) > at;
  switch (cause) {
    case 'message':
    case 'form':
    case 'rating':
      return waitingSince === null || status !== 'open' || isSeen;
    case 'callback':
      return isRung || isSeen;
    case 'callback_due':
      return isRung;
    case 'late':
      return callback ? isRung : waitingSince === null;
    case 'mention':
      return !isUnread;
    case 'handover':
      return assigneeId !== agentId || status !== 'open' || agentReadSeq > Number(of);
    case 'woken':
      return status !== 'open' || agentReadSeq > Number(of);
  }
}
