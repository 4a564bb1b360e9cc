import { spawnSync } from 'node:child_process';
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
  server: { sources: ['server', 'protocol', 'package.json', 'rollup.config.ts'], output: 'dist/server/main.js' },
  sdk: { sources: ['widget', 'protocol', 'rollup.config.ts'], output: 'dist/sdk/sdk.js' },
};

/**
 * Builds those parts that were never built, or before their sources last changed: after a `git pull`, say. In a process of
 * its own, whose memory goes when it ends.
 * @returns whether all is built now
 */
export function buildMissing(names) {
  const missing = names.filter(isMissing);
  if (missing.length === 0) return true;
  console.log(`Building ${missing.join(', ')} …`);
  const { status } = spawnSync(process.execPath, [join(ROOT, 'scripts/build.js'), ...missing], { stdio: 'inherit' });
  return status === 0;
}

function isMissing(name) {
  const { sources, output } = PARTS[name];
  const built = join(ROOT, output);
  if (!existsSync(built)) return true;
  return Math.max(...sources.map(source => newest(join(ROOT, source)))) > statSync(built).mtimeMs;
}

/** The latest change below a path in ms since epoch; 0 where there is none. */
function newest(path) {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  // The folder's own time counts too: it changes when a file goes.
  return Math.max(mtimeMs, ...readdirSync(path).map(name => newest(join(path, name))));
}
