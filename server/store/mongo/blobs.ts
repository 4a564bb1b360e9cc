import { Binary, ObjectId } from 'mongodb';
import { PIECE_BYTES } from '../../../protocol/file-kinds.ts';
import type { Blobs } from '../blobs.ts';
import type { Database } from './connection.ts';

/** Files in GridFS. The driver's own writer would want all of a file from one server in one go. */
export function createGridBlobs({ blobs, blobChunks }: Pick<Database, 'blobs' | 'blobChunks'>): Blobs {
  return {
    async write(name, offset, bytes) {
      if (offset % PIECE_BYTES !== 0) throw new Error(`wanted a piece to begin at a multiple, got ${offset}`);
      const place = { files_id: name, n: offset / PIECE_BYTES };
      const change = { $set: { data: new Binary(bytes) }, $setOnInsert: { _id: new ObjectId() } };
      await blobChunks.updateOne(place, change, { upsert: true });
    },

    async seal(name, size) {
      const file = { length: size, chunkSize: PIECE_BYTES, uploadDate: new Date(), filename: name };
      await blobs.updateOne({ _id: name }, { $setOnInsert: file }, { upsert: true });
    },

    async *read(name, from, to) {
      if (to <= from) return;
      const [first, last] = [Math.floor(from / PIECE_BYTES), Math.floor((to - 1) / PIECE_BYTES)];
      const cursor = blobChunks.find({ files_id: name, n: { $gte: first, $lte: last } }).sort({ n: 1 });
      let wanted = first;
      for await (const { n, data } of cursor) {
        // Whoever counts what comes finds out; bytes from behind a hole would be other ones than were sent.
        if (n !== wanted) return;
        const start = n * PIECE_BYTES;
        yield Buffer.from(data.buffer).subarray(Math.max(from - start, 0), to - start);
        wanted += 1;
      }
    },

    async remove(names) {
      await blobChunks.deleteMany({ files_id: { $in: names } });
      await blobs.deleteMany({ _id: { $in: names } });
    },
  };
}
