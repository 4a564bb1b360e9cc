// `npm run build`, or `node scripts/build.js widget inbox server sdk` for some of it. Writes dist/.
import { buildInbox, buildWidget } from './build-pages.js';
import { buildSdk, buildServer } from './build-programs.js';
import { PARTS, ROOT } from './parts.js';
import { writePart } from './write-part.js';

const BUILDERS = { widget: buildWidget, inbox: buildInbox, server: buildServer, sdk: buildSdk };

const asked = process.argv.slice(2);
const unknown = asked.filter(name => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`build: wanted ${Object.keys(PARTS).join(', ')}, got ${unknown.join(', ')}`);
  process.exit(1);
}

const results = await Promise.all((asked.length > 0 ? asked : Object.keys(PARTS)).map(build));
process.exit(results.every(Boolean) ? 0 : 1);

/** Builds one part in memory and writes it at once, so that a failing build leaves the last good one in place. */
async function build(name) {
  const begun = performance.now();
  try {
    const summary = await writePart(name, await BUILDERS[name](ROOT), ROOT);
    console.log(`built ${name.padEnd(6)} in ${((performance.now() - begun) / 1000).toFixed(1)} s  ${summary}`);
    return true;
  } catch (error) {
    // Messages of bundlers and of our own checks say file and reason; a stack helps only where the build itself has a bug.
    const isBug = error instanceof TypeError || error instanceof ReferenceError;
    console.error(`build: ${name} failed: ${isBug ? error.stack : error.message}`);
    return false;
  }
}
