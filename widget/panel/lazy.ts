import { tryChunk } from './chunks.ts';
import { createValue } from './value.ts';

/** Something that components draw once its chunk is there: they watch `loaded`, and call `load` where they want it. */
export interface Lazy<Chunk> {
  loaded: { now: { chunk?: Chunk }; watchers: Set<() => void> };
  /** Asks for the chunk, unless it is there or on its way. One that did not come is asked for at the next call. */
  load(): Promise<void>;
}

/** How many chunks are there. */
export let arrived = 0;

/** Takes what `tryChunk` takes. */
export function createLazy<Chunk>(name: string, first: () => Promise<Chunk>): Lazy<Chunk> {
  const loaded = createValue<{ chunk?: Chunk }>({});
  let isLoading = false;
  return {
    loaded,
    async load() {
      if (isLoading) return;
      isLoading = true;
      const chunk = await tryChunk(name, first);
      // Nobody is drawn anew for a chunk that did not come: they would ask again at once, and for ever.
      if (chunk) {
        arrived += 1;
        loaded.change({ chunk });
      } else isLoading = false;
    },
  };
}
