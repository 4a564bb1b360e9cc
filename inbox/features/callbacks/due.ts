/** When a promised call is due, in words: for the list, the thread and the card. */
import type { Callback } from '../../../protocol/callbacks.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import type { Urgency } from '../../shell/Pill.tsx';
import { clock, duration, isSameClock, MINUTE_MS, moment } from '../../shell/times.ts';
import { t } from './words/index.ts';

/** A callback turns amber so long before it is due. */
const SOON_MS = 15 * MINUTE_MS;

/** Rounded up: a call that is due in 30 seconds is due in one minute, not in none. */
const until = (at: number, now: number) => duration(at - now + MINUTE_MS - 1);

/** How a promised call stands: far off, soon, now, or late. */
export function dueOf({ startAt, endAt }: Pick<Callback, 'startAt' | 'endAt'>, now: number): Urgency {
  if (now > endAt) return { tone: 'late', text: t('callLate', { time: duration(now - endAt) }) };
  if (now >= startAt) return { tone: 'due', text: t('callNow') };
  return { tone: startAt - now <= SOON_MS ? 'due' : 'plain', text: t('callIn', { time: until(startAt, now) }) };
}

/** The same of a conversation, which knows only when the earliest of its calls begins. */
export function nextDueOf({ callbackAt }: Conversation, now: number): Urgency | null {
  if (callbackAt === null) return null;
  return dueOf({ startAt: callbackAt, endAt: callbackAt + LIMITS.windowMinutes * MINUTE_MS }, now);
}

/** What the card is headed with: the outcome, or when to ring. */
export function titleOf({ status, startAt, endAt }: Callback, now: number): string {
  if (status === 'reached') return t('callReached');
  if (status === 'wrong_number') return t('callWrongNumber');
  if (status === 'missed') return t('callMissed');
  if (status === 'cancelled') return t('callCancelled');
  if (now > endAt) return t('callTitleLate', { time: duration(now - endAt) });
  if (now >= startAt) return t('callTitleNow');
  if (startAt - now <= 4 * SOON_MS) return t('callTitleIn', { time: until(startAt, now) });
  return t('callTitleAt', { time: moment(startAt, now) });
}

/** The moment by the person's own clock. Empty where it shows the same as the agent's. */
export function theirTime(at: number, timeZone: string, show: (at: number, timeZone: string) => string): string {
  return isSameClock(at, timeZone) ? '' : t('callTheirTime', { time: show(at, timeZone) });
}

/** The promise in one line, for the bar above the log. */
export function promiseOf({ startAt, timeZone }: Callback, now: number): string {
  const theirs = theirTime(startAt, timeZone, clock);
  const time = moment(startAt, now);
  return t('callPending', { time: theirs ? `${time} (${theirs})` : time });
}
