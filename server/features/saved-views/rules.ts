/** Whose a saved view is to change, which sites it names, and how many there may be: pure (SPEC SV1, SV2). */
import { MAX_SAVED_VIEWS, type SavedFilter, type SavedKind } from '../../../protocol/saved-views.ts';
import { AppError } from '../../app-error.ts';
import type { Asking, SavedViewRecord } from './store.ts';

/** Whether it is theirs to change or take away, and of the kind that they ask for. */
export function mayChange({ agentId, kind }: Pick<SavedViewRecord, 'agentId' | 'kind'>, asking: Asking): boolean {
  return kind === asking.kind && (agentId === null ? asking.isOwner : agentId === asking.agentId);
}

/** @param count of those that whoever is to have one more has already. @throws AppError VIEWS_FULL */
export function refuseFull(count: number): void {
  if (count >= MAX_SAVED_VIEWS) throw new AppError('VIEWS_FULL');
}

/** What agents are told of one. */
export interface Kept<K extends SavedKind> {
  id: string;
  name: string;
  filter: SavedFilter<K>;
  isShared: boolean;
}

export function savedViewOf<K extends SavedKind>({ id, name, filter, agentId }: SavedViewRecord<K>): Kept<K> {
  return { id, name, filter, isShared: agentId === null };
}

/** Ids of the sites that a filter names. */
export function sitesOf(filter: SavedFilter<SavedKind>): string[] {
  if ('filter' in filter) {
    const conditions = filter.filter.all.flatMap(each => ('any' in each ? each.any : [each]));
    return conditions.flatMap(each => (each.field === 'site' ? [each.value] : []));
  }
  return filter.siteId === undefined ? [] : [filter.siteId];
}
