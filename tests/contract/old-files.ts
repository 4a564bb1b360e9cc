import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MIGRATIONS, migrate } from '../../server/store/sqlite/migrations.ts';

/** What 0.1 made of a new file. */
export const VERSION_OF_0_1 = 3;
const ROWS_OF_0_1 = readFileSync(join(import.meta.dirname, 'store-0.1.sql'), 'utf8');

/**
 * Writes a file as an older Deskbell left it.
 * @param path not there yet
 * @param version how many migrations it has had: 3 is the file of 0.1, fewer ones those of the time before
 */
export function writeOldFile(path: string, version = VERSION_OF_0_1): void {
  // Visitors and conversations point to each other.
  const db = new DatabaseSync(path, { enableForeignKeyConstraints: false });
  try {
    db.exec('PRAGMA journal_mode = WAL');
    migrate(db, MIGRATIONS.slice(0, version));
    if (version === VERSION_OF_0_1) db.exec(ROWS_OF_0_1);
    else copyRows(db);
    if (db.prepare('PRAGMA foreign_key_check').get()) throw new Error('a row points to one that is not there');
  } finally {
    db.close();
  }
}

/** The same rows, as far as an older file has a place for them. Its search had not come to the entries yet. */
function copyRows(to: DatabaseSync): void {
  const from = new DatabaseSync(':memory:', { enableForeignKeyConstraints: false });
  migrate(from, MIGRATIONS.slice(0, VERSION_OF_0_1));
  from.exec(ROWS_OF_0_1);
  const tables = to.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'").all();
  for (const name of ['person_words', ...tables.map(each => each.name as string)]) {
    if (name.startsWith('sqlite_')) continue;
    const columns = to
      .prepare(`SELECT name FROM pragma_table_info('${name}')`)
      .all()
      .map(each => each.name as string);
    if (name === 'person_words') columns.push('rowid');
    const values = columns.map(column => `:${column}`);
    const insert = to.prepare(`INSERT OR REPLACE INTO ${name} (${columns.join(', ')}) VALUES (${values.join(', ')})`);
    for (const row of from.prepare(`SELECT ${columns.join(', ')} FROM ${name}`).iterate()) insert.run({ ...row });
  }
  to.exec("UPDATE marks SET value = 0 WHERE name = 'searched'");
  from.close();
}
