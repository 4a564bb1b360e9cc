import type { SavedView, SavedViewSave } from '../../../../protocol/saved-views.ts';
import type { Http } from '../../../shell/http.ts';
import type { SavedViews } from '../state.ts';

type Parts = { http: Pick<Http, 'put' | 'post' | 'delete'>; savedViews: Pick<SavedViews, 'take'> };

/** Keeps a view: with an id changes that one, without makes a new one. @throws ApiError */
export async function keepView(
  { http, savedViews }: Parts,
  { id, ...view }: SavedViewSave & { id?: string },
): Promise<SavedView> {
  const kept = id
    ? await http.put<SavedView>(`saved-views/${id}`, view)
    : await http.post<SavedView>('saved-views', view);
  savedViews.take(kept.id, kept);
  return kept;
}

/** @throws ApiError */
export async function dropView({ http, savedViews }: Parts, id: string): Promise<void> {
  await http.delete(`saved-views/${id}`);
  savedViews.take(id, null);
}
