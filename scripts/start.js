#!/usr/bin/env node
// `npx deskbell` where it is installed, `npm start` in a checkout; with a word more it is one of its commands.
// Any Node from 12 on must be able to parse this file, or an old one would greet its user with a syntax error instead of the
// sentence below: no import declarations, no newer operators. The rest is loaded when the version fits.
const WANTED = [22, 18];
const COMMANDS = ['backup', 'restore', 'migrate', 'factor-off', 'doctor'];
/** Whoever waited for the start is answered by then, and all of the server is loaded. */
const KEPT_AFTER_MS = 3000;
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < WANTED[0] || (major === WANTED[0] && minor < WANTED[1])) {
  giveUp(
    `Deskbell wants Node ${WANTED.join('.')} or newer and was started by ${process.version}: install a newer Node, or in a checkout use "npm start" after "npm ci", which brings one along.`,
  );
} else {
  quietSqlite();
  start().catch(error => {
    console.error(error);
    process.exit(1);
  });
}

function giveUp(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Node 22 calls node:sqlite experimental at each start. We chose it knowing that; every other warning stays. */
function quietSqlite() {
  const emitWarning = process.emitWarning;
  process.emitWarning = (warning, ...rest) => {
    const type = rest[0] && typeof rest[0] === 'object' ? rest[0].type : rest[0];
    if (type === 'ExperimentalWarning' && /SQLite/.test(String(warning))) return;
    emitWarning.call(process, warning, ...rest);
  };
}

/** Becomes the server, or the command that was named. In a checkout it builds what is missing first. */
async function start() {
  const { existsSync } = await import('node:fs');
  const { fileURLToPath } = await import('node:url');

  const command = process.argv[2];
  if (command && !COMMANDS.includes(command)) {
    giveUp(`Wanted: nothing, which starts the server, or ${COMMANDS.join(', ')}; got ${command}.`);
  }
  // The command finds its own words where it would if it had been started by itself.
  process.argv.splice(2, 1);

  // What is installed has this file and dist/ only, ready to run.
  const builder = new URL('parts.js', import.meta.url);
  if (existsSync(fileURLToPath(builder))) {
    const { buildMissing } = await import(builder.href);
    if (!buildMissing(command ? ['server'] : ['widget', 'inbox', 'server'])) process.exit(1);
  } else {
    // Names of files count from where `npx deskbell` runs; this may say where a script around it was called.
    delete process.env.INIT_CWD;
  }
  // What Node compiles of the program is kept for its next start, which is then half as long; where this user may not write,
  // each start compiles anew.
  const { enableCompileCache, flushCompileCache } = await import('node:module');
  enableCompileCache(fileURLToPath(new URL('../dist/server/.compiled', import.meta.url)));
  // Imported, not spawned: signals and the exit code are the server's own.
  const program = command ? `commands/${command}.js` : 'main.js';
  await import(new URL(`../dist/server/${program}`, import.meta.url).href);
  // Node would write it at the end, when V8 has forgotten what nobody ran for days: most of a start.
  setTimeout(flushCompileCache, KEPT_AFTER_MS).unref();
}
