import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../app-error.ts';
import type { Blobs } from '../blobs.ts';

/** Bytes read at once: as much as a piece. */
const CHUNK_BYTES = 256 * 1024;

/** The folder of a store's files: its name goes with the database's, as its log-ahead does. */
export function filesFolder(path: string): string {
  return `${path}-files`;
}

/**
 * Files in a folder, for this user alone. One that is being written has another name until it is whole.
 * @param folder made when the first file comes
 */
export function createFolderBlobs(folder: string): Blobs {
  const whole = (name: string) => join(folder, checkedName(name));
  const part = (name: string) => `${whole(name)}.part`;

  return {
    async write(name, offset, bytes) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      try {
        const isFirst = offset === 0;
        const file = await open(part(name), isFirst ? 'w' : 'r+', 0o600);
        try {
          await file.write(bytes, 0, bytes.length, offset);
          await file.sync();
        } finally {
          await file.close();
        }
        if (isFirst) await syncFolder(folder);
      } catch (error) {
        throw unkept(error);
      }
    },

    async seal(name, size) {
      if (await exists(whole(name))) return;
      try {
        const file = await open(part(name), 'r+');
        try {
          await file.truncate(size);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(part(name), whole(name));
        await syncFolder(folder);
      } catch (error) {
        throw unkept(error);
      }
    },

    async *read(name, from, to) {
      if (to <= from) return;
      const path = (await exists(whole(name))) ? whole(name) : part(name);
      if (!(await exists(path))) return;
      yield* createReadStream(path, { start: from, end: to - 1, highWaterMark: CHUNK_BYTES });
    },

    async remove(names) {
      for (const name of names) {
        await rm(part(name), { force: true });
        await rm(whole(name), { force: true });
      }
    },
  };
}

/** Files of a store in memory, gone with it. */
export function createMemoryBlobs(): Blobs {
  const kept = new Map<string, Buffer>();
  return {
    async write(name, offset, bytes) {
      const before = kept.get(name)?.subarray(0, offset) ?? Buffer.alloc(0);
      kept.set(name, Buffer.concat([before, bytes]));
    },
    async seal() {},
    async *read(name, from, to) {
      const bytes = kept.get(name)?.subarray(from, to);
      if (bytes?.length) yield bytes;
    },
    async remove(names) {
      for (const name of names) kept.delete(name);
    },
  };
}

/** Ours are letters, digits and a few marks; anything else would be a mistake that could leave the folder. */
function checkedName(name: string): string {
  if (!/^[\w-]+(\.preview)?$/.test(name)) throw new Error(`wanted the name of a blob, got ${JSON.stringify(name)}`);
  return name;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Makes new names survive a power cut. Windows opens no folders, and keeps names by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  for (const each of [folder, dirname(folder)]) {
    const opened = await open(each, 'r');
    await opened.sync().finally(() => opened.close());
  }
}

function unkept(cause: unknown): AppError {
  return new AppError('STORE_UNAVAILABLE', `The file could not be kept: ${(cause as Error).message}.`, { cause });
}
