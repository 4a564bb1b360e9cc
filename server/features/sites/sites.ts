import type { Store } from '../../store/store.ts';
import type { SiteRecord } from './store.ts';

/** Sites as the server last read them. Every request and every hello asks for one, and they hardly ever change. */
export interface Sites {
  byKey(key: string): Promise<SiteRecord | null>;
  byId(id: string): Promise<SiteRecord | null>;
  all(): Promise<SiteRecord[]>;
  /** As it was read last, at once, for news that wait for nothing; null: it was not read yet. */
  lastKnown(id: string): SiteRecord | null;
  /** Reads anew at the next call; for who has just changed one. */
  forget(): void;
}

/** Milliseconds a read lasts: how long another server's change may take to be seen here. */
const FRESH_MS = 2_000;

/** @param clock milliseconds that only go forward; not the server's `now`, which tests hold still */
export function createSites(store: Pick<Store, 'sites'>, clock: () => number = () => performance.now()): Sites {
  let kept: { at: number; sites: Promise<SiteRecord[]> } | null = null;
  let lastRead: SiteRecord[] | null = null;

  async function read(): Promise<SiteRecord[]> {
    try {
      lastRead = await store.sites.all();
      return lastRead;
    } catch (error) {
      // A site is as it was while the store is away: pages stay up, and what can not be kept is refused by who tries.
      kept = null;
      if (!lastRead) throw error;
      return lastRead;
    }
  }

  function all(): Promise<SiteRecord[]> {
    if (!kept || clock() - kept.at >= FRESH_MS) kept = { at: clock(), sites: read() };
    return kept.sites;
  }

  return {
    all,
    byKey: async key => (await all()).find(site => site.key === key) ?? null,
    byId: async id => (await all()).find(site => site.id === id) ?? null,
    lastKnown: id => lastRead?.find(site => site.id === id) ?? null,
    forget() {
      kept = null;
    },
  };
}
