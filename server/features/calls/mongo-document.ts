import { entity, type Stored } from '../../store/mongo/documents.ts';
import type { CallRecord } from './store.ts';

/** `touch`: by which server it was written last, for the feed of the others. */
export type CallDocument = Stored<CallRecord> & { touch: number };

export function toCall({ touch: _, ...document }: CallDocument): CallRecord {
  // Those that were written before this was known have none of it.
  return { ...entity(document), isEmptied: document.isEmptied ?? false };
}
