import { AUDIT_ROW, auditFromRow } from '../../store/sqlite/audit-rows.ts';
import { cursorOf, pageOf, readCursor } from '../../store/sqlite/cursor.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import type { AuditStore } from './store.ts';

/** See `AuditStore`. */
export function createAuditStore({ writer, reader, write, read, rows }: Engine): AuditStore {
  /** One statement for each filter, or an index could not be used. */
  const pageOfThose = (filter: string) =>
    reader.prepare(`
      ${AUDIT_ROW} WHERE ${filter} (at, row) < (:at, :before) ORDER BY at DESC, row DESC LIMIT :limit`);
  const pages = {
    all: pageOfThose(''),
    who: pageOfThose('who_key = :who AND'),
    what: pageOfThose('what = :what AND'),
    both: pageOfThose('who_key = :who AND what = :what AND'),
  };
  for (const page of Object.values(pages)) page.setAllowUnknownNamedParameters(true);
  const dropOld = writer.prepare('DELETE FROM audit WHERE at < ?');

  return {
    add: row => write(() => rows.audit.add(row)),

    page: ({ who = '', what = '', cursor, limit }) =>
      read(() => {
        const [at, before] = readCursor(cursor) ?? [Number.MAX_SAFE_INTEGER, 0];
        const page = who ? (what ? pages.both : pages.who) : what ? pages.what : pages.all;
        const found = page.all({ who, what, at, before, limit: limit + 1 }) as { at: number; row: number }[];
        return pageOf(found, limit, last => cursorOf(last.at, last.row), auditFromRow);
      }),

    sweep: before => write(() => void dropOld.run(before)),
  };
}
