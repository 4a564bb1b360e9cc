/** Saved views, as the store keeps them. */
import type { ViewFilter } from '../../../protocol/filters.ts';

export interface SavedViewRecord {
  id: string;
  name: string;
  filter: ViewFilter;
  /** Whose it is; null: everybody's. */
  agentId: string | null;
  createdAt: number;
}

/** Who asks: agents change their own, and owners everybody's too. */
export interface Asking {
  agentId: string;
  isOwner: boolean;
}

export interface SavedViewStore {
  /** An agent's own and everybody's, oldest first. */
  of(agentId: string): Promise<SavedViewRecord[]>;
  /** @throws AppError VIEWS_FULL when whoever has it has `MAX_SAVED_VIEWS` already */
  create(view: SavedViewRecord): Promise<void>;
  /** Null: there is none, or it is not theirs to change. @throws AppError VIEWS_FULL when it would be one too many of another's */
  update(
    id: string,
    asking: Asking,
    change: Omit<SavedViewRecord, 'id' | 'createdAt'>,
  ): Promise<SavedViewRecord | null>;
  /** False: there is none, or it is not theirs to take away. */
  delete(id: string, asking: Asking): Promise<boolean>;
}
