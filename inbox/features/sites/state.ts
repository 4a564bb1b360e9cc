import { type ReadonlySignal, signal } from '@preact/signals';
import type { Site, SiteSettings } from '../../../protocol/sites.ts';
import { type Http, readInto } from '../../shell/http.ts';

/** The websites that are answered here. */
export interface Sites {
  all: ReadonlySignal<readonly Site[]>;
  /** Reads them; when that fails, there are none to choose from. */
  read(): void;
  /** @throws ApiError */
  create(name: string): Promise<Site>;
  /** @throws ApiError */
  update(key: string, change: Partial<SiteSettings>): Promise<Site>;
}

export function createSites(http: Http): Sites {
  const all = signal<readonly Site[]>([]);
  return {
    all,
    read: () => readInto(all, http.get('sites')),
    async create(name) {
      const site = await http.post<Site>('sites', { name });
      all.value = [...all.peek(), site];
      return site;
    },
    async update(key, change) {
      const saved = await http.patch<Site>(`sites/${key}`, change);
      all.value = all.peek().map(site => (site.id === saved.id ? saved : site));
      return saved;
    },
  };
}
