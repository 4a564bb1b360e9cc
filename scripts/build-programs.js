import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { sdkConfig, serverConfig } from '../vite.config.ts';

/** The server with its npm dependencies in one bundle: it starts in a fraction of the time that many small files need. */
export async function buildServer(root) {
  const output = await bundle(serverConfig(root), root, 'server/main.ts');
  return { files: named('server', output) };
}

/** The same calls as an ES module for bundlers, with types. */
export async function buildSdk(root) {
  const [output, types] = await Promise.all([bundle(sdkConfig(root), root, 'widget/sdk.ts'), declarations(root)]);
  return { files: new Map([...named('sdk', output), ...types]) };
}

async function bundle(config, root, source) {
  if (!existsSync(join(root, source))) throw new Error(`${source} does not exist`);
  const result = await build(config);
  return (Array.isArray(result) ? result : [result]).flatMap(({ output }) => output);
}

function named(folder, output) {
  return new Map(output.map(item => [`${folder}/${item.fileName}`, item.type === 'chunk' ? item.code : item.source]));
}

/**
 * The SDK's types. When they lean on types of other files, those come along in a folder beside, so that dist/sdk needs
 * nothing else of this repository.
 */
async function declarations(root) {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-types-'));
  try {
    const project = join(folder, 'tsconfig.json');
    const compilerOptions = {
      noEmit: false,
      emitDeclarationOnly: true,
      declaration: true,
      rootDir: root,
      outDir: join(folder, 'out'),
      types: [],
    };
    const config = {
      extends: join(root, 'tsconfig.json'),
      files: [join(root, 'widget/sdk.ts')],
      include: [],
      compilerOptions,
    };
    await writeFile(project, JSON.stringify(config));
    const tsc = join(import.meta.dirname, '../node_modules/typescript/bin/tsc');
    await promisify(execFile)(process.execPath, [tsc, '--project', project]).catch(error => {
      throw new Error(`the SDK's types: ${error.stdout || error.message}`);
    });
    const all = await readdir(join(folder, 'out'), { recursive: true });
    const files = all.filter(path => path.endsWith('.d.ts'));
    const read = path => readFile(join(folder, 'out', path), 'utf8');
    if (files.length === 1) return [['sdk/sdk.d.ts', await read(files[0])]];
    const index = /export default|as default/.test(await read('widget/sdk.d.ts'))
      ? "export { default } from './types/widget/sdk.js';\n"
      : '';
    return [
      ['sdk/sdk.d.ts', `export * from './types/widget/sdk.js';\n${index}`],
      ...(await Promise.all(files.map(async path => [`sdk/types/${path}`, await read(path)]))),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
