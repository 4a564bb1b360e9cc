import type { FileRecord } from '../../../server/features/files/store.ts';
import { NOON, newId } from '../scene.ts';

/** A file of which nothing has come yet. It is a file of its own because processes run it that have no test around them. */
export function newFile(siteId: string, fields: Partial<FileRecord> = {}): FileRecord {
  return {
    id: newId('file'),
    siteId,
    uploader: 'visitor:nobody',
    clientId: newId('client'),
    name: 'roses.png',
    givenName: 'roses.png',
    size: 10,
    received: 0,
    hash: '',
    type: null,
    kind: null,
    previewSize: 0,
    width: null,
    height: null,
    conversationId: null,
    seq: null,
    isPrivate: false,
    createdAt: NOON,
    touchedAt: NOON,
    ...fields,
  };
}
