// `npm start`; with a word more it is `npm run backup`, `restore` or `migrate`. Any Node from 12 on must be able to parse
// this file, or an old one would greet its user with a syntax error instead of the sentence below: no import declarations,
// no newer operators. The rest is loaded when the version fits.
const WANTED = [22, 18];
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < WANTED[0] || (major === WANTED[0] && minor < WANTED[1])) {
  console.error(
    `Deskbell wants Node ${WANTED.join('.')} or newer and was started by ${process.version}: use "npm start" after "npm ci", which brings one along, or install a newer Node.`,
  );
  process.exit(1);
} else {
  quietSqlite();
  start().catch(error => {
    console.error(error);
    process.exit(1);
  });
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

/**
 * Builds what is missing, in a process of its own whose memory goes when it ends, and becomes the server, or the command
 * that package.json names here.
 */
async function start() {
  const { spawnSync } = await import('node:child_process');
  const { join } = await import('node:path');
  const { pathToFileURL } = await import('node:url');
  const { COMMANDS, needsBuild, PARTS, ROOT } = await import('./parts.js');

  const program = COMMANDS[process.argv[2]] || PARTS.server.output;
  const isCommand = program !== PARTS.server.output;
  // The command finds its own words where it would if it had been started by itself.
  if (isCommand) process.argv.splice(2, 1);
  const missing = (isCommand ? ['server'] : ['widget', 'inbox', 'server']).filter(name => needsBuild(name));
  if (missing.length > 0) {
    console.log(`Building ${missing.join(', ')} …`);
    const { status } = spawnSync(process.execPath, [join(ROOT, 'scripts/build.js'), ...missing], { stdio: 'inherit' });
    if (status !== 0) process.exit(1);
  }
  // Imported, not spawned: signals and the exit code are the server's own.
  await import(pathToFileURL(join(ROOT, program)).href);
}
