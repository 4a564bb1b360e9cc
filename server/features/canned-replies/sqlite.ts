import type { CannedReply } from '../../../protocol/canned-replies.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import type { CannedReplyStore } from './store.ts';

/** See `CannedReplyStore`. */
export function createCannedReplyStore({ writer, reader, write, read }: Engine): CannedReplyStore {
  const all = reader.prepare('SELECT id, shortcut, text FROM canned_replies ORDER BY shortcut, id');
  const insert = writer.prepare('INSERT INTO canned_replies (id, shortcut, text) VALUES (?, ?, ?)');
  const change = writer.prepare('UPDATE canned_replies SET shortcut = ?, text = ? WHERE id = ?');
  const drop = writer.prepare('DELETE FROM canned_replies WHERE id = ?');

  return {
    all: () => read(() => all.all().map(row => ({ ...(row as unknown as CannedReply) }))),
    create: ({ id, shortcut, text }) => write(() => void insert.run(id, shortcut, text)),
    update: (id, { shortcut, text }) =>
      write(() => (change.run(shortcut, text, id).changes === 1 ? { id, shortcut, text } : null)),
    delete: id => write(() => drop.run(id).changes === 1),
  };
}
