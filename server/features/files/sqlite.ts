import { AppError } from '../../app-error.ts';
import { type Blobs, previewName } from '../../store/blobs.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { FILE, fileFromRow } from '../../store/sqlite/file-rows.ts';
import { isSameFile } from './rules.ts';
import type { FileRecord, FileStore } from './store.ts';

/** Files taken away in one go of `sweep`. */
const SWEPT_AT_ONCE = 100;

/** Runs what is about one id one after another: two pieces at once would write over each other. */
function createLanes(): <T>(id: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return (id, work) => {
    const done = (last.get(id) ?? Promise.resolve()).then(work, work);
    last.set(id, done);
    const forget = () => {
      if (last.get(id) === done) last.delete(id);
    };
    done.then(forget, forget);
    return done;
  };
}

/** See `FileStore`. */
export function createFileStore({ writer, reader, write, read }: Engine, blobs: Blobs): FileStore {
  const inTurn = createLanes();
  const siteRow = '(SELECT row FROM sites WHERE id = :siteId)';
  const sent = writer.prepare(`SELECT ${FILE} WHERE f.uploader = ? AND f.client_id = ?`);
  const byId = writer.prepare(`SELECT ${FILE} WHERE f.id = ?`);
  const total = writer.prepare(`SELECT coalesce(sum(size), 0) AS bytes FROM files WHERE site = ${siteRow}`);
  const insert = writer.prepare(`
    INSERT INTO files (id, site, uploader, client_id, name, given_name, size, received, hash, type, kind, preview_size,
      width, height, conversation, seq, is_private, created_at, touched_at)
    VALUES (:id, ${siteRow}, :uploader, :clientId, :name, :givenName, :size, :received, :hash, :type, :kind, :previewSize,
      :width, :height, :conversationId, :seq, :isPrivate, :createdAt, :touchedAt)`);
  const grow = writer.prepare(`
    UPDATE files SET received = :received, touched_at = :at WHERE id = :id AND received = :offset AND hash = ''`);
  const finish = writer.prepare(`
    UPDATE files SET name = :name, size = :size, hash = :hash, type = :type, kind = :kind, preview_size = :previewSize, width = :width,
      height = :height WHERE id = :id`);
  const give = writer.prepare('UPDATE files SET uploader = ? WHERE id = ? AND conversation IS NULL');
  const drop = writer.prepare('DELETE FROM files WHERE id = ?');
  const forsake = writer.prepare(`
    UPDATE files SET uploader = '', client_id = id, hash = '', touched_at = 0 WHERE id = ? AND conversation IS NULL`);
  const readById = reader.prepare(`SELECT ${FILE} WHERE f.id = ?`);
  const ofConversation = reader.prepare(`SELECT ${FILE} WHERE f.conversation = ? ORDER BY f.row`);
  const ofUploader = reader.prepare(`SELECT ${FILE} WHERE f.uploader = ? ORDER BY f.row`);
  const old = reader.prepare('SELECT id FROM files WHERE conversation IS NULL AND touched_at < ? LIMIT ?');

  const find = (id: string): Promise<FileRecord | null> =>
    read(() => {
      const row = readById.get(id);
      return row ? fileFromRow(row) : null;
    });

  const removeBytes = (ids: string[]) => blobs.remove(ids.flatMap(id => [id, previewName(id)]));

  async function removeUnsent(ids: string[]): Promise<number> {
    // Nobody's first, then their bytes, then themselves: broken off between, the next sweep ends it.
    const gone = await write(() => ids.filter(id => forsake.run(id).changes === 1));
    await removeBytes(gone);
    await write(() => {
      for (const id of gone) drop.run(id);
    });
    return gone.length;
  }

  async function addPiece(id: string, offset: number, bytes: Buffer, at: number): Promise<FileRecord | null> {
    const before = await find(id);
    if (!before || before.received !== offset || before.hash !== '') return null;
    await blobs.write(id, offset, bytes);
    const after = await write(() => {
      grow.run({ id, offset, received: offset + bytes.length, at });
      const row = byId.get(id);
      return row ? fileFromRow(row) : null;
    });
    // Stopped meanwhile.
    if (!after) await removeBytes([id]);
    return after;
  }

  return {
    begin: (file, totalBytes) =>
      write(() => {
        const row = sent.get(file.uploader, file.clientId);
        if (row) {
          const first = fileFromRow(row);
          if (!isSameFile(first, file)) throw new AppError('CLIENT_ID_REUSED');
          return { file: first, isRepeat: true };
        }
        const { bytes } = total.get({ siteId: file.siteId }) as { bytes: number };
        if (bytes + file.size > totalBytes) throw new AppError('FILES_FULL');
        insert.run({ ...file, isPrivate: Number(file.isPrivate) });
        return { file, isRepeat: false };
      }),

    find,
    findAll: async ids => (await Promise.all(ids.map(find))).filter(file => file !== null),

    addPiece: (id, offset, bytes, at) => inTurn(id, () => addPiece(id, offset, bytes, at)),

    async finish(id, { preview, ...facts }) {
      const file = await find(id);
      if (!file) return null;
      await blobs.seal(id, facts.size);
      if (preview) {
        await blobs.write(previewName(id), 0, preview);
        await blobs.seal(previewName(id), preview.length);
      }
      const done = await write(() => {
        finish.run({ id, ...facts, previewSize: preview?.length ?? 0 });
        const row = byId.get(id);
        return row ? fileFromRow(row) : null;
      });
      if (!done) await removeBytes([id]);
      return done;
    },

    give: (ids, uploader) =>
      write(() => {
        for (const id of ids) give.run(uploader, id);
      }),

    read: async (id, from, to) => blobs.read(id, from, to),
    readPreview: async id => blobs.read(previewName(id), 0, (await find(id))?.previewSize ?? 0),

    ofConversation: conversationId => read(() => ofConversation.all(conversationId).map(fileFromRow)),
    ofUploader: uploader => read(() => ofUploader.all(uploader).map(fileFromRow)),

    async remove(ids) {
      await removeBytes(ids);
      await write(() => {
        for (const id of ids) drop.run(id);
      });
    },
    removeUnsent,

    async sweep(before) {
      for (;;) {
        const ids = (await read(() => old.all(before, SWEPT_AT_ONCE))).map(row => (row as { id: string }).id);
        if (ids.length === 0) return;
        await removeUnsent(ids);
      }
    },
  };
}
