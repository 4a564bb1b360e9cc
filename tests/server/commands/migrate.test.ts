import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openSqlite } from '../../../server/store/sqlite/open.ts';
import { setScene } from '../../contract/scene.ts';
import { command } from '../../helpers/command.ts';
import { newDatabase, sharedMongo } from '../../helpers/mongod.ts';
import { newFolder } from '../../helpers/new-folder.ts';

const mongo = await sharedMongo();
const KEY = 'a key for tests, long enough for the rule\n';

/** A store with one conversation and its key, as a server leaves them. */
async function oldStore() {
  const folder = newFolder();
  const path = join(folder, 'data/deskbell.db');
  const store = await openSqlite(path);
  onTestFinished(() => store.close());
  const scene = await setScene(store);
  await scene.say(await scene.visitor(), 'Hello');
  const key = join(folder, 'data/secret.key');
  writeFileSync(key, KEY);
  return { folder, path, store, key, url: `sqlite:${path}` };
}

test('B2 a store in use is not moved', async () => {
  const { folder, path, url } = await oldStore();
  expect(await command('migrate', [url, 'sqlite:other.db'], { folder })).toEqual({
    code: 1,
    printed: `Another Deskbell process has ${path} open. Stop it first, or give this one a DATABASE_URL of its own.\n`,
  });
});

test('B2 the secret key comes along to another folder', async () => {
  const { folder, path, store, url } = await oldStore();
  await store.close();
  const other = join(folder, 'other');
  const moved = await command('migrate', [url, `sqlite:${other}/deskbell.db`], { folder });
  expect(moved.printed.split('\n').slice(-5)).toEqual([
    'jobs: 2 of 2',
    `sqlite ${other}/deskbell.db now holds all 7 records of sqlite ${path}; both were read again and are equal.`,
    'Search reads them behind the next start. Start it with the new DATABASE_URL; the old store is as it was.',
    `The secret key is now in ${other}/secret.key too.`,
    '',
  ]);
  expect(moved.code).toBe(0);
  expect(readFileSync(join(other, 'secret.key'), 'utf8')).toBe(KEY);

  // Another key is never written over.
  writeFileSync(join(other, 'secret.key'), 'another key that is long enough for the rule');
  const again = [url, `sqlite:${other}/deskbell.db`];
  expect((await command('migrate', again, { folder })).printed).toMatch(/^The target must be empty.+--replace/);
  const { printed } = await command('migrate', [...again, '--replace'], { folder });
  expect(printed).toContain(`${other}/secret.key is another secret key than ${folder}/data/secret.key`);
  expect(readFileSync(join(other, 'secret.key'), 'utf8')).toMatch(/^another key/);
});

test.skipIf(!mongo.uri)(`B2 to MongoDB it says which secret key to set ${mongo.reason ?? ''}`, async () => {
  const { folder, store, key, url } = await oldStore();
  await store.close();
  const { code, printed } = await command('migrate', [url, newDatabase(mongo)], { folder });
  expect(printed).toMatch(/^mongodb \S+ now holds all 7 records of sqlite \S+; both were read again and are equal\.$/m);
  expect(printed).toContain(`Set SECRET_KEY to what ${key} holds, for every server: MongoDB keeps no key`);
  expect(printed).not.toContain(KEY.trim());
  expect(code).toBe(0);
});

test('B2 it tells in one sentence what is in its way', async () => {
  const folder = newFolder();
  const said = async (...args: string[]) => (await command('migrate', args, { folder })).printed;
  expect(await said('sqlite:none.db', 'sqlite:other.db')).toBe(
    'There is no SQLite store at none.db to migrate from.\n',
  );
  expect(await said('sqlite:one.db')).toBe('Wanted: npx deskbell migrate FROM TO [--replace]; got sqlite:one.db.\n');
  expect(await said('redis://one', 'sqlite:two.db')).toContain('got "redis:…"');
  expect(readdirSync(folder)).toEqual([]);
  writeFileSync(join(folder, 'one.db'), '');
  expect(await said('sqlite:one.db', 'sqlite:./one.db')).toContain('must be two stores');
  const away = 'mongodb://ann:hunter2@127.0.0.1:1/deskbell';
  expect(await said('sqlite:one.db', away)).toMatch(/^MongoDB at 127\.0\.0\.1:1 can not be reached: (?!.*hunter2)/);
});
