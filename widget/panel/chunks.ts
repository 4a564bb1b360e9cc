import { emit } from './events.ts';

let failures = 0;

/**
 * Loads a chunk of the panel. One that failed is asked for once more, under another specifier, because browsers remember
 * a module that failed. It stays in its folder: so what it shares with the panel is the panel that runs, not a second one.
 * @param name of its file beside the panel's, which is that of its source
 * @param first the ordinary import, which the build makes the chunk of
 */
export async function loadChunk<Chunk>(name: string, first: () => Promise<Chunk>): Promise<Chunk> {
  try {
    return await first();
  } catch {
    failures += 1;
    return import(/* @vite-ignore */ new URL(`${name}.js?again=${failures}`, import.meta.url).href);
  }
}

/** The same for what the visitor can do without: where it does not come, the page is told, and there is none. */
export async function tryChunk<Chunk>(name: string, first: () => Promise<Chunk>): Promise<Chunk | undefined> {
  try {
    return await loadChunk(name, first);
  } catch {
    emit('error', { code: 'LOAD_FAILED' });
  }
}
