import type { AuditRow } from '../../../protocol/audit.ts';
import { whoKey } from '../../features/audit/store.ts';
import type { Turns } from './turns.ts';

/** As `AuditRow`, where `who`, `on` and `from` are JSON. */
interface StoredRow extends Pick<AuditRow, 'id' | 'at' | 'what' | 'siteId'> {
  row: number;
  who: string;
  target: string;
  place: string | null;
}

/** Add WHERE and ORDER BY. */
export const AUDIT_ROW = 'SELECT row, id, at, who, what, target, place, site AS siteId FROM audit';

export type AuditRows = ReturnType<typeof createAuditRows>;

/** The rows of the audit log, written by whatever verb does what they tell. Inside its step. */
export function createAuditRows({ writer }: Turns) {
  const insert = writer.prepare(`
    INSERT INTO audit (id, at, who, who_key, what, target, place, site) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);

  return {
    /** @param row left out: nothing is to be written down */
    add(row: AuditRow | undefined): void {
      if (!row) return;
      const { id, at, who, what, on, from, siteId } = row;
      const place = from && JSON.stringify(from);
      insert.run(id, at, JSON.stringify(who), whoKey(row), what, JSON.stringify(on), place, siteId);
    },
  };
}

export function auditFromRow(from: unknown): AuditRow {
  const { id, at, who, what, target, place, siteId } = from as StoredRow;
  return { id, at, who: JSON.parse(who), what, on: JSON.parse(target), from: place && JSON.parse(place), siteId };
}
