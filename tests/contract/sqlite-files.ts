/** SQLite files of tests, and programs that look at them from outside. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, onTestFinished, vi } from 'vitest';
import { openSqlite } from '../../server/store/sqlite/open.ts';
import { setScene } from './scene.ts';

const folders: string[] = [];
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true, force: true });
});
/** A file in a folder that is not there yet. */
export function newPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'deskbell-'));
  folders.push(folder);
  return join(folder, 'data', 'deskbell.db');
}
/** Of the file, from what a store says of itself. */
export const pathOf = (description: string) => description.replace(/^sqlite /, '');

/** A shop in a file of its own, open until the test ends. */
export async function openScene() {
  const path = newPath();
  const store = await openSqlite(path);
  onTestFinished(() => store.close());
  return { path, ...(await setScene(store)) };
}

/** Another program at the same file, as an owner with `sqlite3` in a shell would be. */
export function intrude(path: string): DatabaseSync {
  const db = new DatabaseSync(path);
  onTestFinished(() => db.close());
  return db;
}

/** Connections that the code opens from now on, and what it makes them do. */
export function watchDriver() {
  const connections = new Set<DatabaseSync>();
  const prepared = new Set<string>();
  const { prepare } = DatabaseSync.prototype;
  vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (this: DatabaseSync, sql, ...rest) {
    connections.add(this);
    prepared.add(sql);
    return prepare.call(this, sql, ...rest);
  });
  const exec = vi.spyOn(DatabaseSync.prototype, 'exec');
  const commits = () => exec.mock.calls.filter(([sql]) => sql === 'COMMIT').length;
  return { connections, prepared, commits };
}
