import type { OneOffDay } from '../../../../protocol/hours.ts';
import type { SiteSettings } from '../../../../protocol/sites.ts';
import { DAY_MS } from '../../../shell/times.ts';
import { areWrong, wrongDays } from './week.ts';

/** Dates that differ a site can have; as the schema allows. */
export const MAX_DAYS = 200;

export type DayProblem = 'dayMissing' | 'dayTwice' | 'hoursOrder';

/** What is wrong with each day, by its place; most often nothing. */
export function dayProblems(days: readonly OneOffDay[]): Map<number, DayProblem> {
  const problems = new Map<number, DayProblem>();
  const seen = new Set<string>();
  for (const [at, { date, spans }] of days.entries()) {
    if (!date) problems.set(at, 'dayMissing');
    else if (seen.has(date)) problems.set(at, 'dayTwice');
    else if (areWrong(spans)) problems.set(at, 'hoursOrder');
    seen.add(date);
  }
  return problems;
}

/** The day offered by "add": the one after the last, or after today. */
export function nextDay(days: readonly OneOffDay[], now: number): OneOffDay {
  const today = new Date(now).toISOString().slice(0, 10);
  const last = [today, ...days.map(each => each.date)].sort().at(-1)!;
  return { date: new Date(Date.parse(last) + DAY_MS).toISOString().slice(0, 10), name: '', spans: [] };
}

export function inOrder(days: readonly OneOffDay[]): OneOffDay[] {
  return [...days].sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** Whether any hours of a site could not be so. */
export function hasWrongHours({ hours, callHours, days }: Pick<SiteSettings, 'hours' | 'callHours' | 'days'>): boolean {
  const weeks = [hours, callHours === 'chat' ? null : callHours];
  return weeks.some(week => week && wrongDays(week).length > 0) || dayProblems(days).size > 0;
}
