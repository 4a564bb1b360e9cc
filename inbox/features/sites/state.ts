import { type ReadonlySignal, signal } from '@preact/signals';
import type { Site, SiteSettings } from '../../../protocol/sites.ts';
import { type Http, readInto } from '../../shell/http.ts';
import { currentLocale } from '../../shell/locale.ts';

/** The websites that are answered here. */
export interface Sites {
  all: ReadonlySignal<readonly Site[]>;
  /** What these are called, as a list in the language spoken. */
  namesOf(ids: readonly string[]): string;
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
    namesOf(ids) {
      const names = all.value.filter(site => ids.includes(site.id)).map(site => site.name);
      return new Intl.ListFormat(currentLocale(), { type: 'unit' }).format(names);
    },
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
