import type { CannedReply } from '../../../protocol/canned-replies.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import type { CannedReplyStore } from './store.ts';

/** See `CannedReplyStore`. */
export function createCannedReplyStore({ writer, reader, write, read }: Engine): CannedReplyStore {
  const all = reader.prepare('SELECT id, shortcut, text FROM canned_replies ORDER BY shortcut, id');
  const put = writer.prepare('INSERT OR REPLACE INTO canned_replies VALUES (?, ?, ?)');
  const drop = writer.prepare('DELETE FROM canned_replies WHERE id = ?');

  return {
    all: () => read(() => all.all().map(row => ({ ...(row as unknown as CannedReply) }))),
    save: ({ id, shortcut, text }) => write(() => void put.run(id, shortcut, text)),
    delete: id => write(() => void drop.run(id)),
  };
}
