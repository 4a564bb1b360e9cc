/**
 * Files in a backup: their bytes travel inside it, in a table that stores do not have, so that a backup stays one file
 * (SPEC FI10). Checked by the hash that each file was sent with, when they go in and when they come out.
 */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { previewName } from '../blobs.ts';

/** Bytes in one row. */
const CHUNK_BYTES = 1024 * 1024;

interface Kept {
  id: string;
  received: number;
  hash: string;
  previewSize: number;
}

/** Whether a database knows of files at all: those of older versions do not. */
function knowsFiles(db: DatabaseSync, table: string): boolean {
  return db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(table) !== undefined;
}

function keptFiles(db: DatabaseSync): Kept[] {
  const rows = db.prepare('SELECT id, received, hash, preview_size AS previewSize FROM files WHERE received > 0').all();
  return rows as unknown as Kept[];
}

/**
 * Puts the bytes of every file into a copy of its database.
 * @param isThere whether the store still has a file: one that was taken away since the copy was made leaves it too
 * @returns how many there are
 * @throws Error one sentence, where bytes are not there or not those that were sent
 */
export function packFiles(copy: DatabaseSync, folder: string, isThere: (id: string) => boolean): number {
  const files = knowsFiles(copy, 'files') ? keptFiles(copy) : [];
  if (files.length === 0) return 0;
  copy.exec(
    'CREATE TABLE file_bytes (name TEXT NOT NULL, at INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (name, at))',
  );
  const insert = copy.prepare('INSERT INTO file_bytes VALUES (?, ?, ?)');
  const drop = copy.prepare('DELETE FROM files WHERE id = ?');
  let count = 0;
  copy.exec('BEGIN');
  for (const file of files) {
    const isWhole = pack(file.id, file.received, file.hash) && pack(previewName(file.id), file.previewSize, '');
    if (isWhole) count += 1;
    else if (!isThere(file.id)) drop.run(file.id);
    else throw new Error(`The file ${file.id} in ${folder} is damaged or not there; put it back from a backup.`);
  }
  copy.exec('COMMIT');
  return count;

  function pack(name: string, size: number, hash: string): boolean {
    if (size === 0) return true;
    const path = [join(folder, name), join(folder, `${name}.part`)].find(each => existsSync(each));
    if (!path) return false;
    const opened = openSync(path, 'r');
    const sum = createHash('sha256');
    try {
      for (let at = 0; at < size; at += CHUNK_BYTES) {
        const bytes = Buffer.alloc(Math.min(CHUNK_BYTES, size - at));
        if (readSync(opened, bytes, 0, bytes.length, at) < bytes.length) return false;
        sum.update(bytes);
        insert.run(name, at, bytes);
      }
    } finally {
      closeSync(opened);
    }
    return hash === '' || sum.digest('hex') === hash;
  }
}

/** Whether a backup has every file that it speaks of. @throws Error one sentence */
export function verifyFiles(copy: DatabaseSync, name: string): void {
  if (!knowsFiles(copy, 'file_bytes')) return;
  const chunks = copy.prepare('SELECT bytes FROM file_bytes WHERE name = ? ORDER BY at');
  for (const { id, received, hash } of keptFiles(copy)) {
    const sum = createHash('sha256');
    let size = 0;
    for (const { bytes } of chunks.iterate(id) as Iterable<{ bytes: Uint8Array }>) {
      sum.update(bytes);
      size += bytes.length;
    }
    if (size === received && (hash === '' || sum.digest('hex') === hash)) continue;
    throw new Error(`${name} is damaged: the bytes of file ${id} are not those that were sent.`);
  }
}

/**
 * Where a database is a backup still, writes its files into their folder, which is made anew, and takes them out of it. Done
 * when a store is opened: what breaks off begins anew with the next start.
 */
export function unpackFiles(copy: DatabaseSync, folder: string): void {
  if (!knowsFiles(copy, 'file_bytes')) return;
  rmSync(folder, { recursive: true, force: true });
  const isWhole = copy.prepare("SELECT 1 FROM files WHERE id = ? AND hash <> ''");
  const chunks = copy.prepare('SELECT at, bytes FROM file_bytes WHERE name = ? ORDER BY at');
  for (const { name } of copy.prepare('SELECT DISTINCT name FROM file_bytes').all() as { name: string }[]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Names come from a file that somebody may have made by hand.
    if (!/^[\w-]+(\.preview)?$/.test(name)) throw new Error(`wanted the name of a file, got ${JSON.stringify(name)}`);
    const ending = isWhole.get(name.replace(/\.preview$/, '')) ? '' : '.part';
    const opened = openSync(join(folder, name + ending), 'wx', 0o600);
    try {
      for (const { at, bytes } of chunks.iterate(name) as Iterable<{ at: number; bytes: Uint8Array }>) {
        writeSync(opened, bytes, 0, bytes.length, at);
      }
      fsyncSync(opened);
    } finally {
      closeSync(opened);
    }
  }
  copy.exec('DROP TABLE file_bytes');
  copy.exec('VACUUM');
}
