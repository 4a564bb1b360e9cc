import type { PublicSite, Site } from '../../../protocol/sites.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import type { Store } from '../../store/store.ts';
import { newId } from '../../tokens.ts';
import type { SiteRecord } from './store.ts';

/** Sites as the server last read them. Every request and every hello asks for one, and they hardly ever change. */
export interface Sites {
  byKey(key: string): Promise<SiteRecord | null>;
  byId(id: string): Promise<SiteRecord | null>;
  all(): Promise<SiteRecord[]>;
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
    forget() {
      kept = null;
    },
  };
}

/** The site as agents see it: without its secret. */
export function siteOf({ identitySecret: _, ...site }: SiteRecord): Site {
  return site;
}

/** What a visitor's page may know, in its language or else the site's own. */
export function publicSite(site: SiteRecord, locale: Locale): PublicSite {
  const own = site.texts[site.locale];
  const texts = site.texts[locale];
  return {
    key: site.key,
    name: site.name,
    accent: site.accent,
    channels: site.channels,
    locale: site.locale,
    timeZone: site.timeZone,
    greeting: texts?.greeting || own?.greeting || '',
    consent: texts?.consent || own?.consent || '',
  };
}

/** Public, so it only has to be unlike any other: 80 bits, in letters that survive being read aloud. */
export function newSiteKey(): string {
  return newId().slice(-16);
}

/** A site with settings that work before anybody has touched them: every channel on, any origin, always open. */
export function newSite(site: { id: string; key: string; name: string; origins: string[]; at: number }): SiteRecord {
  return {
    id: site.id,
    key: site.key,
    name: site.name,
    origins: site.origins,
    channels: ['chat', 'callback', 'form'],
    accent: '#0b6b57',
    locale: 'en',
    timeZone: 'UTC',
    hours: null,
    texts: {},
    callbacksPerSlot: 2,
    asapMinutes: 15,
    createdAt: site.at,
    identitySecret: '',
  };
}
