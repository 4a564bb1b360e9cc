import { newFile as fileOf } from '../../../server/features/files/rules.ts';
import type { FileRecord } from '../../../server/features/files/store.ts';
import { NOON, newId } from '../scene.ts';

/** A file of which nothing has come yet. It is a file of its own because processes run it that have no test around them. */
export function newFile(siteId: string, fields: Partial<FileRecord> = {}): FileRecord {
  const of = { siteId, uploader: 'visitor:nobody', name: 'roses.png', size: 10, at: NOON };
  return { ...fileOf({ id: newId('file'), clientId: newId('client'), ...of }), ...fields };
}
