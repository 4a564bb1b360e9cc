import type { AuditRow } from '../../../protocol/audit.ts';
import { entity, type Stored, stored } from '../../store/mongo/documents.ts';
import { whoKey } from './store.ts';

/** `whoKey`: what the filter looks for. */
export type AuditDocument = Stored<AuditRow> & { whoKey: string };

export function auditDocument(row: AuditRow): AuditDocument {
  return { ...stored(row), whoKey: whoKey(row) };
}

export function toAuditRow({ whoKey: _, ...document }: AuditDocument): AuditRow {
  return entity(document);
}
