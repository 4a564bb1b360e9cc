/** Saved views, as the store keeps them. */
import type { SavedFilter, SavedKind } from '../../../protocol/saved-views.ts';

export interface SavedViewRecord<K extends SavedKind = SavedKind> {
  id: string;
  /** What it lists. */
  kind: K;
  name: string;
  filter: SavedFilter<K>;
  /** Whose it is; null: everybody's. */
  agentId: string | null;
  createdAt: number;
}

/** Who asks, and for one that lists what: agents change their own, and owners everybody's too. */
export interface Asking<K extends SavedKind = SavedKind> {
  kind: K;
  agentId: string;
  isOwner: boolean;
}

export interface SavedViewStore {
  /** An agent's own and everybody's of one kind, oldest first. */
  of<K extends SavedKind>(agentId: string, kind: K): Promise<SavedViewRecord<K>[]>;
  /** @throws AppError VIEWS_FULL when whoever has it has `MAX_SAVED_VIEWS` of that kind already */
  create(view: SavedViewRecord): Promise<void>;
  /** Null: there is none, or it is not theirs to change. @throws AppError VIEWS_FULL when it would be one too many of another's */
  update<K extends SavedKind>(
    id: string,
    asking: Asking<K>,
    change: Pick<SavedViewRecord<K>, 'name' | 'filter' | 'agentId'>,
  ): Promise<SavedViewRecord<K> | null>;
  /** False: there is none, or it is not theirs to take away. */
  delete(id: string, asking: Asking): Promise<boolean>;
}
