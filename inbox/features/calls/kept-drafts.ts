/** What is being typed of calls, by their ids: it lives as long as the page, and over a reload what is worth it. */
import { type ReadonlySignal, signal } from '@preact/signals';

export interface KeptDrafts<T> {
  all: ReadonlySignal<ReadonlyMap<string, T>>;
  /** @param draft null: it is finished, or given up */
  put(callId: string, draft: T | null): void;
}

/**
 * @param storage null or full: they live as long as the page
 * @param isTyped whether there is something that would be missed
 */
export function createKeptDrafts<T>(
  storage: Storage | null,
  prefix: string,
  isTyped: (draft: T) => boolean,
): KeptDrafts<T> {
  const all = signal<ReadonlyMap<string, T>>(stored(storage, prefix));
  return {
    all,
    put(callId, draft) {
      const next = new Map(all.peek());
      if (draft) next.set(callId, draft);
      else next.delete(callId);
      all.value = next;
      try {
        if (draft && isTyped(draft)) storage?.setItem(prefix + callId, JSON.stringify(draft));
        else storage?.removeItem(prefix + callId);
      } catch {
        // Full: memory has it, and nothing better can be done while somebody types.
      }
    },
  };
}

function stored<T>(storage: Storage | null, prefix: string): Map<string, T> {
  const found = new Map<string, T>();
  const keys = Array.from({ length: storage?.length ?? 0 }, (_, at) => storage!.key(at)!);
  for (const key of keys.filter(each => each.startsWith(prefix))) {
    try {
      found.set(key.slice(prefix.length), JSON.parse(storage!.getItem(key)!) as T);
    } catch {
      storage!.removeItem(key);
    }
  }
  return found;
}
