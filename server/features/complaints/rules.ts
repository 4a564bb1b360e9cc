/** What is done to complaints, who hears of them and when: pure, with the clock passed in (SPEC CP1 to CP6). */
import { Temporal } from 'temporal-polyfill';
import type { Complaint, ComplaintItem, ComplaintReason } from '../../../protocol/complaints.ts';
import { AppError } from '../../app-error.ts';
import type { JobChanges, NewJob } from '../jobs/store.ts';
import { subjectOf } from '../notices/subjects.ts';
import type { DeskNews } from '../webhooks/rules.ts';
import type { Acting, ComplaintAct, ComplaintRecord } from './store.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long a complaint may be nobody's before all who could take it are told, and before they are again. */
const UNTAKEN_MS = [HOUR_MS, DAY_MS] as const;
/** After the end of its day the owners are told, and once more so long afterwards. */
const STILL_LATE_MS = DAY_MS;
/** One without a day stands among those that have one as if it had so long. */
const UNDATED_MS = 7 * DAY_MS;
/** How long an answer is taken. */
export const ASKED_MS = 30 * DAY_MS;

/**
 * A complaint after an act.
 * @returns the same object: it was so already
 * @throws AppError ALREADY_CLAIMED where a colleague was faster, RATING_OVER for what is not asked any more
 */
export function afterAct(before: ComplaintRecord, { act, byId, at }: Acting): ComplaintRecord {
  const next = changedBy(before, act, at);
  return next === before ? before : { ...next, byId, version: before.version + 1, updatedAt: at };
}

function changedBy(before: ComplaintRecord, act: ComplaintAct, at: number): ComplaintRecord {
  const { status, assignee } = before;
  switch (act.kind) {
    case 'take':
      if (status === 'open' && assignee?.id === act.by.id) return before;
      if (status === 'closed' || assignee) throw new AppError('ALREADY_CLAIMED');
      return { ...before, assignee: act.by };
    case 'change':
      return { ...before, ...act.to };
    case 'close':
      if (status === 'closed') throw new AppError('ALREADY_CLAIMED');
      return {
        ...before,
        ...{ status: 'closed', done: act.done, closedAt: at, closedBy: act.by },
        ...{ askedBy: act.ask?.by ?? null, askId: act.ask?.id ?? null, isRight: null },
      };
    case 'reopen':
      return status === 'open' ? before : opened(before, act.asked);
    case 'say':
      return status === 'open' && before.asked === act.instead && act.asked !== act.instead
        ? { ...before, asked: act.asked }
        : before;
    case 'answer': {
      // The same press again: a double click, or a page that was loaded anew.
      if (before.askId === act.askId && before.isRight === act.isRight) return before;
      if (!isAsked(before, act.askId, at)) throw new AppError('RATING_OVER');
      return act.isRight ? { ...before, isRight: true } : { ...opened(before, ''), isRight: false };
    }
  }
}

/** Whether the person may say now whether it was put right. */
export function isAsked({ status, askId, closedAt, isRight }: ComplaintRecord, asking: string, at: number): boolean {
  return status === 'closed' && askId === asking && isRight === null && at - (closedAt ?? 0) < ASKED_MS;
}

/** It is open once more, for whoever dealt with it. Its day was that of the first time. */
function opened(before: ComplaintRecord, why: string): ComplaintRecord {
  const asked = why ? `${before.asked}\n\n${why}` : before.asked;
  return {
    ...before,
    ...{ status: 'open', asked, until: null, untilAt: null, closedAt: null, reopened: before.reopened + 1 },
  };
}

/** The end of a day there: the first moment of the next one, ms since the epoch. */
export function endOfDay({ date, timeZone }: NonNullable<Complaint['until']>): number {
  return Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime({ timeZone }).epochMilliseconds;
}

/** Where it stands in a list: what is open before what is closed, what is due first before the rest, what was closed last first. */
export function rankOf({ status, untilAt, createdAt, closedAt }: ComplaintRecord): number {
  return status === 'open' ? (untilAt ?? createdAt + UNDATED_MS) : -(closedAt ?? 0);
}

/** When somebody is told who has not been yet. */
interface Step {
  step: number;
  reason: ComplaintReason;
  dueAt: number;
}

/** What is done for it by the passing of time. */
function stepsOf({ assignee, untilAt, updatedAt }: Complaint): Step[] {
  const untaken = assignee ? [] : UNTAKEN_MS.map(ms => ({ reason: 'untaken' as const, dueAt: updatedAt + ms }));
  const late =
    untilAt === null ? [] : [untilAt, untilAt + STILL_LATE_MS].map(dueAt => ({ reason: 'late' as const, dueAt }));
  return [...untaken, ...late].sort((a, b) => a.dueAt - b.dueAt).map((each, index) => ({ ...each, step: index + 1 }));
}

/** Why somebody is told when a job is due. Null: there is no such step, as the complaint is now. */
export function reasonOf(complaint: Complaint, step: number): ComplaintReason | null {
  return stepsOf(complaint).find(each => each.step === step)?.reason ?? null;
}

/** The job of the next step after some, due after `at`; null: there is none. */
export function nextJob(complaint: Complaint, step: number, at: number): NewJob | null {
  const found = stepsOf(complaint).find(each => each.step > step && each.dueAt > at);
  return found ? { ...jobOf(complaint), step: found.step, dueAt: found.dueAt } : null;
}

