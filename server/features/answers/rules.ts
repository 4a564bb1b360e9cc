/** Which answers leave by mail, and when. Pure, with the clock passed in (SPEC AM1 to AM3). */
import type { AnswerSettings } from '../../../protocol/answers.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import type { JobChanges } from '../jobs/store.ts';
import { isByMail } from '../mail-in/rules.ts';
import type { AnswerLink, AnswersMailed } from './store.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How long a mail leads back. */
export const LINK_MS = 30 * DAY_MS;
/** Whoever wrote last by mail waits for a mail: their answers leave so soon, so that several are still one letter. */
const BY_MAIL_MS = 20_000;
/** While the page is open nothing is mailed; when it is gone, they leave so soon. */
export const LOOK_AGAIN_MS = MINUTE_MS;
/** Whoever goes on writing does not keep the first of it back for longer than so many pauses. */
const MOST_PAUSES = 3;

const NOTHING: JobChanges = { cancel: [], put: [] };

/** Whether an entry is something that a visitor waits for: what a person at the desk said to them, or the desk for one. */
export function isAnswer({ author, body }: Pick<Entry, 'author' | 'body'>): boolean {
  return author.kind !== 'visitor' && body.kind === 'message' && !body.script;
}

/**
 * What a write does to the jobs that mail: that of answers waits from the newest of them on, so that several are one letter
 * (SPEC AM1), that of a form says at once that it is there (SPEC AM5). Whether they were read, and how long they are to wait, is looked at when it is due.
 */
export function answerChanges({ entry, conversation }: { entry: Entry; conversation: Conversation }): JobChanges {
  const { id, siteId, contact, status, channels } = conversation;
  const { body, seq, createdAt } = entry;
  if (status === 'held') return NOTHING;
  const job = { siteId, conversationId: id, subject: id, subjectVersion: seq, step: 1 };
  if (body.kind === 'form' && body.email) return { cancel: [], put: [{ ...job, kind: 'receipt', dueAt: createdAt }] };
  // Who is reached by mail alone gets each answer at once.
  if (!isAnswer(entry) || !contact.email || isByMail(conversation)) return NOTHING;
  const firstLookMs = channels.includes('email') ? BY_MAIL_MS : MINUTE_MS;
  return { cancel: [], put: [{ ...job, kind: 'answer', dueAt: createdAt + firstLookMs }] };
}

/** Whether the visitor's last words came by mail. @param newest entries, oldest first */
function wroteByMail(newest: readonly Pick<Entry, 'author' | 'body'>[]): boolean {
  const last = newest.findLast(({ author, body }) => author.kind === 'visitor' && body.kind !== 'event')?.body;
  return last?.kind === 'message' && last.mail !== undefined;
}

/**
 * The answers that nobody has read and no letter has had.
 * @param newest entries of the conversation, oldest first, as many as are looked at
 */
export function unreadAnswers({ visitorReadSeq }: Pick<Conversation, 'visitorReadSeq'>, newest: readonly Entry[]) {
  const mailed = newest.findLast(({ body }) => body.kind === 'event' && body.event === 'answers_mailed')?.body;
  const mailedSeq = mailed?.kind === 'event' && mailed.event === 'answers_mailed' ? mailed.uptoSeq : 0;
  return newest.filter(each => each.seq > Math.max(visitorReadSeq, mailedSeq) && isAnswer(each));
}

/**
 * When unread answers leave: a pause after the last of them, and some pauses after the first at the latest.
 * @param newest entries of the conversation, oldest first
 */
export function leavesAt(
  unread: readonly Pick<Entry, 'createdAt'>[],
  newest: readonly Pick<Entry, 'author' | 'body'>[],
  { afterMinutes }: AnswerSettings,
): number {
  const pause = wroteByMail(newest) ? BY_MAIL_MS : afterMinutes * MINUTE_MS;
  return Math.min(unread.at(-1)!.createdAt + pause, unread[0]!.createdAt + MOST_PAUSES * pause);
}

/** Whether what is to be mailed is as it was when the letter was written. Asked in the step that writes it. */
export function mayMail({ status, visitorReadSeq }: Conversation, { uptoSeq }: AnswersMailed): boolean {
  return status !== 'held' && visitorReadSeq < uptoSeq;
}

/** What is taken for something that is counted: itself, and the first free place of each list; null: one has none. */
export function takenPlaces(
  { once, places }: { once: string; places: readonly (readonly string[])[] },
  isTaken: (id: string) => boolean,
): string[] | null {
  const free = places.map(list => list.find(id => !isTaken(id)));
  return free.every(id => id !== undefined) ? [once, ...free] : null;
}

/** Whether a browser may go by a link: the one that used it, or the first (SPEC AM3). */
export function mayOpen({ expiresAt, usedBy }: AnswerLink, browser: string, at: number): boolean {
  return at < expiresAt && (usedBy === null || usedBy === browser);
}
