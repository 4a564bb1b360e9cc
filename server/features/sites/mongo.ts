import { entity, type Stored, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { isDuplicate } from '../../store/mongo/failures.ts';
import type { SiteRecord, SiteStore } from './store.ts';

export function createSiteStore({ database: { sites } }: Engine): SiteStore {
  return {
    async all() {
      return (await sites.find().sort({ createdAt: 1, _id: 1 }).toArray()).map(siteOf);
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
      return changed && siteOf(changed);
    },
  };
}

/** With what sites of older versions lack. */
function siteOf(document: Stored<SiteRecord>): SiteRecord {
  return { ...entity(document), files: document.files ?? null };
}
