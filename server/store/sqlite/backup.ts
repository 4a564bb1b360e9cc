import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../app-error.ts';
import { packFiles, verifyFiles } from './backup-files.ts';
import { filesFolder } from './blobs.ts';
import { lock } from './connections.ts';
import { MIGRATIONS } from './migrations.ts';

/** Patience with a server that starts or checkpoints just now. */
const BUSY_MS = 10_000;
/** Files that belong to a database beside its own: what is not yet in it, and how its readers find that. */
const COMPANIONS = ['-wal', '-shm'] as const;
/** The folder of its files. */
const FILES = filesFolder('');

/** Conversations whose entries are not numbered from 1 to the last. */
const HOLEY = `
  SELECT c.id FROM conversations c LEFT JOIN (
    SELECT conversation, count(*) AS amount, count(DISTINCT seq) AS numbers, min(seq) AS first, max(seq) AS last
    FROM entries GROUP BY conversation
  ) e ON e.conversation = c.row
  WHERE (e.first, e.last, e.numbers, e.amount) IS NOT (1, c.last_seq, c.last_seq, c.last_seq)`;
/** Conversations whose entries do not lead from the newest to the first; files of older versions have no such chain. */
const LINKED_SINCE = 3;
const FILES_SINCE = 5;
const UNLINKED = `
  SELECT c.id FROM conversations c LEFT JOIN entries e ON e.row = c.newest
    WHERE (e.conversation, e.seq) IS NOT (c.row, c.last_seq)
  UNION ALL
  SELECT c.id FROM entries e JOIN conversations c ON c.row = e.conversation LEFT JOIN entries p ON p.row = e.previous
    WHERE (e.seq = 1) <> (e.previous IS NULL) OR (e.seq > 1 AND (p.conversation, p.seq) IS NOT (e.conversation, e.seq - 1))`;

/** What a backup holds. */
export interface Holdings {
  conversations: number;
  entries: number;
  files: number;
  bytes: number;
}

/**
 * Writes one moment of a store to a file of its own, while servers write on (SPEC B1): everything acknowledged before
 * the call is in it. Under another name first, so that a file with the final one is always whole.
 * @param path the store
 * @param file the backup, not there yet
 * @throws Error one sentence: what was wanted, what came
 */
