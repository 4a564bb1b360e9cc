import type { DatabaseSync } from 'node:sqlite';
import { emailKey } from '../../features/contacts/identities.ts';
import { SCHEMA_1 } from './schema-1.ts';
import { SCHEMA_2 } from './schema-2.ts';
import { SCHEMA_3 } from './schema-3.ts';
import { SCHEMA_4 } from './schema-4.ts';
import { SCHEMA_5 } from './schema-5.ts';
import { SCHEMA_6 } from './schema-6.ts';
import { SCHEMA_7 } from './schema-7.ts';
import { SCHEMA_8 } from './schema-8.ts';
import { SCHEMA_9 } from './schema-9.ts';
import { SCHEMA_10 } from './schema-10.ts';
import { SCHEMA_11 } from './schema-11.ts';
import { SCHEMA_12 } from './schema-12.ts';
import { SCHEMA_13 } from './schema-13.ts';
import { SCHEMA_14 } from './schema-14.ts';
import { SCHEMA_15 } from './schema-15.ts';
import { SCHEMA_16 } from './schema-16.ts';
import { SCHEMA_17 } from './schema-17.ts';
import { SCHEMA_18 } from './schema-18.ts';
import { SCHEMA_19 } from './schema-19.ts';
import { SCHEMA_20 } from './schema-20.ts';
import { SCHEMA_21 } from './schema-21.ts';
import { SCHEMA_22 } from './schema-22.ts';
import { SCHEMA_23 } from './schema-23.ts';
import { SCHEMA_24 } from './schema-24.ts';
import { SCHEMA_25 } from './schema-25.ts';
import { SCHEMA_26 } from './schema-26.ts';
import { SCHEMA_27 } from './schema-27.ts';
import { SCHEMA_28 } from './schema-28.ts';
import { SCHEMA_29 } from './schema-29.ts';
import { SCHEMA_30 } from './schema-30.ts';
import { SCHEMA_31 } from './schema-31.ts';
import { SCHEMA_32 } from './schema-32.ts';
import { SCHEMA_33 } from './schema-33.ts';
import { SCHEMA_34 } from './schema-34.ts';
import { SCHEMA_35 } from './schema-35.ts';
import { SCHEMA_36 } from './schema-36.ts';
import { SCHEMA_37 } from './schema-37.ts';
import { SCHEMA_38 } from './schema-38.ts';

/**
 * Numbered from 1 by their place, forward only, never edited once released. `PRAGMA user_version` says how many a file
 * has had.
 */
export const MIGRATIONS: readonly string[] = [
  SCHEMA_1,
  SCHEMA_2,
  SCHEMA_3,
  SCHEMA_4,
  SCHEMA_5,
  SCHEMA_6,
  SCHEMA_7,
  SCHEMA_8,
  SCHEMA_9,
  SCHEMA_10,
  SCHEMA_11,
  SCHEMA_12,
  SCHEMA_13,
  SCHEMA_14,
  SCHEMA_15,
  SCHEMA_16,
  SCHEMA_17,
  SCHEMA_18,
  SCHEMA_19,
  SCHEMA_20,
  SCHEMA_21,
  SCHEMA_22,
  SCHEMA_23,
  SCHEMA_24,
  SCHEMA_25,
  SCHEMA_26,
  SCHEMA_27,
  SCHEMA_28,
  SCHEMA_29,
  SCHEMA_30,
  SCHEMA_31,
  SCHEMA_32,
  SCHEMA_33,
  SCHEMA_34,
  SCHEMA_35,
  SCHEMA_36,
  SCHEMA_37,
  SCHEMA_38,
];

/**
 * Brings a file to the newest version, one transaction for each step. A new file has nothing to lose between two, so it gets
 * all of them in one: each more is a wait for the disk.
 * @throws Error when the file was made by a newer Deskbell, which this one would misread
 */
export function migrate(db: DatabaseSync, migrations = MIGRATIONS): void {
  const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version > migrations.length) {
    throw new Error(
      `the file has version ${version} and this Deskbell knows up to ${migrations.length}; start a newer Deskbell`,
    );
  }
  db.function('email_key', { deterministic: true }, address => emailKey(address as string));
  const steps = migrations.map((sql, index) => `${sql};\nPRAGMA user_version = ${index + 1};\n`).slice(version);
  for (const sql of version === 0 ? [steps.join('')] : steps) {
    db.exec('BEGIN IMMEDIATE');
    try {
      db.exec(sql);
      db.exec('COMMIT');
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  }
}

/**
 * Writes a file anew that was made before deleted bytes were zeroes: pages of it may still hold what was deleted or changed
 * long ago. Once for each file. Where the disk has no room for that, the next start tries again.
 */
export function scrubOnce(db: DatabaseSync): void {
  const done = db.prepare("SELECT value FROM marks WHERE name = 'scrubbed'").get() as { value: number };
  if (done.value > 0) return;
  try {
    const { newest } = db.prepare('SELECT max(row) AS newest FROM visitors').get() as { newest: number | null };
    const isUsed = newest !== null;
    if (isUsed) db.exec('VACUUM');
    db.exec("UPDATE marks SET value = 1 WHERE name = 'scrubbed'");
    if (isUsed) db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // Nothing is lost by it, and what is erased from now on is zeroes all the same.
  }
}
