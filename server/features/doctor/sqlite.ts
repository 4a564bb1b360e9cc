import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { backedUpAt } from '../../store/sqlite/backed-up.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import type { DoctorStore } from './store.ts';

/** `PRAGMA synchronous`: a commit waits for the disk from FULL on. */
const FULL = 2;

/** @param path of the file, or `:memory:` */
export function createDoctorStore({ writer, read }: Engine, path: string): DoctorStore {
  const synchronous = writer.prepare('PRAGMA synchronous');
  const isFile = path !== ':memory:';

  return {
    async vitals() {
      const level = await read(() => Number(synchronous.get()!.synchronous));
      const disk = isFile ? await statfs(dirname(path)) : null;
      return {
        isDurable: isFile && level >= FULL,
        clockAt: null,
        freeBytes: disk && disk.bavail * disk.bsize,
        backupAt: isFile ? await backedUpAt(path) : null,
        hasOwnBackups: isFile,
      };
    },
  };
}
