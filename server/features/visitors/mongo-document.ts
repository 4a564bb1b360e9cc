import type { Visitor } from '../../../protocol/visitors.ts';
import { entity, type Stored } from '../../store/mongo/documents.ts';

/** `touch`: as in a conversation, when an identity gave the visitor another one. */
export type VisitorDocument = Stored<Visitor> & { tokenHash: string; touch?: number };

export function toVisitor({ tokenHash: _hash, touch: _touch, ...document }: VisitorDocument): Visitor {
  return entity(document);
}
