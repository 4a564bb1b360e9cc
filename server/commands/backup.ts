import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { sqlitePath } from '../store/open.ts';
import { noteBackup } from '../store/sqlite/backed-up.ts';
import { backUp } from '../store/sqlite/backup.ts';
import { counted, databaseUrl, fileNamed, runCommand, sized } from './command.ts';

await runCommand('backup', 'FILE', ({ names: [name = ''] }) => {
  const path = sqlitePath(databaseUrl());
  if (path === null) {
    throw new Error(
      'DATABASE_URL names MongoDB, which brings its own tool: `mongodump --uri=URI --oplog --gzip --archive=FILE`, ' +
        'with the URI without its database name, so that --oplog makes it a copy of one moment.',
    );
  }
  const file = fileNamed(name);
  const { conversations, entries, files, bytes } = backUp(path, file);
  const held = [
    counted(conversations, 'conversation', 'conversations'),
    counted(entries, 'entry', 'entries'),
    counted(files, 'file', 'files'),
  ].join(', ');
  console.log(`${file} holds ${held}; ${sized(bytes)}, read whole and found sound.`);
  try {
    noteBackup(path, Date.now());
  } catch (error) {
    console.log(`The doctor will not know of it: ${(error as Error).message}.`);
  }
  const key = join(resolve(dirname(path)), 'secret.key');
  if (!process.env.SECRET_KEY?.trim() && existsSync(key)) {
    console.log(`Keep ${key} as well, in another place: it opens the secrets in the backup, and is not in it.`);
  }
});
