import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** Beside the store: the server has that open while the command runs, and a backup is no part of what it copies. */
const noteOf = (path: string) => `${path}-backed-up`;

/** Notes that a store was backed up, for the server to know. @param at ms since the epoch */
export function noteBackup(path: string, at: number): void {
  writeFileSync(noteOf(path), `${new Date(at).toISOString()}\n`, { mode: 0o600 });
}

/** When a store was backed up last, ms since the epoch; null: never, or nobody noted it. */
export async function backedUpAt(path: string): Promise<number | null> {
  const text = await readFile(noteOf(path), 'utf8').catch(() => '');
  const at = Date.parse(text.trim());
  return Number.isNaN(at) ? null : at;
}
