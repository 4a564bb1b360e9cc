import type { DatabaseSync } from 'node:sqlite';
import { unpackFiles } from './backup-files.ts';
import { filesFolder } from './blobs.ts';
import { migrate } from './migrations.ts';

/** Brings a file up to date before anybody reads: its schema, and where it was a backup, its files. @param path of the file */
export function prepare(path: string): (writer: DatabaseSync) => void {
  return writer => {
    migrate(writer);
    unpackFiles(writer, filesFolder(path));
  };
}
