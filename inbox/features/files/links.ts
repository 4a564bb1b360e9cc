import { type ReadonlySignal, signal } from '@preact/signals';
import { LINKED_FILES } from '../../../protocol/file-kinds.ts';
import type { FileLink } from '../../../protocol/files.ts';
import type { FilesServer } from './server.ts';

/** Addresses of files that were sent: they end, so each is asked for when it is shown, and anew when it is wanted later. */
export interface FileLinksHeld {
  /** Those that are known, by file. */
  held: ReadonlySignal<ReadonlyMap<string, FileLink>>;
  /** Asks for one that is not known. */
  want(id: string): void;
  /** One that has not ended. @throws ApiError when none can be had; undefined: the file is gone */
  fresh(id: string): Promise<FileLink | undefined>;
  isFresh(id: string): boolean;
}

/** One that ends sooner is taken for ended: the clocks of both ends differ. */
const MARGIN_MS = 10_000;

export function createFileLinks(server: Pick<FilesServer, 'links'>, now: () => number): FileLinksHeld {
  const held = signal<ReadonlyMap<string, FileLink>>(new Map());
  /** Asked for together, behind the drawing in which they are wanted. */
  const wanted = new Set<string>();
  const isFresh = (id: string) => (held.peek().get(id)?.endsAt ?? 0) > now() + MARGIN_MS;

  async function ask(ids: readonly string[]) {
    const links = await server.links(ids);
    held.value = new Map([...held.peek(), ...links.map(link => [link.id, link] as const)]);
  }

  function askWanted() {
    const ids = [...wanted];
    wanted.clear();
    for (let at = 0; at < ids.length; at += LINKED_FILES) {
      // What does not come now is wanted again when it is drawn again.
      ask(ids.slice(at, at + LINKED_FILES)).catch(() => undefined);
    }
  }

  return {
    held,
    isFresh,
    want(id) {
      if (held.peek().has(id)) return;
      if (wanted.size === 0) queueMicrotask(askWanted);
      wanted.add(id);
    },
    async fresh(id) {
      if (!isFresh(id)) await ask([id]);
      return held.peek().get(id);
    },
  };
}
