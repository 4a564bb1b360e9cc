import { rankOf } from '../../features/complaints/rules.ts';
import type { ComplaintRecord } from '../../features/complaints/store.ts';
import type { Turns } from './turns.ts';

export type ComplaintRows = ReturnType<typeof createComplaintRows>;

/** What of complaints goes with their person. Inside a step. */
export function createComplaintRows({ writer }: Turns) {
  const dropOf = writer.prepare('DELETE FROM complaints WHERE contact = ? RETURNING id');

  return {
    /** Takes away all of a contact. @returns their ids */
    dropOf: (contactId: string): string[] => dropOf.all(contactId).map(row => row.id as string),
  };
}

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
