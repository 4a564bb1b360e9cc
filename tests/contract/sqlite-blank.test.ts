import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { connect } from '../../server/store/sqlite/connections.ts';
import { migrate } from '../../server/store/sqlite/migrations.ts';
import { newFolder } from '../helpers/new-folder.ts';

/** A file as the build makes it, and a way to open another that begins as it. */
function scene() {
  const folder = newFolder();
  const blank = join(folder, 'blank.db');
  connect(blank, migrate, null).close();
  const path = join(folder, 'deskbell.db');
  const steps: number[] = [];
  const version = (db: DatabaseSync) => Number(Object.values(db.prepare('PRAGMA user_version').get()!)[0]);
  const open = (to = path) =>
    connect(
      to,
      writer => {
        steps.push(version(writer));
        migrate(writer);
      },
      blank,
    );
  return { blank, path, steps, open };
}

/** Tables, indexes, triggers, and the rows that a store has from its beginning. */
function portrait(path: string): unknown {
  const db = new DatabaseSync(path, { readOnly: true });
  const schema = db.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name').all();
  const marks = db.prepare('SELECT * FROM marks ORDER BY name').all();
  const [version] = db.prepare('PRAGMA user_version').all();
  db.close();
  return { schema, marks, version };
}

test('ST1 a new file begins as the blank one, and is as one that had each migration', () => {
  const { blank, path, steps, open } = scene();
  open().close();
  expect(steps[0]).toBeGreaterThan(30);
  expect(portrait(path)).toEqual(portrait(blank));
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('ST1 a file in which there is something stays as it is', () => {
  const { open } = scene();
  const first = open();
  first.writer.exec("INSERT INTO marks (name, value) VALUES ('ours', 7)");
  first.close();
  const again = open();
  expect(again.reader.prepare("SELECT value FROM marks WHERE name = 'ours'").get()).toEqual({ value: 7 });
  again.close();
});

test('ST1 an empty file with a log beside it is no new one', () => {
  const { path, steps, open } = scene();
  writeFileSync(path, '');
  writeFileSync(`${path}-wal`, '');
  open().close();
  expect(steps).toEqual([0]);
});

test('ST1 a copy that a dying process left half done is made anew', () => {
  const { blank, path, steps, open } = scene();
  writeFileSync(`${path}.new`, readFileSync(blank).subarray(0, 5000));
  open().close();
  expect(steps[0]).toBeGreaterThan(30);
  expect(portrait(path)).toEqual(portrait(blank));
});
