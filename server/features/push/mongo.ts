import type { ClientSession } from 'mongodb';
import { bundled } from '../../store/mongo/bundled.ts';
import { lock } from '../../store/mongo/connection.ts';
import { entity, type Stored, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import type { DeviceRecord, LiveDevice, PushStore } from './store.ts';

/** What waits for a browser that is gone is removed when it is so old: by then no server writes to it any more. */
const FORGOTTEN_MS = 3_600_000;

/** See `PushStore`. */
export function createPushStore({ database }: Engine): PushStore {
  const { pushDevices, sessions, deliveries, targets } = database;

  async function live(found: Stored<DeviceRecord>[], at: number): Promise<LiveDevice[]> {
    const ids = found.map(each => each.sessionId);
    const kept = await sessions.find({ _id: { $in: ids }, expiresAt: { $gt: at } }).toArray();
    const agents = new Map(kept.map(each => [each._id, each.userAgent]));
    return found.flatMap(each => {
      const userAgent = agents.get(each.sessionId);
      return userAgent === undefined ? [] : [{ ...entity(each), userAgent }];
    });
  }

  const of = bundled<{ agentId: string; at: number }, LiveDevice[]>(async all => {
    const agentIds = [...new Set(all.map(each => each.agentId))];
    const found = await pushDevices
      .find({ agentId: { $in: agentIds } })
      .sort({ createdAt: 1, _id: 1 })
      .toArray();
    const devicesOf = Map.groupBy(await live(found, Math.max(...all.map(each => each.at))), each => each.agentId);
    return all.map(({ agentId }) => devicesOf.get(agentId) ?? []);
  });

  async function forget(id: string, session: ClientSession): Promise<void> {
    await pushDevices.deleteOne({ _id: id }, { session });
    await deliveries.deleteMany({ kind: 'push', target: id }, { session });
    await targets.deleteOne({ _id: { kind: 'push', id } }, { session });
  }

  return {
    of: (agentId, at) => of({ agentId, at }),

    async find(id, at) {
      const found = await pushDevices.findOne({ _id: id });
      return (found && (await live([found], at))[0]) ?? null;
    },

    put: device =>
      database.transaction(async session => {
        // Two at once could each be first, and one would break on the index. They are few: a page that wants it.
        await lock(database, session, 'push devices', null);
        const { sessionId, endpointHash, sealed, origin, ...first } = stored(device);
        for (const { _id } of await pushDevices
          .find({ endpointHash, sessionId: { $ne: sessionId } }, { session })
          .toArray()) {
          await forget(_id, session);
        }
        const kept = await pushDevices.findOneAndUpdate(
          { sessionId },
          { $set: { endpointHash, sealed, origin }, $setOnInsert: first },
          { session, upsert: true, returnDocument: 'after' },
        );
        // What its old endpoint did says nothing of the new one.
        await targets.deleteOne({ _id: { kind: 'push', id: kept!._id } }, { session });
      }),

    async used(id, at) {
      await pushDevices.updateOne({ _id: id }, { $set: { lastUsedAt: at } });
    },

    drop: (id, of) =>
      database.transaction(async session => {
        const found = await pushDevices.findOne({ _id: id, ...of }, { session });
        if (found) await forget(id, session);
        return found !== null;
      }),

    async sweep(at) {
      const all = await pushDevices.find({}, { projection: { sessionId: 1 } }).toArray();
      const ids = all.map(each => each.sessionId);
      const kept = new Set(
        (await sessions.find({ _id: { $in: ids } }, { projection: { _id: 1 } }).toArray()).map(each => each._id),
      );
      const gone = all.filter(each => !kept.has(each.sessionId)).map(each => each._id);
      await pushDevices.deleteMany({ _id: { $in: gone } });
      const left = await pushDevices.distinct('_id');
      await deliveries.deleteMany({ kind: 'push', target: { $nin: left }, createdAt: { $lt: at - FORGOTTEN_MS } });
      await targets.deleteMany({ '_id.kind': 'push', '_id.id': { $nin: left } });
    },
  };
}
