import { entity, type Stored, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { isDuplicate } from '../../store/mongo/failures.ts';
import { NEWER_SETTINGS } from './rules.ts';
import type { SiteRecord, SiteStore } from './store.ts';

export function createSiteStore({ database: { sites } }: Engine): SiteStore {
  return {
    async all() {
      return (await sites.find().sort({ createdAt: 1, _id: 1 }).toArray()).map(fromDocument);
    },

    async save(site) {
      try {
        await sites.replaceOne({ _id: site.id }, stored(site), { upsert: true });
      } catch (error) {
        if (isDuplicate(error)) throw new Error(`another site has the key ${site.key}`, { cause: error });
        throw error;
      }
    },

    async update(id, settings) {
      const changed = await sites.findOneAndUpdate({ _id: id }, { $set: settings }, { returnDocument: 'after' });
      return changed && fromDocument(changed);
    },

    async keepHolidays(id, read) {
      const isItsOwn = { _id: id, 'holidays.url': read.url };
      const changed = await sites.findOneAndUpdate(isItsOwn, { $set: { holidays: read } }, { returnDocument: 'after' });
      return changed && fromDocument(changed);
    },
  };
}

function fromDocument(document: Stored<SiteRecord>): SiteRecord {
  return { ...NEWER_SETTINGS, ...entity(document) };
}
