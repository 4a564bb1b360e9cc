import { randomUUID } from 'node:crypto';
import type { Plan } from '../../../protocol/visits.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { VISIT_ROW, visitFromRow } from '../../store/sqlite/visit-rows.ts';
import type { PersonRows } from '../privacy/person-rows.ts';
import type { Coming, CountedRow, ToldRow, VisitStore } from './store.ts';

const COUNTED = `v.kind, v.staff AS staffId, v.staff_name AS staffName, coalesce(c.card, v.person) AS whoId, v.at, v.day AS date,
  v.amount, v.currency`;
const WITH_CARD = 'visit_rows v LEFT JOIN contacts c ON c.id = v.person';

/** See `VisitStore`. */
export function createVisitStore({ writer, reader, write, read, rows }: Engine): VisitStore {
  const counted = reader.prepare(`
    SELECT ${COUNTED} FROM ${WITH_CARD} WHERE v.day BETWEEN ? AND ? ORDER BY v.day, v.at, v.id`);
  const comings = reader.prepare(`
    SELECT DISTINCT v.staff AS staffId, coalesce(c.card, v.person) AS whoId, v.day AS date FROM ${WITH_CARD}
    WHERE v.day BETWEEN ? AND ? AND v.kind <> 'no_show'`);
  const told = reader.prepare(`
    SELECT ${COUNTED}, v.person AS personId, v.what FROM ${WITH_CARD}
    WHERE v.staff = ? AND v.day BETWEEN ? AND ? ORDER BY v.day, v.at, v.id`);
  const plans = reader.prepare(`
    SELECT whole FROM plans WHERE month IN (SELECT value FROM json_each(?)) ORDER BY month, staff, metric`);
  const put = writer.prepare(`
    INSERT INTO plans (staff, month, metric, whole) VALUES (:staffId, :month, :metric, :whole)
    ON CONFLICT DO UPDATE SET whole = :whole`);
  const drop = writer.prepare('DELETE FROM plans WHERE staff = ? AND month = ? AND metric = ?');

  return {
    counted: (from, to) => read(() => counted.all(from, to) as unknown as CountedRow[]),

    comings: (from, to) => read(() => comings.all(from, to) as unknown as Coming[]),

    told: (staffId, from, to) =>
      read(() =>
        told
          .all(staffId, from, to)
          .map(row => ({ ...row, what: JSON.parse(row.what as string) }) as unknown as ToldRow),
      ),

    plans: months =>
      read(() => plans.all(JSON.stringify(months)).map(each => JSON.parse(each.whole as string) as Plan)),

    setPlan: (plan, row) =>
      write(() => {
        const { staffId, month, metric } = plan;
        put.run({ staffId, month, metric, whole: JSON.stringify(plan) });
        rows.audit.add(row);
      }),

    dropPlan: ({ staffId, month, metric }, row) =>
      write(() => {
        if (drop.run(staffId, month, metric).changes === 0) return false;
        rows.audit.add(row);
        return true;
      }),
  };
}

/** What employees did for one person: it stays, and is nobody's any more (SPEC VI6). */
export function visitsOfPeople({ reader, writer }: Engine): PersonRows {
  const among = 'person IN (SELECT value FROM json_each(?))';
  const held = reader.prepare(`SELECT ${VISIT_ROW} WHERE ${among} ORDER BY at, id`);
  const any = writer.prepare(`SELECT 1 FROM visit_rows WHERE ${among} LIMIT 1`);
  const forget = writer.prepare(`UPDATE visit_rows SET person = ? WHERE ${among}`);
  return {
    kind: 'visitRows',
    read: contactIds => held.all(contactIds).map(visitFromRow),
    has: contactIds => any.get(contactIds) !== undefined,
    // All under one id: so many comings of one person stay so many.
    drop: contactIds => Number(forget.run(randomUUID(), contactIds).changes),
  };
}
