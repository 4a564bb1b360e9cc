import { AppError } from '../../app-error.ts';
import { type Database, PATIENT } from './connection.ts';
import { migration1 } from './migration-1.ts';
import { migration2 } from './migration-2.ts';
import { migration3 } from './migration-3.ts';
import { migration4 } from './migration-4.ts';
import { migration5 } from './migration-5.ts';
import { isAlive } from './presences.ts';

/**
 * Numbered from 1 by their place, forward only, never edited once released. Each may be run twice, and by several
 * servers at once: it changes only what is still as it was before.
 */
export const MIGRATIONS: readonly ((database: Database) => Promise<void>)[] = [
  migration1,
  migration2,
  migration3,
  migration4,
  migration5,
];

/**
 * Brings a database to the newest version, before its indexes are made.
 * @returns whether it was empty
 * @throws Error when a newer Deskbell made it, which this one would misread; AppError STORE_UNAVAILABLE while a server of
 * an older one has it open, which would write what no migration comes past any more
 */
export async function migrate(database: Database, migrations = MIGRATIONS): Promise<boolean> {
  const newest = migrations.length;
  const version = await versionOf(database);
  if (version === newest) return false;
  if (version > newest) {
    throw new Error(
      `the database has version ${version} and this Deskbell knows up to ${newest}; start a newer Deskbell`,
    );
  }
  await refuseWhileInUse(database, version, newest);
  // There is nothing to move then, and a first start need not wait for it.
  const isNew = version === 0 && (await database.isEmpty());
  if (isNew) {
    await Promise.all(migrations.map((_, index) => setDone(database, index + 1)));
    return true;
  }
  for (const [index, run] of migrations.entries()) {
    if (index < version) continue;
    await run(database);
    // One that was just starting may have written in the old way behind it: not done, so that it is run again.
    await refuseWhileInUse(database, version, newest);
    await setDone(database, index + 1);
  }
  return false;
}

async function setDone({ migrations }: Database, version: number): Promise<void> {
  const done = { $setOnInsert: { doneAt: new Date() } };
  await migrations.updateOne({ _id: version }, done, { ...PATIENT, upsert: true });
}

/** @throws AppError STORE_UNAVAILABLE while a server of an older version has it open */
async function refuseWhileInUse(database: Database, version: number, newest: number): Promise<void> {
  // A server of our own version says that it lives only after it has migrated: then the version is another one by now.
  if (!(await isInUse(database)) || (await versionOf(database)) === newest) return;
  throw new AppError(
    'STORE_UNAVAILABLE',
    `${database.description} is to become version ${newest} from ${version}, and servers of an older Deskbell still ` +
      'have it open: stop all of them.',
  );
}

async function versionOf({ migrations }: Database): Promise<number> {
  const newest = await migrations.findOne({}, { sort: { _id: -1 } });
  return newest?._id ?? 0;
}

/** Whether a server has said within the last beats that it lives. */
async function isInUse({ servers }: Database): Promise<boolean> {
  return (await servers.findOne(isAlive)) !== null;
}
