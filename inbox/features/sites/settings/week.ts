import type { Week } from '../../../../protocol/hours.ts';
import { currentTag } from '../../../shell/locale.ts';

type Span = Week[number][number];

/** What a shop begins with: nine to six, but for the weekend of where its owner is. */
export function usualWeek(): Week {
  const weekend = weekendOf(currentTag());
  return [1, 2, 3, 4, 5, 6, 7].map(day => (weekend.includes(day) ? [] : [{ from: '09:00', to: '18:00' }]));
}

interface WeekInfo {
  /** 1 for Monday to 7 for Sunday. */
  weekend: readonly number[];
}

/** On which days few shops are open where the reader is: in Cairo on Friday and Saturday. Where the browser does not say, as in most places. */
function weekendOf(tag: string): readonly number[] {
  const locale: Intl.Locale & { getWeekInfo?(): WeekInfo; weekInfo?: WeekInfo } = new Intl.Locale(tag);
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.weekend ?? [6, 7];
}

/** `<input type="time">` has no 24:00; as an end, midnight means it. */
export const toField = (clock: string): string => (clock === '24:00' ? '00:00' : clock);
export const fromEndField = (clock: string): string => (clock === '00:00' ? '24:00' : clock);

/** Whether it goes past midnight. */
export const endsNextDay = ({ from, to }: Span): boolean => from !== '' && to !== '' && to < from;

/** Days whose spans lack an end, or overlap. */
export function wrongDays(week: Week): number[] {
  return week.flatMap((spans, day) => (areWrong(spans) ? [day] : []));
}

/** Whether spans of one day lack an end, or overlap. One past midnight ends after all others of its day. */
export function areWrong(spans: readonly Span[]): boolean {
  const sorted = [...spans].sort((a, b) => (a.from < b.from ? -1 : 1));
  return sorted.some((span, index) => {
    const next = sorted[index + 1];
    return !span.from || !span.to || span.from === span.to || (next && (endsNextDay(span) || next.from < span.to));
  });
}

/** The span offered by "add": after the last one, or a usual day. */
export function nextSpan(spans: readonly Span[]): Span {
  const last = spans.at(-1)?.to;
  if (!last || last >= '22:00') return { from: '09:00', to: '18:00' };
  const hour = Number(last.slice(0, 2));
  const two = (n: number) => String(n).padStart(2, '0');
  return { from: `${two(hour + 1)}:00`, to: `${two(Math.min(hour + 4, 24))}:00` };
}

export function withDay(week: Week, day: number, spans: Span[]): Week {
  return week.map((each, index) => (index === day ? spans : each));
}