/** Of a complaint its jobs name it where others name a conversation: it outlives the one it was said in. */
function jobOf({ id, siteId, version }: Complaint) {
  const of = { conversationId: id, siteId: siteId ?? '', subject: id };
  return { kind: 'complaint' as const, ...of, subjectVersion: version };
}

/** The job that tells of it. */
export function noticeJob({ id, siteId, version }: Complaint, reason: ComplaintReason, at: number): NewJob {
  const subject = subjectOf({ conversationId: id, cause: 'complaint', of: `${reason}-${version}` });
  const of = { conversationId: id, siteId: siteId ?? '', subject };
  return { kind: 'notice', ...of, subjectVersion: version, step: 1, dueAt: at };
}

/** What a notice was written for: why, and how the complaint was then. */
export function readOf(of: string): { reason: ComplaintReason; version: number } {
  const [reason, version] = of.split('-');
  return { reason: reason as ComplaintReason, version: Number(version) };
}

/** Whether there is nothing to tell of it any more: somebody did something about it since. @param of of the notice's subject */
export function isComplaintOver({ status, version }: Complaint, of: string): boolean {
  return status === 'closed' || version !== readOf(of).version;
}

/**
 * What an act does to the jobs of its complaint: whatever waited is over, since somebody looked; what is to be told is written
 * with it, and its next step (SPEC CP3).
 * @param before null: it was opened
 * @param kind of the act; left out: none was done to it
 */
export function complaintJobs(
  before: Complaint | null,
  after: Complaint,
  at: number,
  kind?: ComplaintAct['kind'],
): JobChanges {
  const { id: conversationId } = after;
  const cancel = (['complaint', 'notice', 'notice_step'] as const).map(kind => ({ kind, conversationId }));
  if (after.status === 'closed') return { cancel: before ? cancel : [], put: [] };
  const reason = toldOf(before, after, kind);
  const next = nextJob(after, 0, at);
  return {
    cancel: before ? cancel : [],
    put: [...(reason ? [noticeJob(after, reason, at)] : []), ...(next ? [next] : [])],
  };
}

/** What waits for one that a file brings: nobody is told that it came, and its steps go on where they were. */
export function broughtJobs(complaint: Complaint, at: number): JobChanges {
  const next = complaint.status === 'open' ? nextJob(complaint, 0, at) : null;
  return { cancel: [], put: next ? [next] : [] };
}

/** Why somebody is told of an act; null: nobody is. What the person says more is told as what they said first. */
export function toldOf(
  before: Complaint | null,
  after: Complaint,
  kind?: ComplaintAct['kind'],
): ComplaintReason | null {
  if (after.status === 'closed') return null;
  if (!before || kind === 'say') return 'opened';
  if (before.status === 'closed') return 'again';
  return after.assignee && after.assignee.id !== before.assignee?.id ? 'given' : null;
}

/** Who hears of it, by their ids: nobody of what they do themselves. @param people who see it and may act */
export function recipientsOf(
  { assignee, closedBy, byId }: ComplaintRecord,
  reason: ComplaintReason,
  people: readonly { id: string; role: string }[],
): string[] {
  const known = new Set(people.map(each => each.id));
  const owners = people.filter(each => each.role === 'owner').map(each => each.id);
  const dealer = assignee ? [assignee.id] : [];
  const ids = {
    opened: [...owners, ...dealer],
    again: [...owners, ...dealer, ...(closedBy ? [closedBy.id] : [])],
    given: dealer,
    untaken: people.map(each => each.id),
    late: [...owners, ...dealer],
  }[reason];
  const isOfTime = reason === 'untaken' || reason === 'late';
  return [...new Set(ids)].filter(id => known.has(id) && (isOfTime || id !== byId));
}

/** As it is told: without what only the store needs. */
export function complaintOf({
  sourceKey: _,
  fingerprint: __,
  askId: ___,
  byId: ____,
  ...complaint
}: ComplaintRecord): Complaint {
  return complaint;
}

/** What others are told of one that was opened, or of what was done to it. */
export function newsOf(record: ComplaintRecord): DeskNews {
  const { id, contactId, version, updatedAt } = record;
  const event = version === 1 ? 'complaint.added' : 'complaint.changed';
  const data = { siteId: null, complaint: complaintOf(record) };
  return { event, contactId, cause: [id, version], at: updatedAt, data };
}

export function itemOf(record: ComplaintRecord): ComplaintItem {
  return { kind: 'complaint', id: record.id, at: record.createdAt, complaint: complaintOf(record) };
}

/** Where a page of the list ended. */
export interface Place {
  isClosed: 0 | 1;
  rank: number;
  id: string;
}

export function cursorOf(last: ComplaintRecord): string {
  return `${last.status === 'closed' ? 1 : 0}.${rankOf(last)}.${last.id}`;
}

/** @returns null for the first page. @throws AppError BAD_REQUEST when no page gave this cursor */
export function readCursor(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null;
  const parts = /^([01])\.(-?\d{1,16})\.([\w-]{1,64})$/.exec(cursor);
  if (!parts) throw new AppError('BAD_REQUEST', `wanted a cursor that a page gave, got ${JSON.stringify(cursor)}`);
  return { isClosed: parts[1] === '1' ? 1 : 0, rank: Number(parts[2]), id: parts[3]! };
}
