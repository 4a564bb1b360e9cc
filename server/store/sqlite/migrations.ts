import type { DatabaseSync } from 'node:sqlite';
import { SCHEMA_1 } from './schema-1.ts';
import { SCHEMA_2 } from './schema-2.ts';
import { SCHEMA_3 } from './schema-3.ts';
import { SCHEMA_4 } from './schema-4.ts';
import { SCHEMA_5 } from './schema-5.ts';

/**
 * Numbered from 1 by their place, forward only, never edited once released. `PRAGMA user_version` says how many a file
 * has had.
 */
export const MIGRATIONS: readonly string[] = [SCHEMA_1, SCHEMA_2, SCHEMA_3, SCHEMA_4, SCHEMA_5];

/**
 * Brings a file to the newest version, one transaction for each step.
 * @throws Error when the file was made by a newer Deskbell, which this one would misread
 */
export function migrate(db: DatabaseSync, migrations = MIGRATIONS): void {
  const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version > migrations.length) {
    throw new Error(
      `the file has version ${version} and this Deskbell knows up to ${migrations.length}; start a newer Deskbell`,
    );
  }
  for (const [index, sql] of migrations.entries()) {
    if (index < version) continue;
    db.exec('BEGIN IMMEDIATE');
    try {
      db.exec(sql);
      db.exec(`PRAGMA user_version = ${index + 1}`);
      db.exec('COMMIT');
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  }
}
