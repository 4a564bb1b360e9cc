import type { ScriptActed } from '../../features/scripts/rules.ts';
import type { Turns } from './turns.ts';

export type ScriptRows = ReturnType<typeof createScriptRows>;

/** What scripts did, for counting. All inside a step. */
export function createScriptRows({ writer }: Turns) {
  const insert = writer.prepare(
    'INSERT INTO script_acts (id, site, day, node, act, offered, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );

  return {
    add({ id, siteId, day, node, act, offered, at }: ScriptActed): void {
      insert.run(id, siteId, day, node, act, offered ? JSON.stringify(offered) : null, at);
    },
  };
}
