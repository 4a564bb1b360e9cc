import type { Engine } from '../../store/sqlite/engine.ts';
import { FIRST_SETTINGS, spent } from './rules.ts';
import type { Factor, FactorStore, ServerSettings } from './store.ts';

/** See `FactorStore`. */
export function createFactorStore({ writer, reader, write, read, rows }: Engine): FactorStore {
  const settings = reader.prepare(
    "SELECT id, is_factor_required AS isFactorRequired FROM server_settings WHERE id = 'server'",
  );
  const put = writer.prepare(`
    INSERT INTO server_settings (id, is_factor_required) VALUES ('server', ?)
    ON CONFLICT DO UPDATE SET is_factor_required = excluded.is_factor_required`);

  /** Changes the factor of an agent. @param change returns undefined: nothing is changed */
  function change(agentId: string, how: (now: Factor | null) => Factor | null | undefined): boolean {
    const held = rows.agents.find(agentId);
    const factor = held ? how(held.agent.factor) : undefined;
    if (!held || factor === undefined) return false;
    rows.agents.save(held, { ...held.agent, factor });
    return true;
  }

  return {
    settings: () =>
      read(() => {
        const row = settings.get() as { isFactorRequired: number } | undefined;
        return row
          ? ({ id: 'server', isFactorRequired: row.isFactorRequired === 1 } satisfies ServerSettings)
          : FIRST_SETTINGS;
      }),

    require: (isRequired, row) =>
      write(() => {
        put.run(Number(isRequired));
        rows.audit.add(row);
      }),

    turnOn: (agentId, factor, row) =>
      write(() => {
        const isDone = change(agentId, now => (now ? undefined : factor));
        if (isDone) rows.audit.add(row);
        return isDone;
      }),

    turnOff: (agentId, row) =>
      write(() => {
        const isDone = change(agentId, now => (now ? null : undefined));
        if (isDone) rows.audit.add(row);
        return isDone;
      }),

    use: (agentId, proof) => write(() => change(agentId, now => (now && spent(now, proof)) ?? undefined)),

    renewRecovery: (agentId, recovery, row) =>
      write(() => {
        const isDone = change(agentId, now => (now ? { ...now, recovery } : undefined));
        if (isDone) rows.audit.add(row);
        return isDone;
      }),
  };
}
