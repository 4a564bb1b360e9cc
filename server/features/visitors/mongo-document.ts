import type { Visitor } from '../../../protocol/visitors.ts';
import { entity, type Stored } from '../../store/mongo/documents.ts';
import type { VisitorRecord } from './store.ts';

/** `touch`: as in a conversation, when an identity gave the visitor another one. */
export type VisitorDocument = Stored<VisitorRecord> & { touch?: number };

export function toVisitor(found: VisitorDocument): Visitor {
  const { tokenHash: _, tokenAt: _at, oldTokenHash: _old, oldTokenUntil: _until, touch: _touch, ...document } = found;
  return entity(document);
}
