import type { EntryBody } from '../../../protocol/entries.ts';
import { filesOf, notSendable } from '../../features/files/rules.ts';
import type { FilePlace, FileRecord } from '../../features/files/store.ts';
import type { Turns } from './turns.ts';

/** `SELECT ${FILE} …` gives rows for `fileFromRow`; add WHERE and ORDER BY over `f`. */
export const FILE = `f.id, s.id AS siteId, f.uploader, f.client_id AS clientId, f.name, f.given_name AS givenName, f.size,
  f.received, f.hash, f.type, f.kind, f.preview_size AS previewSize, f.width, f.height, f.conversation AS conversationId,
  f.seq, f.is_private AS isPrivate, f.created_at AS createdAt, f.touched_at AS touchedAt
  FROM files f JOIN sites s ON s.row = f.site`;

type FileRow = Omit<FileRecord, 'isPrivate'> & { isPrivate: number };

export function fileFromRow(from: unknown): FileRecord {
  const row = from as FileRow;
  return { ...row, isPrivate: row.isPrivate === 1 };
}

export type FileRows = ReturnType<typeof createFileRows>;

/** What the ledger's neighbours do with files, inside their own steps. */
export function createFileRows({ writer }: Turns) {
  const attach = writer.prepare(`
    UPDATE files SET conversation = :conversationId, seq = :seq, is_private = :isPrivate
    WHERE id = :id AND uploader = :uploader AND conversation IS NULL AND hash <> ''
      AND site = (SELECT row FROM sites WHERE id = :siteId)`);

  return {
    /**
     * Sends files with an entry that is written in the same step (SPEC FI3).
     * @throws AppError FILE_UNKNOWN
     */
    attach(body: EntryBody, { isPrivate, ...place }: FilePlace): void {
      for (const { id } of filesOf(body)) {
        const { changes } = attach.run({ id, isPrivate: Number(isPrivate), ...place });
        if (changes !== 1) throw notSendable(id);
      }
    },
  };
}
