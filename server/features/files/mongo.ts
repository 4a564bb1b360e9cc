import type { ClientSession } from 'mongodb';
import type { EntryBody } from '../../../protocol/entries.ts';
import { AppError } from '../../app-error.ts';
import { type Blobs, previewName } from '../../store/blobs.ts';
import type { Database } from '../../store/mongo/connection.ts';
import { entity, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { isDuplicate } from '../../store/mongo/failures.ts';
import { filesOf, isSameFile, notSendable } from './rules.ts';
import type { FilePlace, FileStore } from './store.ts';

/** Files taken away in one go of `sweep`. */
const SWEPT_AT_ONCE = 100;

/**
 * Sends files with an entry that is written in the same transaction (SPEC FI3).
 * @throws AppError FILE_UNKNOWN
 */
export async function attachFiles(
  { files }: Pick<Database, 'files'>,
  session: ClientSession,
  body: EntryBody,
  { siteId, uploader, ...place }: FilePlace,
): Promise<void> {
  for (const { id } of filesOf(body)) {
    const mine = { _id: id, siteId, uploader, conversationId: null, hash: { $ne: '' } };
    const { matchedCount } = await files.updateOne(mine, { $set: place }, { session });
    if (matchedCount !== 1) throw notSendable(id);
  }
}

/** See `FileStore`. */
export function createFileStore({ database: { files } }: Engine, blobs: Blobs): FileStore {
  const removeBytes = (ids: string[]) => blobs.remove(ids.flatMap(id => [id, previewName(id)]));

  async function totalOf(siteId: string): Promise<number> {
    const sum = [{ $match: { siteId } }, { $group: { _id: null, bytes: { $sum: '$size' } } }];
    const [total] = await files.aggregate<{ bytes: number }>(sum).toArray();
    return total?.bytes ?? 0;
  }

  async function removeUnsent(ids: string[]): Promise<number> {
    let gone = 0;
    for (const id of ids) {
      // Nobody's first, then its bytes, then itself: broken off between, the next sweep ends it.
      const nobodys = { $set: { uploader: '', clientId: id, hash: '', touchedAt: 0 } };
      const { matchedCount } = await files.updateOne({ _id: id, conversationId: null }, nobodys);
      if (matchedCount === 0) continue;
      await removeBytes([id]);
      gone += (await files.deleteOne({ _id: id })).deletedCount;
    }
    return gone;
  }

  return {
    async begin(file, totalBytes) {
      const { uploader, clientId } = file;
      const earlier = async () => {
        const found = await files.findOne({ uploader, clientId });
        if (!found) return null;
        const first = entity(found);
        if (!isSameFile(first, file)) throw new AppError('CLIENT_ID_REUSED');
        return { file: first, isRepeat: true };
      };
      const first = await earlier();
      if (first) return first;
      // Two at once may both still fit; what is too much by that is one file for each server.
      if ((await totalOf(file.siteId)) + file.size > totalBytes) throw new AppError('FILES_FULL');
      try {
        await files.insertOne(stored(file));
        return { file, isRepeat: false };
      } catch (error) {
        const faster = isDuplicate(error) ? await earlier() : null;
        if (!faster) throw error;
        return faster;
      }
    },

    async find(id) {
      const found = await files.findOne({ _id: id });
      return found && entity(found);
    },

    async findAll(ids) {
      return (await files.find({ _id: { $in: ids } }).toArray()).map(entity);
    },

    async addPiece(id, offset, bytes, at) {
      const growing = { _id: id, received: offset, hash: '' };
      if (!(await files.findOne(growing))) return null;
      await blobs.write(id, offset, bytes);
      const change = { $set: { received: offset + bytes.length, touchedAt: at } };
      const grown = await files.findOneAndUpdate(growing, change, { returnDocument: 'after' });
      if (grown) return entity(grown);
      const now = await files.findOne({ _id: id });
      // Stopped meanwhile.
      if (!now) await removeBytes([id]);
      return now && entity(now);
    },

    async finish(id, { preview, ...facts }) {
      const file = await files.findOne({ _id: id });
      if (!file) return null;
      await blobs.seal(id, facts.size);
      if (preview) {
        await blobs.write(previewName(id), 0, preview);
        await blobs.seal(previewName(id), preview.length);
      }
      const change = { $set: { ...facts, previewSize: preview?.length ?? 0 } };
      const done = await files.findOneAndUpdate({ _id: id }, change, { returnDocument: 'after' });
      if (!done) await removeBytes([id]);
      return done && entity(done);
    },

    async give(ids, uploader) {
      await files.updateMany({ _id: { $in: ids }, conversationId: null }, { $set: { uploader } });
    },

    read: async (id, from, to) => blobs.read(id, from, to),
    async readPreview(id) {
      const file = await files.findOne({ _id: id }, { projection: { previewSize: 1 } });
      return blobs.read(previewName(id), 0, file?.previewSize ?? 0);
    },

    async ofConversation(conversationId) {
      return (await files.find({ conversationId }).sort({ createdAt: 1, _id: 1 }).toArray()).map(entity);
    },
    async ofUploader(uploader) {
      return (await files.find({ uploader }).sort({ createdAt: 1, _id: 1 }).toArray()).map(entity);
    },

    async remove(ids) {
      await removeBytes(ids);
      await files.deleteMany({ _id: { $in: ids } });
    },
    removeUnsent,

    async sweep(before) {
      const old = { conversationId: { $type: 'null' as const }, touchedAt: { $lt: before } };
      for (;;) {
        const found = await files
          .find(old, { projection: { _id: 1 } })
          .limit(SWEPT_AT_ONCE)
          .toArray();
        if (found.length === 0) return;
        await removeUnsent(found.map(each => each._id));
      }
    },
  };
}
