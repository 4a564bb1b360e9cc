import { rankOf } from '../../features/complaints/rules.ts';
import type { ComplaintRecord } from '../../features/complaints/store.ts';

/** Of a row with its column `whole`. */
export function complaintFromRow(row: unknown): ComplaintRecord {
  return JSON.parse((row as { whole: string }).whole);
}

/** The values of a row: those by which complaints are found, and all of it. */
export function complaintRow(complaint: ComplaintRecord) {
  const { id, contactId, siteId, status, assignee, untilAt, createdAt, sourceKey, externalId } = complaint;
  return {
    ...{ id, contactId, siteId, untilAt, createdAt, sourceKey, externalId },
    isClosed: status === 'closed' ? 1 : 0,
    rank: rankOf(complaint),
    assigneeId: assignee?.id ?? null,
    whole: JSON.stringify(complaint),
  };
}
