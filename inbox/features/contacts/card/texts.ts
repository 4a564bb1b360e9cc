/** What a card says in words: since when, what is open, what is promised, how to begin. */
import type { CardAnswer, CardPromise, Glances, Hint } from '../../../../protocol/cards.ts';
import { contained } from '../../../shell/bidi.ts';
import { isolate, number } from '../../../shell/locale.ts';
import { moneyText } from '../../../shell/money.ts';
import { DAY_MS, moment, rowTime } from '../../../shell/times.ts';
import { count, t } from './words/index.ts';

/** 5 days, 3 weeks, 4 months, 2 years: whole units rounded down, at least one day. */
function span(ms: number): string {
  const days = Math.max(1, Math.floor(ms / DAY_MS));
  if (days < 14) return count('days', days);
  if (days < 60) return count('weeks', Math.floor(days / 7));
  if (days < 365) return count('months', Math.floor(days / 30));
  return count('years', Math.floor(days / 365));
}

/** How long they are a customer, or are known. */
export function sinceText({ since, glances }: CardAnswer, now: number): string {
  const firstAt = glances.purchases?.firstAt;
  return firstAt == null ? t('knownFor', { span: span(now - since) }) : t('customerFor', { span: span(now - firstAt) });
}

/** Who they are in one line: since when, when they were last here, what they take. */
export function lineOf(answer: CardAnswer, now: number): string {
  const { heardAt, glances } = answer;
  const usual = glances.purchases?.usual;
  const heard =
    heardAt === null ? '' : now - heardAt < DAY_MS ? t('hereToday') : t('lastHere', { span: span(now - heardAt) });
  return [sinceText(answer, now), heard, usual ? t('takes', { what: contained(usual) }) : '']
    .filter(Boolean)
    .join(' · ');
}

/** What was bought last: what, for how much. */
export function lastBought({ purchases }: Glances): string {
  const last = purchases?.last;
  if (!last) return '';
  const parts = [isolate(contained(last.lines[0]?.name ?? '')), moneyText(last.total, last.currency)];
  return parts.filter(Boolean).join(' · ');
}

/** What they spent in all, the currency of most purchases first. */
export function sumText({ purchases }: Glances): string {
  return (purchases?.sums ?? []).map(({ total, currency }) => moneyText(total, currency)).join(' + ');
}

/** What one purchase comes to, in the currency of most. */
export function eachText({ purchases }: Glances): string {
  const [sum] = purchases?.sums ?? [];
  return sum ? t('aVisit', { sum: moneyText(Math.round(sum.total / sum.count), sum.currency) }) : '';
}

/** The complaint that is open longest. */
export function complaintText({ complaints }: Glances, now: number): string {
  const oldest = complaints?.complaints[0];
  if (!oldest) return '';
  return t('complaintSince', {
    what: contained(oldest.about.name || oldest.asked),
    when: rowTime(oldest.createdAt, now),
  });
}

/** When something promised is due. */
export function dueText({ at }: CardPromise, now: number): string {
  return at === null ? t('untilTheyWrite') : moment(at, now);
}

/** What is promised. */
export function promiseText({ kind, about }: CardPromise): string {
  return kind === 'callback'
    ? about
      ? t('callAbout', { what: contained(about) })
      : t('callBack')
    : about
      ? t('putAside', { what: contained(about) })
      : t('putAsideOnly');
}

export function hintText(hint: Hint, now: number): string {
  switch (hint.hint) {
    case 'begin_with_complaint':
      return t('hintComplaint', { what: contained(hint.what), when: rowTime(hint.at, now) });
    case 'promised_call':
      return t(hint.at < now ? 'hintCallLate' : 'hintCall', { when: moment(hint.at, now) });
    case 'low_rating':
      return t('hintRating', { score: number(hint.score), when: rowTime(hint.at, now) });
    case 'birthday':
      return hint.inDays === 0 ? t('hintBirthdayToday') : count('hintBirthday', hint.inDays);
    case 'ask_how_it_was':
      return t('hintAsk', { what: contained(hint.what), when: rowTime(hint.at, now) });
  }
}
