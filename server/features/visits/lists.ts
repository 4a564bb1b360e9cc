/** The rows behind a number: pure. */
import type { Visit, VisitFigure } from '../../../protocol/visits.ts';
import { addTo, cameAgain, comingsOf, dayNumber, isVisit, lastDays, visitKey } from './figures.ts';
import type { Coming, CountedRow, ToldRow } from './store.ts';

export interface Around {
  rows: readonly CountedRow[];
  earlier: readonly Coming[];
}

export type Behind = Omit<Visit, 'contact'> & { personId: string };

/**
 * What one employee's number is made of, latest first.
 * @param rows of the employee and the month
 * @param around of everybody, where it is about coming again: in the month, and on the days before it
 */
export function behind(
  rows: readonly ToldRow[],
  around: Around,
  { of, within }: { of: VisitFigure; within: number },
): Behind[] {
  const wanted = chosen(rows, around, { of, within });
  const visits = new Map<string, Behind>();
  for (const [at, row] of rows.entries()) {
    if (!wanted(row)) continue;
    // Each time that nobody came is one.
    const key = isVisit(row) ? visitKey(row) : String(at);
    const { date, personId } = row;
    const visit = visits.get(key) ?? {
      ...{ date, at: row.at, personId, kind: isVisit(row) ? ('came' as const) : ('no_show' as const) },
      ...{ what: [], sums: [] },
    };
    visits.set(key, visit);
    visit.what = [...new Set([...visit.what, ...row.what])];
    if (row.currency !== '') addTo(visit.sums, row);
  }
  return [...visits.values()].reverse();
}

/** Which rows a number counts. */
function chosen(
  rows: readonly ToldRow[],
  around: Around,
  { of, within }: { of: VisitFigure; within: number },
): (row: ToldRow) => boolean {
  switch (of) {
    case 'visits':
      return isVisit;
    case 'noShows':
      return row => !isVisit(row);
    case 'sum':
      return row => row.currency !== '';
    case 'again':
    case 'toThem': {
      const last = lastDays(rows);
      const comings = comingsOf(around.earlier, around.rows);
      return row => {
        const day = dayNumber(row.date);
        if (!isVisit(row) || last.get(`${row.staffId} ${row.whoId}`)?.day !== day) return false;
        return cameAgain(comings, row.whoId, row.staffId, { day, within })[of];
      };
    }
  }
}