export function backUp(path: string, file: string): Holdings {
  if (!existsSync(path)) throw new Error(`There is no SQLite store at ${path}; DATABASE_URL says which one to copy.`);
  refuseExisting(file, 'choose another name');
  const part = `${file}.part`;
  // People's words are in there: not for other users of the machine. SQLite takes an empty file as a new one.
  withReason(`${part} can not be written`, () => closeSync(openSync(part, 'wx', 0o600)));
  try {
    // One read transaction: a snapshot of the last commit, which neither waits for writers nor makes them wait. SQLite's
    // other way, page by page, begins anew with each write of a server.
    withReason(`${path} can not be copied to ${part}`, () => {
      const db = new DatabaseSync(path, { readOnly: true, timeout: BUSY_MS });
      try {
        db.prepare('VACUUM INTO ?').run(part);
        // From a snapshot of files that never change: which of them have gone meanwhile, the store says.
        const copy = new DatabaseSync(part, { timeout: BUSY_MS });
        try {
          const isThere = (id: string) => db.prepare('SELECT 1 FROM files WHERE id = ?').get(id) !== undefined;
          packFiles(copy, filesFolder(path), isThere);
        } finally {
          copy.close();
        }
      } finally {
        db.close();
      }
    });
    const holdings = verify(part);
    withReason(`${file} can not be written`, () => {
      sync(part);
      refuseExisting(file, 'choose another name');
      renameSync(part, file);
      sync(dirname(file));
    });
    return holdings;
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

/**
 * Puts a backup in the place of a store, after a copy of it has been read whole. A store that is there is kept beside.
 * @param options.isReplacing whether one may be there
 * @param options.at ms since epoch, for the name of the replaced one
 * @returns `kept`: the replaced store's new name
 * @throws Error one sentence; then everything is as it was
 */
export function restore(
  path: string,
  file: string,
  options: { isReplacing: boolean; at: number },
): Holdings & { kept: string | null } {
  if (!existsSync(file)) throw new Error(`There is no backup ${file}.`);
  if (existsSync(`${file}-wal`)) {
    throw new Error(
      `${file} has a ${file}-wal beside it: that is a store in use or cut short, not a backup. Deskbell's command \`backup\` makes one.`,
    );
  }
  const own = withReason(`${dirname(path)} can not be used`, () => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    return alone(path);
  });
  const part = `${path}.part`;
  try {
    const isThere = ['', ...COMPANIONS, FILES].some(suffix => existsSync(path + suffix));
    if (isThere && !options.isReplacing) {
      throw new Error(`${path} is there already; add --replace to keep it under another name and take its place.`);
    }
    const holdings = withReason(`${file} can not be copied to ${part}`, () => {
      rmSync(part, { force: true });
      copyFileSync(file, part, constants.COPYFILE_EXCL);
      chmodSync(part, 0o600);
      return verify(part, file);
    });
    return withReason(`${path} can not be replaced`, () => {
      sync(part);
      const kept = isThere ? setAside(path, options.at) : null;
      renameSync(part, path);
      sync(dirname(path));
      return { ...holdings, kept };
    });
  } finally {
    rmSync(part, { force: true });
    own.close();
  }
}

/**
 * Reads all of a database: every page and index, every reference, and whether each conversation has all its numbers.
 * @param name what to call it in the sentence
 * @throws Error one sentence
 */
export function verify(path: string, name = path): Holdings {
  // Not read-only: such a reader would leave the companions of a file in WAL mode behind.
  const db = new DatabaseSync(path, { timeout: BUSY_MS });
  const first = (sql: string) => Object.values(db.prepare(sql).get() ?? {})[0];
  try {
    const state = first('PRAGMA integrity_check(1)');
    if (state !== 'ok') throw new Error(`${name} is damaged: ${state}.`);
    const version = Number(first('PRAGMA user_version'));
    if (version === 0 || first("SELECT count(*) FROM sqlite_master WHERE name = 'entries'") !== 1) {
      throw new Error(`${name} is no store of Deskbell.`);
    }
    if (version > MIGRATIONS.length) {
      throw new Error(
        `${name} has version ${version} and this Deskbell knows up to ${MIGRATIONS.length}; use a newer one.`,
      );
    }
    if (first('PRAGMA foreign_key_check'))
      throw new Error(`${name} is damaged: a row points to one that is not there.`);
    const holey = first(HOLEY) ?? (version < LINKED_SINCE ? undefined : first(UNLINKED));
    if (holey) throw new Error(`${name} is damaged: conversation ${holey} lacks entries.`);
    verifyFiles(db, name);
    const files = version < FILES_SINCE ? 0 : Number(first('SELECT count(*) FROM files'));
    const [conversations, entries] = ['conversations', 'entries'].map(each =>
      Number(first(`SELECT count(*) FROM ${each}`)),
    );
    return { conversations: conversations!, entries: entries!, files, bytes: statSync(path).size };
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_SQLITE_ERROR') throw error;
    throw new Error(`${name} is damaged, or no SQLite file: ${(error as Error).message}.`, { cause: error });
  } finally {
    db.close();
  }
}

/** Keeps servers out while a store is replaced. */
function alone(path: string): DatabaseSync {
  try {
    return lock(path);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new Error(`A Deskbell server has ${path} open; stop it, then restore again.`, { cause: error });
  }
}

/** @returns the name under which the store is kept */
function setAside(path: string, at: number): string {
  try {
    const db = new DatabaseSync(path, { timeout: BUSY_MS });
    try {
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } finally {
      db.close();
    }
  } catch {
    // Perhaps it is damaged, and that is why it goes: then its files are kept as they are.
  }
  // Colons are no part of a file's name on Windows.
  const kept = `${path}.replaced-${new Date(at).toISOString().replace(/:/g, '-')}`;
  refuseExisting(kept, 'try again');
  // The log first: beside another database it would be taken for that one's.
  for (const suffix of [...COMPANIONS, FILES, '']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, kept + suffix);
  }
  return kept;
}

function refuseExisting(file: string, advice: string): void {
  if (existsSync(file)) throw new Error(`${file} is there already, and nothing is overwritten; ${advice}.`);
}

/** Makes a file, or the names in a folder, survive a power cut. */
function sync(path: string): void {
  const isFolder = statSync(path).isDirectory();
  // Windows opens no folders, and keeps names by itself.
  if (isFolder && process.platform === 'win32') return;
  const opened = openSync(path, isFolder ? 'r' : 'r+');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

const REASONS: Record<string, string> = {
  ENOENT: 'its folder does not exist',
  EEXIST: 'it is there already, from a run that is under way or was cut short; wait for it, or remove it',
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};

/** Runs a step; what the system or SQLite says becomes a sentence, and our own sentences stay as they are. */
function withReason<T>(what: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code) throw error;
    throw new Error(`${what}: ${REASONS[code] ?? message}.`, { cause: error });
  }
}
