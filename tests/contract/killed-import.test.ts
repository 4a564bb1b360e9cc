import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../server/store/open.ts';
import { newDatabase, sharedMongo } from '../helpers/mongod.ts';
import { newSqliteUrl } from '../helpers/new-folder.ts';
import { newImport } from './rules/imports.ts';

const mongo = await sharedMongo();
const ROWS = 120;

/** Writes in a process of its own. @param killAfter batches, in whose middle or soon after it is killed; null: not at all */
async function write(url: string, id: string, killAfter: number | null): Promise<void> {
  const script = join(import.meta.dirname, 'importing.ts');
  const args = ['--disable-warning=ExperimentalWarning', script, url, id, String(ROWS), '10'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  let batches = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    batches += text.split('\n').filter(line => line.startsWith('batch')).length;
    if (killAfter !== null && batches >= killAfter) child.kill('SIGKILL');
  });
  const [code] = await gone;
  if (killAfter === null && code !== 0) throw new Error(`the import ended with ${code}`);
}

describe.each([
  ['SQLite', newSqliteUrl, null],
  ['MongoDB', () => newDatabase(mongo), mongo.uri ? null : mongo.reason],
])('%s', (_name, newUrl, reason) => {
  test.skipIf(reason)(
    'IM3 an import that is killed again and again writes each row once',
    // What a killed server has open at MongoDB stays in the way of the next one for some 10 s.
    { timeout: 180_000 },
    async () => {
      const url = newUrl();
      const run = newImport();
      const before = await openStore(url);
      await before.imports.create(run);
      await before.close();
      for (const killAfter of [1, 2]) await write(url, run.id, killAfter);
      await write(url, run.id, null);

      const store = await openStore(url);
      onTestFinished(() => store.close());
      // Whoever came twice would be known the second time, and left.
      expect(await store.imports.find(run.id)).toMatchObject({
        ...{ state: 'done', done: ROWS, counts: { added: ROWS, joined: 0, skipped: 0, wrong: 0 } },
      });
      const people = await store.imports.contactsAfter('', 1_000);
      expect(new Set(people.map(each => each.email)).size).toBe(ROWS);
      expect(people).toHaveLength(ROWS);
      const told = await store.imports.rows({ id: run.id, outcome: 'added', afterLine: 0, limit: 1_000 });
      expect(told.map(each => each.line)).toEqual(Array.from({ length: ROWS }, (_, index) => index + 1));
    },
  );
});
