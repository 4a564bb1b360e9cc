import { type ReadonlySignal, signal } from '@preact/signals';
import type { SearchAnswer } from '../../../protocol/search.ts';
import { asQuery, type Http } from '../../shell/http.ts';

export interface SearchState {
  /** As typed; empty shows the list. */
  query: string;
  /** Of an earlier query until the new one is answered: results should not blink at each letter. */
  results: (SearchAnswer & { query: string }) | null;
  status: 'idle' | 'searching' | 'failed';
}

export interface Search {
  state: ReadonlySignal<SearchState>;
  type(query: string): void;
}

/** A pause in typing; each letter alone is not worth a question. */
const PAUSE_MS = 200;

/** @param isInQuarantine whether that is what the page shows: what is held is found there alone */
export function createSearch(http: Pick<Http, 'get'>, isInQuarantine: () => boolean): Search {
  const state = signal<SearchState>({ query: '', results: null, status: 'idle' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked: AbortController | undefined;

  async function ask(query: string) {
    asked = new AbortController();
    const { signal: stop } = asked;
    try {
      const results = await http.get<SearchAnswer>(
        `search${asQuery({ q: query, in: isInQuarantine() ? 'quarantine' : null })}`,
        stop,
      );
      state.value = { ...state.peek(), results: { ...results, query }, status: 'idle' };
    } catch {
      if (!stop.aborted) state.value = { ...state.peek(), status: 'failed' };
    }
  }

  return {
    state,
    type(query) {
      clearTimeout(timer);
      asked?.abort();
      const wanted = query.trim();
      if (!wanted) {
        state.value = { query, results: null, status: 'idle' };
        return;
      }
      state.value = { ...state.peek(), query, status: 'searching' };
      timer = setTimeout(ask, PAUSE_MS, wanted);
    },
  };
}
