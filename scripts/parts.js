import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * What can be built on its own: from which folders and files, and the file whose presence says that it was.
 * This stands apart from build.js so that a start which builds nothing loads no bundler.
 */
export const PARTS = {
  widget: {
    sources: ['widget', 'protocol', 'examples/demo', 'scripts', 'vite.config.ts'],
    output: 'dist/public/deskbell.js',
  },
  inbox: { sources: ['inbox', 'protocol', 'scripts', 'vite.config.ts'], output: 'dist/public/inbox/index.html' },
  server: { sources: ['server', 'protocol', 'package.json', 'vite.config.ts'], output: 'dist/server/main.js' },
  sdk: { sources: ['widget', 'protocol', 'vite.config.ts'], output: 'dist/sdk/sdk.js' },
};

/** What start.js can become instead of the server; built with it. */
export const COMMANDS = {
  backup: 'dist/server/commands/backup.js',
  restore: 'dist/server/commands/restore.js',
  migrate: 'dist/server/commands/migrate.js',
};

/** Says whether a part was never built, or before its sources last changed: after a `git pull`, say. */
export function needsBuild(name, root = ROOT) {
  const { sources, output } = PARTS[name];
  const built = join(root, output);
  if (!existsSync(built)) return true;
  return Math.max(...sources.map(source => newest(join(root, source)))) > statSync(built).mtimeMs;
}

/** The latest change below a path in ms since epoch; 0 where an installation came without sources. */
function newest(path) {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  // The folder's own time counts too: it changes when a file goes.
  return Math.max(mtimeMs, ...readdirSync(path).map(name => newest(join(path, name))));
}
