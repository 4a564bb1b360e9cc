/** What the rows of a month say of each employee: pure. */
import type { Plan, Planned, StaffFigures } from '../../../protocol/visits.ts';
import type { Coming, CountedRow } from './store.ts';

const DAY_MS = 24 * 3_600_000;

/** Number of a date since the epoch. */
export function dayNumber(date: string): number {
  const known = dayNumbers.get(date);
  if (known !== undefined) return known;
  if (dayNumbers.size >= REMEMBERED) dayNumbers.clear();
  const day = Date.parse(date) / DAY_MS;
  dayNumbers.set(date, day);
  return day;
}

/** A month has thousands of rows and some dates. */
const REMEMBERED = 1_000;
const dayNumbers = new Map<string, number>();

/** Somebody was here on a day, with one employee: bookings and purchases of that day are one visit (SPEC VI3). */
export function isVisit({ kind }: Pick<CountedRow, 'kind'>): boolean {
  return kind !== 'no_show';
}

/** What is one visit has one key. */
export function visitKey({ staffId, whoId, date }: Pick<CountedRow, 'staffId' | 'whoId' | 'date'>): string {
  return `${staffId} ${whoId} ${date}`;
}

/** Days on which each person was here, by whom they were with. */
export type Comings = Map<string, { day: number; staffId: string }[]>;

/** @param earlier before the month; @param rows of the month */
export function comingsOf(earlier: readonly Coming[], rows: readonly CountedRow[]): Comings {
  const comings: Comings = new Map();
  for (const { whoId, staffId, date } of [...earlier, ...rows.filter(isVisit)]) {
    const coming = { day: dayNumber(date), staffId };
    const theirs = comings.get(whoId);
    if (theirs) theirs.push(coming);
    else comings.set(whoId, [coming]);
  }
  return comings;
}

/** Whether who was here on a day had been here within so many days before it: at all, and with this employee. */
export function cameAgain(
  comings: Comings,
  whoId: string,
  staffId: string,
  { day, within }: { day: number; within: number },
): { again: boolean; toThem: boolean } {
  const earlier = (comings.get(whoId) ?? []).filter(each => each.day < day && each.day >= day - within);
  return { again: earlier.length > 0, toThem: earlier.some(each => each.staffId === staffId) };
}

/** Of each person with each employee the last day of a month: whether they came again is asked of that. */
export function lastDays(rows: readonly CountedRow[]): Map<string, { whoId: string; staffId: string; day: number }> {
  const last = new Map<string, { whoId: string; staffId: string; day: number }>();
  for (const row of rows) {
    if (!isVisit(row)) continue;
    const key = `${row.staffId} ${row.whoId}`;
    const day = dayNumber(row.date);
    if ((last.get(key)?.day ?? -1) < day) last.set(key, { whoId: row.whoId, staffId: row.staffId, day });
  }
  return last;
}

export type Counted = Pick<StaffFigures, 'visits' | 'noShows' | 'sums'> & { name: string };

/** What the rows of a month say of each employee. */
export function countedOf(rows: readonly CountedRow[]): Map<string, Counted> {
  const counted = new Map<string, Counted>();
  const visits = new Set<string>();
  for (const row of rows) {
    const of = counted.get(row.staffId) ?? nothing(row.staffName);
    counted.set(row.staffId, of);
    of.name = row.staffName;
    if (row.kind === 'no_show') of.noShows += 1;
    else if (!visits.has(visitKey(row))) of.visits += 1;
    if (isVisit(row)) visits.add(visitKey(row));
    if (row.currency !== '') addTo(of.sums, row);
  }
  return counted;
}

export function nothing(name: string): Counted {
  return { name, visits: 0, noShows: 0, sums: [] };
}

/**
 * How many people came to each employee in a month, and how many of them came again.
 * @param earlier of so many days before it as `within` says
 */
export function returnsOf(
  rows: readonly CountedRow[],
  earlier: readonly Coming[],
  within: number,
): Map<string, StaffFigures['returns']> {
  const returns = new Map<string, StaffFigures['returns']>();
  const comings = comingsOf(earlier, rows);
  for (const { whoId, staffId, day } of lastDays(rows).values()) {
    const of = returns.get(staffId) ?? { people: 0, again: 0, toThem: 0 };
    returns.set(staffId, of);
    const { again, toThem } = cameAgain(comings, whoId, staffId, { day, within });
    of.people += 1;
    of.again += Number(again);
    of.toThem += Number(toThem);
  }
  return returns;
}

export function addTo(sums: StaffFigures['sums'], { currency, amount }: Pick<CountedRow, 'currency' | 'amount'>): void {
  const there = sums.find(each => each.currency === currency);
  if (there) there.amount += amount;
  else sums.push({ currency, amount });
}

/** A plan beside what is, or what is proposed where there is none. */
export function plannedOf(
  metric: Plan['metric'],
  currency: string,
  of: {
    plan: Plan | undefined;
    /** That of the month before. */
    last: Plan | undefined;
    /** In all, and on days that are over. */
    done: number;
    doneBefore: number;
    days: WorkDays | null;
  },
): Planned {
  const { plan, last, done, doneBefore, days } = of;
  return {
    ...{ metric, currency, done, target: plan?.target ?? null, setAt: plan?.setAt ?? null },
    proposed: plan ? null : (last?.target ?? null),
    expected: days && days.over > 0 ? Math.max(done, Math.round((doneBefore / days.over) * days.all)) : null,
  };
}

/** Days of a month on which somebody works: all, and those that are over. */
export interface WorkDays {
  all: number;
  over: number;
}

/**
 * By which the pace of a month is told (SPEC VI5). Whose hours nobody has written down works every day.
 * @returns null: the month is over, or has not begun
 */
export function workDays(
  works: (date: string, weekday: number) => boolean,
  dates: readonly string[],
  today: string,
): WorkDays | null {
  if (today < dates[0]! || today > dates.at(-1)!) return null;
  const worked = dates.filter(date => works(date, new Date(date).getUTCDay() || 7));
  const days = worked.length > 0 ? worked : dates;
  return { all: days.length, over: days.filter(date => date < today).length };
}
