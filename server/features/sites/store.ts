/** Sites as the store keeps them. Few of them, so they are read whole. */
import type { AuditRow } from '../../../protocol/audit.ts';
import type { Holidays } from '../../../protocol/hours.ts';
import type { Script } from '../../../protocol/scripts.ts';
import type { Site, SiteSettings } from '../../../protocol/sites.ts';
import type { BotRecord } from '../bots/store.ts';

/** With what stands beside a site's settings. */
export type SiteRecord = Site & {
  /** Never leaves the server. */
  identitySecret: string;
  /** Read from a calendar, whose address is for those alone who may set it; null: none is read. */
  holidays: Holidays | null;
  /** What it answers by itself; null: it was never given a script. */
  script: Script | null;
  /** What takes words that the script does not understand; null: it was never given one. */
  bot: BotRecord | null;
};

/** Each `row` is written with what it tells. */
export interface SiteStore {
  all(): Promise<SiteRecord[]>;
  /** Creates, or replaces the one with the same id. @throws when the key is taken */
  save(site: SiteRecord, row?: AuditRow): Promise<void>;
  /** Changes settings only. Null: no such site. */
  update(
    id: string,
    settings: Partial<SiteSettings & Pick<SiteRecord, 'identitySecret' | 'holidays' | 'script' | 'bot'>>,
    row?: AuditRow,
  ): Promise<SiteRecord | null>;
  /** Keeps what was read, unless the site has another calendar by now, or none. Null: it has, or there is no such site. */
  keepHolidays(id: string, read: Holidays): Promise<SiteRecord | null>;
}
