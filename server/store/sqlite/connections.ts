import { closeSync, existsSync, fchmodSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../app-error.ts';
import { beginAsBlank, blankFile, PRIVATE } from './blank.ts';

const MEMORY = ':memory:';
/** Patience with other programs at the same file, such as a backup. It stops the whole server, so it is short. */
const BUSY_MS = 500;
/** SQLITE_BUSY, https://sqlite.org/rescode.html#busy */
const BUSY = 5;
/** Pages of write-ahead log between checkpoints, 16 MB: hot pages are then copied home once for many commits. */
const CHECKPOINT_PAGES = 4000;
/** KiB of page cache; SQLite's own 2 MB make a big file's index pages travel again and again. */
const WRITER_CACHE_KIB = 32 * 1024;
const READER_CACHE_KIB = 8 * 1024;

/** The connections to one file. In memory there is one database per connection, so both are the same. */
export interface Connections {
  writer: DatabaseSync;
  /** Sees what is committed and nothing else. */
  reader: DatabaseSync;
  close(): void;
}

/**
 * Opens the file for this process alone, making it and its folder if need be.
 * @param path of the file, or `:memory:`
 * @param prepare brings the schema up to date before anybody reads
 * @param blank what a new file begins as; null: as nothing
 * @throws AppError STORE_UNAVAILABLE when another process has it, which may pass; Error when it can not be used
 */
export function connect(
  path: string,
  prepare: (writer: DatabaseSync) => void,
  blank: string | null = blankFile(),
): Connections {
  if (path === MEMORY) {
    const writer = open(path, WRITER_CACHE_KIB);
    prepare(writer);
    return { writer, reader: writer, close: () => writer.close() };
  }
  const opened: DatabaseSync[] = [];
  const close = () => {
    for (const each of opened.toReversed()) each.close();
  };
  try {
    // People's words are in there: not for other users of the machine.
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // What SQLite puts beside the file gets the same rights.
    for (const each of [path, `${path}.lock`]) keepPrivate(each);
    for (const suffix of ['-wal', '-shm']) if (existsSync(path + suffix)) keepPrivate(path + suffix);
    opened.push(lock(path));
    if (blank) beginAsBlank(path, blank);
    const writer = open(path, WRITER_CACHE_KIB);
    opened.push(writer);
    prepare(writer);
    // A server that was killed right after an erasure has left a log that still holds what was said.
    writer.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    const reader = open(path, READER_CACHE_KIB, { readOnly: true });
    opened.push(reader);
    return { writer, reader, close };
  } catch (error) {
    close();
    if (error instanceof AppError) throw error;
    const came = error instanceof Error ? error.message : String(error);
    throw new Error(`The SQLite file ${path} can not be used: ${came}.`, { cause: error });
  }
}

/** Makes the file if need be, for this user alone. */
function keepPrivate(path: string): void {
  const file = openSync(path, 'a', PRIVATE);
  try {
    fchmodSync(file, PRIVATE);
  } catch {
    // It is somebody else's, who lets us write: who else may read it is theirs to say.
  } finally {
    closeSync(file);
  }
}

/**
 * Keeps a second process out. The lock is SQLite's own on an empty file beside the database, held by a transaction that
 * never ends: the system lets go of it when the process dies, however it dies, so nothing is left to clean up.
 */
export function lock(path: string): DatabaseSync {
  const db = new DatabaseSync(`${path}.lock`, { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
    return db;
  } catch (error) {
    db.close();
    if ((error as { errcode?: number }).errcode !== BUSY) throw error;
    const detail = `Another Deskbell process has ${path} open. Stop it first, or give this one a DATABASE_URL of its own.`;
    throw new AppError('STORE_UNAVAILABLE', detail, { cause: error });
  }
}

function open(path: string, cacheKib: number, options: { readOnly?: boolean } = {}): DatabaseSync {
  const db = new DatabaseSync(path, { ...options, timeout: BUSY_MS });
  const isMemory = path === MEMORY;
  try {
    if (!options.readOnly && !isMemory) db.exec('PRAGMA journal_mode = WAL');
    db.exec(`
      PRAGMA synchronous = FULL;
      PRAGMA fullfsync = ON;
      PRAGMA checkpoint_fullfsync = ON;
      PRAGMA foreign_keys = ON;
      PRAGMA secure_delete = ON;
      PRAGMA cache_size = -${cacheKib};
      PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES};
    `);
    // A promise kept by a setting is only as good as the setting (SPEC ST1): file systems and builds may refuse it.
    assertPragma(db, 'journal_mode', isMemory ? 'memory' : 'wal');
    assertPragma(db, 'synchronous', 2);
    assertPragma(db, 'foreign_keys', 1);
    // What is erased is zeroes in the file (SPEC PR2).
    assertPragma(db, 'secure_delete', 1);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function assertPragma(db: DatabaseSync, name: string, wanted: string | number): void {
  const came = Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
  if (came !== wanted) throw new Error(`SQLite: wanted ${name} = ${wanted}, got ${came}`);
}
