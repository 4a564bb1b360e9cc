import { cursorOf, pageOf, readCursor } from '../../store/sqlite/cursor.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { MENTION, type MentionRow, mentionFromRow } from '../../store/sqlite/mention-rows.ts';
import { MAX_UNREAD, type MentionStore } from './store.ts';

/** On one of the sites that somebody sees, whose ids `:sites` has as JSON; null: on any. */
const AMONG = '(:sites IS NULL OR site IN (SELECT value FROM json_each(:sites)))';

/** See `MentionStore`. */
export function createMentionStore({ reader, writer, read, write }: Engine): MentionStore {
  const page = reader.prepare(`
    SELECT ${MENTION} WHERE agent = :agent AND ${AMONG} AND (at, row) < (:at, :row)
    ORDER BY at DESC, row DESC LIMIT :limit`);
  const count = reader.prepare(`
    SELECT (SELECT count(*) FROM (
        SELECT 1 FROM mentions WHERE agent = :agent AND is_read = 0 AND ${AMONG} LIMIT ${MAX_UNREAD})) AS unread,
      EXISTS (SELECT 1 FROM mentions WHERE agent = :agent AND ${AMONG}) AS hasAny`);
  const see = writer.prepare('UPDATE mentions SET is_read = 1 WHERE agent = ? AND conversation = ? AND is_read = 0');
  const unread = reader.prepare(
    'SELECT 1 FROM mentions WHERE agent = ? AND is_read = 0 AND conversation = ? AND seq = ?',
  );
  const drop = writer.prepare('DELETE FROM mentions WHERE at < ?');
  const textOf = (siteIds: readonly string[] | null) => siteIds && JSON.stringify(siteIds);

  return {
    page: ({ agentId, siteIds, cursor, limit }) =>
      read(() => {
        const [at, row] = readCursor(cursor) ?? [Number.MAX_SAFE_INTEGER, 0];
        const found = page.all({ agent: agentId, sites: textOf(siteIds), at, row, limit: limit + 1 });
        return pageOf(found as unknown as MentionRow[], limit, last => cursorOf(last.at, last.row), mentionFromRow);
      }),

    count: ({ agentId, siteIds }) =>
      read(() => {
        const found = count.get({ agent: agentId, sites: textOf(siteIds) }) as { unread: number; hasAny: number };
        return { unread: found.unread, hasAny: found.hasAny === 1 };
      }),

    isUnread: ({ agentId, conversationId, seq }) => read(() => unread.get(agentId, conversationId, seq) !== undefined),

    read: ({ agentId, conversationId }) => write(() => see.run(agentId, conversationId).changes > 0),

    sweep: before => write(() => void drop.run(before)),
  };
}
