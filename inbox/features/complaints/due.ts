/** How pressing a complaint is, and what is said of it. */
import type { Complaint } from '../../../protocol/complaints.ts';
import type { Urgency } from '../../shell/Pill.tsx';
import { DAY_MS, date, duration } from '../../shell/times.ts';
import { t } from './words/index.ts';

/** So long before the end of its day a complaint is due soon. */
const SOON_MS = DAY_MS;

/** How long it is open, or past its day; of one that is closed, when that was. */
export function urgencyOf({ status, createdAt, closedAt, untilAt }: Complaint, now: number): Urgency {
  if (status === 'closed') return { tone: 'plain', text: t('closedOn', { day: date(closedAt ?? now, now) }) };
  if (untilAt !== null && untilAt <= now) return { tone: 'late', text: t('lateBy', { time: duration(now - untilAt) }) };
  const tone = untilAt !== null && untilAt - now < SOON_MS ? 'due' : 'plain';
  return { tone, text: t('openFor', { time: duration(now - createdAt) }) };
}

/** The day until which it is to be dealt with: the one before the moment at which it ends. */
export function untilText({ untilAt, until }: Complaint, now: number): string {
  return untilAt === null || !until ? '' : date(untilAt - 1, now, { timeZone: until.timeZone });
}

/** Who deals with it and until when, in one sentence. */
export function dealsText(complaint: Complaint, now: number): string {
  const day = untilText(complaint, now);
  const who = complaint.assignee?.name;
  if (who) return day ? t('dealsUntil', { who, day }) : t('deals', { who });
  return day ? t('nobodyUntil', { day }) : t('nobodyDeals');
}

/** What became of the question whether it was put right. */
export function outcomeText({ status, askedBy, isRight }: Complaint): string {
  if (isRight !== null) return t(isRight ? 'saidRight' : 'saidWrong');
  if (status === 'open') return '';
  if (askedBy === 'chat') return t('askedInChat');
  return askedBy === 'mail' ? t('askedByMail') : '';
}
