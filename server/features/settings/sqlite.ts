import type { Engine } from '../../store/sqlite/engine.ts';
import type { DeskSettingStore } from './store.ts';

/** See `DeskSettingStore`. */
export function createDeskSettingStore({ writer, reader, write, read, rows }: Engine): DeskSettingStore {
  const SELECT = 'SELECT value FROM desk_settings WHERE id = ?';
  const find = reader.prepare(SELECT);
  const findNow = writer.prepare(SELECT);
  const put = writer.prepare(`
    INSERT INTO desk_settings (id, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`);
  const putFirst = writer.prepare('INSERT OR IGNORE INTO desk_settings (id, value) VALUES (?, ?)');

  const replace = writer.prepare('UPDATE desk_settings SET value = ? WHERE id = ? AND value = ?');

  return {
    find: name => read(() => (find.get(name)?.value as string | undefined) ?? null),

    put: ({ id, value }, row) =>
      write(() => {
        put.run(id, value);
        rows.audit.add(row);
      }),

    putFirst: ({ id, value }) =>
      write(() => {
        putFirst.run(id, value);
        return findNow.get(id)!.value as string;
      }),

    replace: ({ id, value }, before, row) =>
      write(() => {
        const { changes } = before === null ? putFirst.run(id, value) : replace.run(value, id, before);
        if (changes === 1) rows.audit.add(row);
        return changes === 1;
      }),
  };
}
