import { constants, copyFileSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { move, type Tell } from '../store/move.ts';
import { openTransfer, sqlitePath } from '../store/open.ts';
import { reasonOf } from '../store/open-patiently.ts';
import { runCommand } from './command.ts';

/** Between two lines of one kind. */
const TELL_MS = 2_000;

await runCommand('migrate', 'FROM TO [--replace]', async ({ names: [from = '', to = ''], isReplacing }) => {
  const [source, target] = [sqlitePath(from), sqlitePath(to)];
  if (source !== null && !existsSync(source)) throw new Error(`There is no SQLite store at ${source} to migrate from.`);
  if (source !== null && target !== null ? resolve(source) === resolve(target) : from === to) {
    throw new Error('FROM and TO must be two stores, got the same one twice.');
  }
  if (target === ':memory:') throw new Error('TO must be a store that stays, got sqlite::memory:.');
  try {
    await migrate(from, to, isReplacing);
  } catch (error) {
    throw new Error(reasonOf(reasonOf(error, from), to), { cause: error });
  }
  for (const line of keyAdvice(source, target)) console.log(line);
});

async function migrate(from: string, to: string, isReplacing: boolean): Promise<void> {
  const source = await openTransfer(from);
  try {
    const target = await openTransfer(to);
    try {
      const moved = await move(source, target, { isReplacing, tell: teller() });
      const all = Object.values(moved).reduce((sum, count) => sum + count, 0);
      console.log(
        `${target.description} now holds all ${all.toLocaleString('en')} records of ${source.description}; both were read again and are equal.`,
      );
      console.log(
        'Search reads them behind the next start. Start it with the new DATABASE_URL; the old store is as it was.',
      );
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** Each kind's end, and a line now and then before it. */
function teller(): Tell {
  let toldAt = performance.now();
  return (kind, done, total) => {
    if (done < total && performance.now() - toldAt < TELL_MS) return;
    toldAt = performance.now();
    console.log(`${kind}: ${done.toLocaleString('en')} of ${total.toLocaleString('en')}`);
  };
}

/** The secrets in a store are sealed under SECRET_KEY: it has to come along. */
function keyAdvice(source: string | null, target: string | null): string[] {
  if (process.env.SECRET_KEY?.trim()) return ['Keep SECRET_KEY as it is: it opens the secrets in the store.'];
  const [own, wanted] = [source, target].map(path =>
    path === null ? null : join(resolve(dirname(path)), 'secret.key'),
  );
  const there = own && existsSync(own) ? own : null;
  if (!wanted) {
    return [
      there
        ? `Set SECRET_KEY to what ${there} holds, for every server: MongoDB keeps no key, and another one can not open the secrets in the store.`
        : 'Set SECRET_KEY to the one that the old servers had: another one can not open the secrets in the store.',
    ];
  }
  if (!there) return [`Set SECRET_KEY to the one that the old servers had, or put it into ${wanted}.`];
  if (there === wanted) return [];
  if (!existsSync(wanted)) {
    copyFileSync(there, wanted, constants.COPYFILE_EXCL);
    return [`The secret key is now in ${wanted} too.`];
  }
  if (readFileSync(there, 'utf8') === readFileSync(wanted, 'utf8')) return [];
  return [
    `${wanted} is another secret key than ${there}: put the latter in its place, or the secrets in the store stay shut.`,
  ];
}
