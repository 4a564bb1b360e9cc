import type { Team } from '../../../protocol/teams.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import type { TeamStore } from './store.ts';

/** See `TeamStore`. */
export function createTeamStore({ writer, reader, write, read, rows }: Engine): TeamStore {
  const all = reader.prepare('SELECT id, name, agent_ids AS agentIds FROM teams ORDER BY name, id');
  const insert = writer.prepare('INSERT INTO teams (name, agent_ids, id) VALUES (?, ?, ?)');
  const change = writer.prepare('UPDATE teams SET name = ?, agent_ids = ? WHERE id = ?');
  const drop = writer.prepare('DELETE FROM teams WHERE id = ?');
  const columns = ({ id, name, agentIds }: Team) => [name, JSON.stringify(agentIds), id] as const;

  return {
    all: () =>
      read(() =>
        all.all().map(({ agentIds, ...row }) => ({ ...row, agentIds: JSON.parse(agentIds as string) }) as Team),
      ),

    create: (team, row) =>
      write(() => {
        insert.run(...columns(team));
        rows.audit.add(row);
      }),

    update: (team, row) =>
      write(() => {
        if (change.run(...columns(team)).changes === 0) return null;
        rows.audit.add(row);
        return team;
      }),

    delete: (id, row) =>
      write(() => {
        if (drop.run(id).changes === 0) return false;
        rows.audit.add(row);
        return true;
      }),
  };
}
