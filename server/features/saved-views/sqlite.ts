import type { SavedKind } from '../../../protocol/saved-views.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { mayChange, refuseFull } from './rules.ts';
import type { SavedViewRecord, SavedViewStore } from './store.ts';

/** `SELECT ${SAVED_VIEW} …` gives rows for `savedViewFromRow`; add WHERE and ORDER BY. */
export const SAVED_VIEW = 'id, kind, name, filter, agent AS agentId, created_at AS createdAt FROM saved_views';

export function savedViewFromRow<K extends SavedKind>(from: unknown): SavedViewRecord<K> {
  const { filter, ...view } = from as Omit<SavedViewRecord<K>, 'filter'> & { filter: string };
  return { ...view, filter: JSON.parse(filter) };
}

/** See `SavedViewStore`. */
export function createSavedViewStore({ reader, writer, read, write }: Engine): SavedViewStore {
  const of = reader.prepare(
    `SELECT ${SAVED_VIEW} WHERE (agent = ? OR agent IS NULL) AND kind = ? ORDER BY created_at, id`,
  );
  const find = writer.prepare(`SELECT ${SAVED_VIEW} WHERE id = ?`);
  const count = writer.prepare('SELECT count(*) AS count FROM saved_views WHERE agent IS ? AND kind = ?');
  const insert = writer.prepare(
    'INSERT INTO saved_views (id, kind, name, filter, agent, created_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const save = writer.prepare('UPDATE saved_views SET name = ?, filter = ?, agent = ? WHERE id = ?');
  const drop = writer.prepare('DELETE FROM saved_views WHERE id = ?');
  const countOf = ({ agentId, kind }: Pick<SavedViewRecord, 'agentId' | 'kind'>) =>
    (count.get(agentId, kind) as { count: number }).count;

  function found<K extends SavedKind>(id: string): SavedViewRecord<K> | null {
    const row = find.get(id);
    return row ? savedViewFromRow(row) : null;
  }

  return {
    of: <K extends SavedKind>(agentId: string, kind: K) =>
      read(() => of.all(agentId, kind).map(row => savedViewFromRow<K>(row))),

    create: view =>
      write(() => {
        refuseFull(countOf(view));
        const { id, kind, name, filter, agentId, createdAt } = view;
        insert.run(id, kind, name, JSON.stringify(filter), agentId, createdAt);
      }),

    update: (id, asking, change) =>
      write(() => {
        const before = found<(typeof asking)['kind']>(id);
        if (!before || !mayChange(before, asking)) return null;
        if (before.agentId !== change.agentId) refuseFull(countOf({ ...before, ...change }));
        save.run(change.name, JSON.stringify(change.filter), change.agentId, id);
        return { ...before, ...change };
      }),

    delete: (id, asking) =>
      write(() => {
        const before = found(id);
        if (!before || !mayChange(before, asking)) return false;
        drop.run(id);
        return true;
      }),
  };
}
