import { isDeepStrictEqual } from 'node:util';
import type { ClientSession } from 'mongodb';
import { NOTICE_DEFAULTS, type NoticeSettings } from '../../../protocol/notices.ts';
import { bundled } from '../../store/mongo/bundled.ts';
import { entity, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { isDuplicate } from '../../store/mongo/failures.ts';
import { changeJobs, finishJob } from '../../store/mongo/jobs.ts';
import { gathered } from './gathering.ts';
import type { NewNotice, NoticeStore } from './store.ts';

/** Of two servers that begin a notice at once, the unique number lets one through; the other begins anew and joins it. */
export function createNoticeStore({ database, leaving }: Engine): NoticeStore {
  const { notices, noticeSettings } = database;

  async function add(session: ClientSession, notice: NewNotice, at: number): Promise<void> {
    const { agentId, way } = notice;
    const last = await notices.findOne({ agentId, way }, { session, sort: { number: -1 } });
    const { record, isNew } = gathered(last && entity(last), notice, at);
    if (!isNew) {
      const { parts, more } = record;
      await notices.updateOne({ _id: record.id }, { $set: { parts, more } }, { session });
      return;
    }
    await notices.insertOne(stored(record), { session });
    const { dueAt } = record;
    const those = notice.deliveries.map(each => ({ ...each, dueAt, since: dueAt }));
    await leaving.write(session, those);
  }

  const settings = bundled<string, NoticeSettings | null>(async agentIds => {
    const found = await noticeSettings.find({ _id: { $in: [...new Set(agentIds)] } }).toArray();
    const settingsOf = new Map(found.map(each => [each._id, each.settings]));
    return agentIds.map(id => settingsOf.get(id) ?? null);
  });

  return {
    tell: ({ claim, notices: wanted, next, at }) =>
      database.transaction(async session => {
        if (!(await finishJob(database, session, claim))) return false;
        for (const each of wanted) await add(session, each, at);
        await changeJobs(database, session, [{ cancel: [], put: next }]);
        return true;
      }),

    async close(id) {
      // A write, so that whoever joins it at this moment begins anew.
      const closed = await notices.findOneAndUpdate(
        { _id: id },
        { $set: { isOpen: false } },
        { returnDocument: 'after' },
      );
      return closed && entity(closed);
    },

    settings,

    async putSettings({ id, settings }, was) {
      if (!was) {
        await noticeSettings.updateOne({ _id: id }, { $set: { settings } }, { upsert: true });
        return true;
      }
      const kept = await noticeSettings.findOne({ _id: id });
      if (!isDeepStrictEqual(kept?.settings ?? NOTICE_DEFAULTS, was)) return false;
      if (kept) {
        // Written over what was read alone: whoever was faster has made it another.
        const { matchedCount } = await noticeSettings.updateOne(
          { _id: id, settings: kept.settings },
          { $set: { settings } },
        );
        return matchedCount === 1;
      }
      try {
        await noticeSettings.insertOne({ _id: id, settings });
        return true;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    },

    async sweep(before) {
      await notices.deleteMany({ dueAt: { $lt: before } });
    },
  };
}
