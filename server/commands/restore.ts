import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { sqlitePath } from '../store/open.ts';
import { restore } from '../store/sqlite/backup.ts';
import { counted, databaseUrl, fileNamed, runCommand, sized } from './command.ts';

await runCommand('restore', 'FILE [--replace]', ({ names: [name = ''], isReplacing }) => {
  const path = sqlitePath(databaseUrl());
  if (path === null) {
    throw new Error(
      'DATABASE_URL names MongoDB, which brings its own tool: `mongorestore --uri=URI --oplogReplay --gzip --archive=FILE` ' +
        'reads what mongodump wrote.',
    );
  }
  const { conversations, entries, files, bytes, kept } = restore(path, fileNamed(name), {
    isReplacing,
    at: Date.now(),
  });
  const held = [
    counted(conversations, 'conversation', 'conversations'),
    counted(entries, 'entry', 'entries'),
    counted(files, 'file', 'files'),
  ].join(', ');
  console.log(`${path} now holds ${held}; ${sized(bytes)}, read whole and found sound.`);
  if (kept) console.log(`What was there before is ${kept}.`);
  const folder = resolve(dirname(path));
  if (!process.env.SECRET_KEY?.trim() && !existsSync(join(folder, 'secret.key'))) {
    console.log(
      `Before the start put the secret.key of the backed-up store into ${folder}, or set SECRET_KEY: a new key can not open the secrets in the store.`,
    );
  }
});
