import type { Engine } from '../../store/sqlite/engine.ts';
import {
  IMPORT,
  IMPORT_PERSON,
  IMPORT_ROW,
  importFromRow,
  importPersonFromRow,
  importRowFromRow,
} from '../../store/sqlite/import-rows.ts';
import type { PersonRows } from '../privacy/person-rows.ts';
import { traceOf } from './traces.ts';

/** What imports know of people: how they were before, and rows that led to them. */
export function importsOfPeople({ reader, writer, rows: { contacts } }: Engine): PersonRows {
  const among = 'IN (SELECT value FROM json_each(:contactIds))';
  const held = reader.prepare(`SELECT ${IMPORT_PERSON} WHERE contact ${among} ORDER BY import, line`);
  const left = reader.prepare(`SELECT ${IMPORT_ROW} WHERE contact ${among} AND cells <> '[]' ORDER BY import, line`);
  const any = writer.prepare(`
    SELECT 1 FROM import_people WHERE contact ${among}
    UNION ALL SELECT 1 FROM import_rows WHERE contact ${among} AND cells <> '[]' LIMIT 1`);
  const dropPeople = writer.prepare(`DELETE FROM import_people WHERE contact ${among}`);
  const dropRows = writer.prepare(`DELETE FROM import_rows WHERE contact ${among}`);
  const all = writer.prepare(`SELECT ${IMPORT} WHERE created_at >= 0 ORDER BY created_at, id`);
  const save = writer.prepare('UPDATE imports SET record = ? WHERE id = ?');
  const notTaken = writer.prepare(`SELECT ${IMPORT_ROW} WHERE import = ? AND outcome = 'wrong'`);
  const blank = writer.prepare("UPDATE import_rows SET cells = '[]' WHERE import = ? AND line = ?");
  return {
    kind: 'importPeople',
    read: contactIds => [
      ...held.all({ contactIds }).map(importPersonFromRow),
      ...left.all({ contactIds }).map(importRowFromRow),
    ],
    has: contactIds => any.get({ contactIds }) !== undefined,
    drop(contactIds) {
      dropRows.run({ contactIds });
      const gone = (JSON.parse(contactIds) as string[]).flatMap(id => contacts.find(id)?.contact ?? []);
      const trace = traceOf(gone);
      for (const run of all.all().map(importFromRow)) {
        const cleared = trace.cleared(run);
        if (cleared !== run) save.run(JSON.stringify(cleared), run.id);
        for (const row of notTaken.iterate(run.id)) {
          const { line, cells } = importRowFromRow(row);
          if (trace.isIn(cells)) blank.run(run.id, line);
        }
      }
      return Number(dropPeople.run({ contactIds }).changes);
    },
  };
}
