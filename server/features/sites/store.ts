/** Sites as the store keeps them. Few of them, so they are read whole. */
import type { AuditRow } from '../../../protocol/audit.ts';
import type { Site, SiteSettings } from '../../../protocol/sites.ts';

/** With the secret that stands beside a site and never leaves the server. */
export type SiteRecord = Site & { identitySecret: string };

/** Each `row` is written with what it tells. */
export interface SiteStore {
  all(): Promise<SiteRecord[]>;
  /** Creates, or replaces the one with the same id. @throws when the key is taken */
  save(site: SiteRecord, row?: AuditRow): Promise<void>;
  /** Changes settings only. Null: no such site. */
  update(
    id: string,
    settings: Partial<SiteSettings> & { identitySecret?: string },
    row?: AuditRow,
  ): Promise<SiteRecord | null>;
}
