import type { SavedKind } from '../../../protocol/saved-views.ts';
import { entity, type Stored, stored } from '../../store/mongo/documents.ts';
import type { SavedViewRecord } from './store.ts';

/** Those from before there were kinds say none, and list conversations. */
export type SavedViewDocument = Omit<Stored<SavedViewRecord>, 'kind'> & { kind?: SavedKind };

export function savedViewDocument(view: SavedViewRecord): SavedViewDocument {
  return stored(view);
}

export function toSavedView<K extends SavedKind>(found: SavedViewDocument): SavedViewRecord<K> {
  return { kind: 'conversations', ...entity(found) } as SavedViewRecord<K>;
}
