/** Whose a saved view is to change, and how many there may be: pure (SPEC SV1, SV2). */
import { MAX_SAVED_VIEWS, type SavedView } from '../../../protocol/saved-views.ts';
import { AppError } from '../../app-error.ts';
import type { Asking, SavedViewRecord } from './store.ts';

/** Whether it is theirs to change or take away. */
export function mayChange({ agentId }: Pick<SavedViewRecord, 'agentId'>, asking: Asking): boolean {
  return agentId === null ? asking.isOwner : agentId === asking.agentId;
}

/** @param count of those that whoever is to have one more has already. @throws AppError VIEWS_FULL */
export function refuseFull(count: number): void {
  if (count >= MAX_SAVED_VIEWS) throw new AppError('VIEWS_FULL');
}

export function savedViewOf({ id, name, filter, agentId }: SavedViewRecord): SavedView {
  return { id, name, filter, isShared: agentId === null };
}
