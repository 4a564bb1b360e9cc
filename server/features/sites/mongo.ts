import { entity, type Stored, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { isDuplicate } from '../../store/mongo/failures.ts';
import { wakeJobs } from '../../store/mongo/jobs.ts';
import { writeDown } from '../audit/mongo.ts';
import { LADDER_KINDS } from '../jobs/store.ts';
import { movesDueTimes, NEWER_SETTINGS } from './rules.ts';
import type { SiteRecord, SiteStore } from './store.ts';

export function createSiteStore({ database }: Engine): SiteStore {
  const { sites } = database;

  return {
    async all() {
      return (await sites.find().sort({ createdAt: 1, _id: 1 }).toArray()).map(fromDocument);
    },

    async save(site, row) {
      try {
        await database.transaction(async session => {
          await sites.replaceOne({ _id: site.id }, stored(site), { session, upsert: true });
          await wakeJobs(database, session, site.id, LADDER_KINDS);
          await writeDown(database, row, session);
        });
      } catch (error) {
        if (isDuplicate(error)) throw new Error(`another site has the key ${site.key}`, { cause: error });
        throw error;
      }
    },

    update: (id, settings, row) =>
      database.transaction(async session => {
        const options = { session, returnDocument: 'after' } as const;
        const changed = await sites.findOneAndUpdate({ _id: id }, { $set: settings }, options);
        if (changed && movesDueTimes(settings)) await wakeJobs(database, session, id, LADDER_KINDS);
        if (changed) await writeDown(database, row, session);
        return changed && fromDocument(changed);
      }),

    keepHolidays: (id, read) =>
      database.transaction(async session => {
        const isItsOwn = { _id: id, 'holidays.url': read.url };
        const options = { session, returnDocument: 'after' } as const;
        const changed = await sites.findOneAndUpdate(isItsOwn, { $set: { holidays: read } }, options);
        if (changed) await wakeJobs(database, session, id, LADDER_KINDS);
        return changed && fromDocument(changed);
      }),
  };
}

/** With what sites of older versions lack. */
function fromDocument(document: Stored<SiteRecord>): SiteRecord {
  return { ...NEWER_SETTINGS, ...entity(document) };
}
