/** Hours of an employee while they are typed. */
import type { Week } from '../../../../protocol/hours.ts';
import type { DayOff, Employee, EmployeeSettings, Shift } from '../../../../protocol/staff.ts';
import { DAY_MS } from '../../../shell/times.ts';
import { areWrong, usualWeek, wrongDays } from '../../sites/settings/week.ts';

export const NO_WEEK: Week = [[], [], [], [], [], [], []];

/** @param employee null: a new one. @param shop its opening hours; null: it is always open, or nobody said */
export function draftOf(employee: Employee | null, shop: Week | null): EmployeeSettings {
  if (!employee) {
    const isOpen = shop?.some(spans => spans.length > 0);
    return {
      ...{ name: '', agentId: null, languages: [], week: (isOpen && shop) || usualWeek() },
      ...{ shifts: [], breaks: NO_WEEK, daysOff: [], isActive: true },
    };
  }
  const { name, agentId, languages, week, shifts, breaks, daysOff, isActive } = employee;
  return { name, agentId, languages, week, shifts, breaks, daysOff, isActive };
}

export type ShiftProblem = 'dateMissing' | 'dateTwice' | 'hoursWanted';

/** What is wrong with each shift, by its place; most often nothing. */
export function shiftProblems(shifts: readonly Shift[]): Map<number, ShiftProblem> {
  const problems = new Map<number, ShiftProblem>();
  const seen = new Set<string>();
  for (const [at, { date, spans }] of shifts.entries()) {
    if (!date) problems.set(at, 'dateMissing');
    else if (seen.has(date)) problems.set(at, 'dateTwice');
    else if (areWrong(spans)) problems.set(at, 'hoursWanted');
    seen.add(date);
  }
  return problems;
}

export type DayOffProblem = 'dateMissing' | 'orderWanted';

export function dayOffProblems(days: readonly DayOff[]): Map<number, DayOffProblem> {
  const problems = new Map<number, DayOffProblem>();
  for (const [at, { from, to }] of days.entries()) {
    if (!from || !to) problems.set(at, 'dateMissing');
    else if (to < from) problems.set(at, 'orderWanted');
  }
  return problems;
}

/** Fields that can not be so, by their names on the wire. */
export function mistakesOf({ name, week, shifts, breaks, daysOff }: EmployeeSettings): Record<string, string> {
  return {
    ...(name.trim() === '' && { name: 'FIELD_REQUIRED' }),
    ...(wrongDays(week).length > 0 && { week: 'FIELD_INVALID' }),
    ...(wrongDays(breaks).length > 0 && { breaks: 'FIELD_INVALID' }),
    ...(shiftProblems(shifts).size > 0 && { shifts: 'FIELD_INVALID' }),
    ...(dayOffProblems(daysOff).size > 0 && { daysOff: 'FIELD_INVALID' }),
  };
}

/** The date offered by "add": the one after the last, or after today. */
export function nextDate(dates: readonly string[], now: number): string {
  const today = new Date(now).toISOString().slice(0, 10);
  const last = [today, ...dates].sort().at(-1)!;
  return new Date(Date.parse(last) + DAY_MS).toISOString().slice(0, 10);
}

/** What of it is another than before: so that two who change different things both keep theirs. */
export function changesOf<T extends object>(before: T, after: T): Partial<T> {
  const names = Object.keys(after) as (keyof T)[];
  const changed = names.filter(name => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return Object.fromEntries(changed.map(name => [name, after[name]])) as Partial<T>;
}
