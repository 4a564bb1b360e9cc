import type { SiteSettings } from '../../../protocol/sites.ts';
import { AppError } from '../../app-error.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { LADDER_KINDS } from '../jobs/store.ts';
import { movesDueTimes, NEWER_SETTINGS } from './rules.ts';
import type { SiteRecord, SiteStore } from './store.ts';

interface SiteRow {
  id: string;
  key: string;
  settings: string;
  secret: string;
  createdAt: number;
}

const SITE = 'SELECT id, key, settings, identity_secret AS secret, created_at AS createdAt FROM sites';

/** See `SiteStore`. Settings are kept as one JSON. */
export function createSiteStore({ writer, reader, write, read, rows }: Engine): SiteStore {
  const all = reader.prepare(`${SITE} ORDER BY created_at, row`);
  const byId = writer.prepare(`${SITE} WHERE id = ?`);
  const keyHolder = writer.prepare('SELECT id FROM sites WHERE key = ?');
  const upsert = writer.prepare(`
    INSERT INTO sites (id, key, settings, identity_secret, created_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET key = excluded.key, settings = excluded.settings,
      identity_secret = excluded.identity_secret, created_at = excluded.created_at`);

  function put({ id, key, identitySecret, createdAt, ...settings }: SiteRecord): void {
    upsert.run(id, key, JSON.stringify(settings), identitySecret, createdAt);
  }

  return {
    all: () => read(() => all.all().map(row => fromRow(row as unknown as SiteRow))),

    save: (site, row) =>
      write(() => {
        const holder = keyHolder.get(site.key)?.id ?? site.id;
        if (holder !== site.id) {
          throw new AppError('INTERNAL', `site ${site.id}: wanted a key of its own, but ${holder} has ${site.key}`);
        }
        put(site);
        rows.jobs.wake(site.id, LADDER_KINDS);
        rows.audit.add(row);
      }),

    update: (id, settings, row) =>
      write(() => {
        const found = byId.get(id) as unknown as SiteRow | undefined;
        if (!found) return null;
        const site = { ...fromRow(found), ...settings };
        put(site);
        if (movesDueTimes(settings)) rows.jobs.wake(id, LADDER_KINDS);
        rows.audit.add(row);
        return site;
      }),

    keepHolidays: (id, read) =>
      write(() => {
        const row = byId.get(id) as unknown as SiteRow | undefined;
        const site = row && fromRow(row);
        if (site?.holidays?.url !== read.url) return null;
        const changed = { ...site, holidays: read };
        put(changed);
        rows.jobs.wake(id, LADDER_KINDS);
        return changed;
      }),
  };
}

function fromRow({ id, key, settings, secret, createdAt }: SiteRow): SiteRecord {
  // What sites of older versions lack is what nobody has set.
  return { ...NEWER_SETTINGS, ...(JSON.parse(settings) as SiteSettings), id, key, createdAt, identitySecret: secret };
}
