import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ViewFilter } from '../../../protocol/filters.ts';
import type { SavedView } from '../../../protocol/saved-views.ts';
import { type Http, readInto } from '../../shell/http.ts';
import type { ListName } from '../../shell/routes.ts';
import { readFilter } from './filter-text.ts';

/** Filters that the agent keeps under a name, and those of everybody. */
export interface SavedViews {
  /** By name. Null: not read yet. */
  all: ReadonlySignal<readonly SavedView[] | null>;
  /** The one that a list is of; null: it is of none, or of one that is not there. */
  of(list: ListName): SavedView | null;
  /** What a list asks of conversations; null: that is not known, or the view is gone. Undefined: it is no filter's. */
  filterOf(list: ListName): ViewFilter | null | undefined;
  /** Reads them; when that fails, those that were held stay. */
  read(): void;
  /** One was made or changed; null: it is gone. */
  take(id: string, view: SavedView | null): void;
}

export function createSavedViews(http: Http): SavedViews {
  const held = signal<readonly SavedView[] | null>(null);
  const all = computed(() => held.value && [...held.value].sort((a, b) => a.name.localeCompare(b.name)));
  /** The filter of the address that was read last, so that a list which is drawn anew has the same one. */
  let last: { text: string; filter: ViewFilter } | null = null;

  const find = (list: ListName) =>
    list.startsWith('saved/') ? (all.value?.find(each => each.id === list.slice('saved/'.length)) ?? null) : null;

  return {
    all,
    of: find,
    filterOf(list) {
      if (list.startsWith('saved/')) return find(list)?.filter ?? null;
      if (!list.startsWith('filtered/')) return undefined;
      const text = list.slice('filtered/'.length);
      if (last?.text !== text) last = { text, filter: readFilter(text) };
      return last.filter;
    },
    read: () => readInto(held, http.get<SavedView[]>('saved-views')),
    take(id, view) {
      const others = (held.peek() ?? []).filter(each => each.id !== id);
      held.value = view ? [...others, view] : others;
    },
  };
}
