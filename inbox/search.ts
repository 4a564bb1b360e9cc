import type { SearchAnswer } from '../protocol/search.ts';
import type { Api } from './api.ts';
import { createValue, type Value } from './value.ts';

export interface SearchState {
  /** As typed; empty shows the list. */
  query: string;
  /** Of an earlier query until the new one is answered: results should not blink at each letter. */
  results: (SearchAnswer & { query: string }) | null;
  status: 'idle' | 'searching' | 'failed';
}

export interface Search {
  state: Value<SearchState>;
  type(query: string): void;
}

/** A pause in typing; each letter alone is not worth a question. */
const PAUSE_MS = 200;

export function createSearch(api: Pick<Api, 'search'>): Search {
  const state = createValue<SearchState>({ query: '', results: null, status: 'idle' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked: AbortController | undefined;

  async function ask(query: string) {
    asked = new AbortController();
    const { signal } = asked;
    try {
      const results = await api.search(query, signal);
      state.update(now => ({ ...now, results: { ...results, query }, status: 'idle' }));
    } catch {
      if (!signal.aborted) state.update(now => ({ ...now, status: 'failed' }));
    }
  }

  return {
    state,
    type(query) {
      clearTimeout(timer);
      asked?.abort();
      const wanted = query.trim();
      if (!wanted) return state.set({ query, results: null, status: 'idle' });
      state.update(now => ({ ...now, query, status: 'searching' }));
      timer = setTimeout(ask, PAUSE_MS, wanted);
    },
  };
}
