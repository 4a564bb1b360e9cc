import type { ImportPersonRecord, ImportRecord, ImportRowRecord } from '../../features/imports/store.ts';
import { rowId } from '../../features/imports/store.ts';

/** `SELECT ${…} …` gives rows for the functions below; add WHERE and ORDER BY. */
export const IMPORT = 'id, state, done, ready_at AS readyAt, created_at AS createdAt, record FROM imports';
export const IMPORT_ROW =
  'import AS importId, line, outcome, reason, of_column AS "column", contact AS contactId, cells, made FROM import_rows';
export const IMPORT_PERSON =
  'import AS importId, contact AS contactId, line, before, version, state FROM import_people';

export function importFromRow(from: unknown): ImportRecord {
  return JSON.parse((from as { record: string }).record);
}

export function importRowFromRow(from: unknown): ImportRowRecord {
  const { cells, made, ...row } = from as Omit<ImportRowRecord, 'id' | 'cells' | 'made'> & {
    cells: string;
    made: string | null;
  };
  const parts = { cells: JSON.parse(cells), made: made === null ? null : JSON.parse(made) };
  return { id: rowId(row.importId, row.line), ...row, ...parts };
}

export function importPersonFromRow(from: unknown): ImportPersonRecord {
  const { before, ...row } = from as Omit<ImportPersonRecord, 'id' | 'before'> & { before: string | null };
  return { id: rowId(row.importId, row.contactId), ...row, before: before === null ? null : JSON.parse(before) };
}
