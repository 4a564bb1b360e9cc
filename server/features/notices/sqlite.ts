import { isDeepStrictEqual } from 'node:util';
import { NOTICE_DEFAULTS, type NoticeSettings } from '../../../protocol/notices.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { NOTICE, noticeFromRow } from '../../store/sqlite/notice-rows.ts';
import { gathered } from './gathering.ts';
import type { NewNotice, NoticeStore } from './store.ts';

/** See `NoticeStore`. */
export function createNoticeStore({ writer, reader, write, read, rows: { jobs }, leaving }: Engine): NoticeStore {
  const newest = writer.prepare(`SELECT ${NOTICE} WHERE agent = ? AND way = ? ORDER BY number DESC LIMIT 1`);
  const put = writer.prepare(`
    INSERT OR REPLACE INTO notices (id, agent, way, number, parts, more, due_at, is_open) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const close = writer.prepare('UPDATE notices SET is_open = 0 WHERE id = ?');
  const closed = writer.prepare(`SELECT ${NOTICE} WHERE id = ?`);
  const byId = reader.prepare(`SELECT ${NOTICE} WHERE id = ?`);
  const drop = writer.prepare('DELETE FROM notices WHERE due_at < ?');
  const settings = reader.prepare('SELECT settings FROM notice_settings WHERE id = ?');
  const settingsNow = writer.prepare('SELECT settings FROM notice_settings WHERE id = ?');
  const putSettings = writer.prepare('INSERT OR REPLACE INTO notice_settings (id, settings) VALUES (?, ?)');

  function add(notice: NewNotice, at: number): void {
    const last = newest.get(notice.agentId, notice.way);
    const { record, isNew } = gathered(last ? noticeFromRow(last) : null, notice, at);
    const { id, agentId, way, number, parts, more, dueAt, isOpen } = record;
    put.run(id, agentId, way, number, JSON.stringify(parts), more, dueAt, Number(isOpen));
    if (isNew) leaving.put(notice.deliveries.map(each => ({ ...each, dueAt, since: dueAt })));
  }

  return {
    tell: ({ claim, notices, next, at }) =>
      write(() => {
        if (!jobs.finish(claim)) return false;
        for (const each of notices) add(each, at);
        jobs.change({ cancel: [], put: next });
        return true;
      }),

    async close(id) {
      // Nothing joins one that is closed: whoever only looks at it costs no write.
      const row = await read(() => byId.get(id));
      if (!row) return null;
      const notice = noticeFromRow(row);
      if (!notice.isOpen) return notice;
      return write(() => {
        close.run(id);
        const row = closed.get(id);
        return row ? noticeFromRow(row) : null;
      });
    },

    settings: agentId => read(() => settingsIn(settings.get(agentId))),

    putSettings: ({ id, settings: wanted }, was) =>
      write(() => {
        if (was && !isDeepStrictEqual(settingsIn(settingsNow.get(id)) ?? NOTICE_DEFAULTS, was)) return false;
        putSettings.run(id, JSON.stringify(wanted));
        return true;
      }),

    sweep: before => write(() => void drop.run(before)),
  };
}

function settingsIn(row: Record<string, unknown> | undefined): NoticeSettings | null {
  return row ? (JSON.parse(row.settings as string) as NoticeSettings) : null;
}
