import { entity, type Stored, stored } from '../../store/mongo/documents.ts';
import { rankOf } from './rules.ts';
import type { ComplaintRecord } from './store.ts';

/** With where it stands in a list. */
export interface ComplaintDocument extends Stored<ComplaintRecord> {
  isClosed: 0 | 1;
  rank: number;
}

export function complaintDocument(complaint: ComplaintRecord): ComplaintDocument {
  return { ...stored(complaint), isClosed: complaint.status === 'closed' ? 1 : 0, rank: rankOf(complaint) };
}

export function toComplaint({ isClosed: _, rank: __, ...rest }: ComplaintDocument): ComplaintRecord {
  return entity(rest);
}
