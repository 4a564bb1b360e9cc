// `npm run build`, or `node scripts/build.js widget inbox server sdk` for some of it. Writes dist/.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PARTS, ROOT } from './parts.js';

const BUILDERS = { widget: buildPages, inbox: buildPages, server: buildPrograms, sdk: buildPrograms };

const asked = process.argv.slice(2);
const unknown = asked.filter(name => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`build: wanted ${Object.keys(PARTS).join(', ')}, got ${unknown.join(', ')}`);
  process.exit(1);
}

const results = await Promise.all((asked.length > 0 ? asked : Object.keys(PARTS)).map(build));
process.exit(results.every(Boolean) ? 0 : 1);

/** Builds one part; a build that fails leaves the last good one in place. */
async function build(name) {
  const begun = performance.now();
  try {
    const summary = await BUILDERS[name](name);
    console.log(`built ${name.padEnd(6)} in ${((performance.now() - begun) / 1000).toFixed(1)} s  ${summary}`);
    return true;
  } catch (error) {
    // Messages of bundlers and of our own checks say file and reason; a stack helps only where the build itself has a bug.
    const isBug = error instanceof TypeError || error instanceof ReferenceError;
    console.error(`build: ${name} failed: ${isBug ? error.stack : error.stderr || error.message}`);
    return false;
  }
}

/** For browsers: Vite builds in memory, and what servers send is compressed ahead. */
async function buildPages(name) {
  const { buildInbox, buildWidget } = await import('./build-pages.js');
  const { writePart } = await import('./write-part.js');
  const { notices } = await import('./notices.js');
  const built = await (name === 'widget' ? buildWidget : buildInbox)(ROOT);
  const licenses = await notices(built.modules, ROOT);
  return writePart(name, { ...built, files: [...built.files, [`public/licenses-${name}.txt`, licenses]] }, ROOT);
}

/** For Node and for bundlers: rollup.config.ts says how. On a core of its own, while the pages take another. */
async function buildPrograms(name) {
  const rollup = join(ROOT, 'node_modules/rollup/dist/bin/rollup');
  const words = ['--config', 'rollup.config.ts', '--configPart', name, '--silent'];
  await promisify(execFile)(process.execPath, [rollup, ...words], { cwd: ROOT });
  return PARTS[name].output;
}
