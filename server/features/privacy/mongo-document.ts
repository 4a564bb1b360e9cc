import type { Erasure } from '../../../protocol/privacy.ts';
import type { Stored } from '../../store/mongo/documents.ts';

/**
 * `leftovers`: what another server may have written while the person was erased, such as a message that was on its way or
 * the text of one for search; looked for again until then.
 */
export type ErasureDocument = Stored<Erasure> & {
  leftovers?: { conversationIds: string[]; entryIds: number[]; until: number };
};

export function toErasure({ _id, leftovers: _, ...erasure }: ErasureDocument): Erasure {
  return { id: _id, ...erasure };
}
