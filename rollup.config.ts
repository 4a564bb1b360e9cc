import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import commonjs from '@rollup/plugin-commonjs';
import json from '@rollup/plugin-json';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import type { OutputOptions, Plugin, RollupLog, RollupOptions } from 'rollup';
import license, { type Dependency } from 'rollup-plugin-license';
import { transformWithOxc } from 'vite';
import { connect } from './server/store/sqlite/connections.ts';
import { migrate, scrubOnce } from './server/store/sqlite/migrations.ts';

const ROOT = import.meta.dirname;
const DIST = join(ROOT, 'dist');
const SDK = join(ROOT, 'widget/sdk.ts');
const COMMANDS = ['backup', 'restore', 'migrate', 'factor-off', 'doctor'];
/** Native, and so never in a bundle: npm installs it beside ours where it can, and without it pictures have no preview. */
const BESIDE = ['sharp'];

/** The one of Node's own modules that is imported: the others come by what it makes. */
const MAKES_REQUIRE = 'node:module';

/**
 * Programs for Node with their npm dependencies, in few files that start in half the time of many. What is loaded by
 * `import()`, as MongoDB's driver is, becomes a chunk that only those pay for who want it.
 * @param input name of each program below `folder` -> its source
 */
export function programOptions(
  input: Record<string, string>,
  folder: string,
): RollupOptions & { plugins: Plugin[]; output: OutputOptions } {
  return {
    input,
    external: id => id === MAKES_REQUIRE || BESIDE.includes(id),
    // npm makes no links in node_modules; to look for some at each of two thousand files takes a sixth of the time.
    preserveSymlinks: true,
    onwarn: refuse,
    plugins: [
      // The oldest Node that may start it; nothing is lowered that it knows.
      typescript('node22'),
      requiredBuiltins(),
      nodeResolve({ exportConditions: ['node'], preferBuiltins: true }),
      // Node's own modules stay `require()` in code that says so: many of these lines never run, and loading http2 for nothing
      // makes the start 7 % longer. With "auto", only code in circles is wrapped in functions.
      commonjs({ ignore: isBuiltin, strictRequires: 'auto' }),
      json(),
    ],
    output: {
      dir: folder,
      // What CommonJS code takes for granted and ES modules do not have.
      banner: [
        "import { createRequire as createRequireHere } from 'node:module';",
        'const require = createRequireHere(import.meta.url);',
        'const __dirname = import.meta.dirname, __filename = import.meta.filename;',
      ].join('\n'),
      generatedCode: 'es2015',
      chunkFileNames: 'chunks/[name]-[hash].js',
    },
  };
}

/** The server, and beside it its commands and the programs that look at files and mails, which share chunks with it. Readable, for the stacks in a log. */
function serverOptions(): RollupOptions {
  const commands = COMMANDS.map(name => [`commands/${name}`, join(ROOT, `server/commands/${name}.ts`)]);
  const folder = join(DIST, 'server');
  const programs = {
    main: join(ROOT, 'server/main.ts'),
    'files/look': join(ROOT, 'server/features/files/look.ts'),
    'mail-in/read-worker': join(ROOT, 'server/features/mail-in/read-worker.ts'),
    'imports/read-worker': join(ROOT, 'server/features/imports/read-worker.ts'),
    ...Object.fromEntries(commands),
  };
  const options = programOptions(programs, folder);
  const licenses = license({ thirdParty: { output: { file: join(folder, 'licenses.txt'), template: noticesOf } } });
  return { ...options, plugins: [...options.plugins, emptied(folder), swaggerPage(), blankStore(), licenses] };
}

/** What packages ask to be said. Of those that let one choose by which licence to take them, the text of MIT. */
function noticesOf(packages: Dependency[]): string {
  for (const each of packages) {
    const chosen = join(ROOT, 'node_modules', each.name, 'LICENSE.MIT');
    if (existsSync(chosen)) each.licenseText = readFileSync(chosen, 'utf8');
  }
  return packages.map(each => each.text()).join('\n\n---\n\n');
}

/** The SDK: an ES module, left readable since the site's own bundler makes it small, and its types, in one file each. */
async function sdkOptions(): Promise<RollupOptions[]> {
  // It brings a compiler, which takes half a second to load.
  const { dts } = await import('rollup-plugin-dts');
  const types = dts({ tsconfig: join(ROOT, 'tsconfig.json') });
  const shared = { input: SDK, onwarn: refuse };
  return [
    { ...shared, plugins: [typescript('es2020')], output: { file: join(DIST, 'sdk/sdk.js'), sourcemap: true } },
    { ...shared, plugins: [types], output: { file: join(DIST, 'sdk/sdk.d.ts') } },
  ];
}

/** `rollup -c rollup.config.ts` builds both, with `--configPart server` or `sdk` only that one. */
export default async function programs({ configPart }: { configPart?: string }): Promise<RollupOptions[]> {
  return [...(configPart === 'sdk' ? [] : [serverOptions()]), ...(configPart === 'server' ? [] : await sdkOptions())];
}

/**
 * Takes the types out, with the compiler that Vite brings along for the pages: TypeScript 7 has no API to do it with.
 * @param target as esbuild names them: `node22`, `es2020`
 */
function typescript(target: string): Plugin {
  return {
    name: 'typescript',
    transform: {
      filter: { id: /\.ts$/ },
      async handler(code, id) {
        const { code: script, map } = await transformWithOxc(code, id, { target, sourcemap: true });
        return { code: script, map: JSON.stringify(map) };
      },
    },
  };
}

/**
 * Takes Node's own modules by `require()`, which reads what is asked for. An `import` reads each export, and some have
 * getters that load half of the web: undici, WebCrypto. A start pays for that a tenth of its time.
 */
function requiredBuiltins(): Plugin {
  return {
    name: 'required-builtins',
    resolveId: id => (isBuiltin(id) && id !== MAKES_REQUIRE ? `\0${id}` : null),
    load(id) {
      const name = id.slice(1);
      if (!id.startsWith('\0') || !isBuiltin(name)) return null;
      return { code: `export default require('${name}');`, syntheticNamedExports: true };
    },
  };
}

/** Takes away what the last build left, at the last moment: a build that fails leaves it in place. */
function emptied(folder: string): Plugin {
  return {
    name: 'emptied',
    async generateBundle() {
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Puts the files of Swagger UI where its code, which is then in chunks/, looks for them. */
function swaggerPage(): Plugin {
  const source = join(ROOT, 'node_modules/@fastify/swagger-ui/static');
  return {
    name: 'swagger-page',
    generateBundle() {
      // Its page loads another build of this one.
      for (const name of readdirSync(source).filter(each => each !== 'swagger-ui.js')) {
        this.emitFile({ type: 'asset', fileName: `static/${name}`, source: readFileSync(join(source, name)) });
      }
      this.emitFile({
        type: 'asset',
        fileName: 'chunks/static/logo.svg',
        source: readFileSync(join(source, 'logo.svg')),
      });
    },
  };
}

/** A store in which nothing is yet, for new ones to begin as a copy of it. */
function blankStore(): Plugin {
  return {
    name: 'blank-store',
    generateBundle() {
      const folder = mkdtempSync(join(tmpdir(), 'deskbell-blank-'));
      const path = join(folder, 'blank.db');
      const blank = connect(path, migrate);
      scrubOnce(blank.writer);
      blank.close();
      this.emitFile({ type: 'asset', fileName: 'blank.db', source: readFileSync(path) });
      rmSync(folder, { recursive: true });
    },
  };
}

/** A warning ends the build, but for how packages are written inside, which is theirs to mend. */
function refuse(warning: RollupLog): void {
  const isForeign = [warning.id, ...(warning.ids ?? [])].some(id => id?.includes('node_modules'));
  if (!isForeign || warning.code === 'UNRESOLVED_IMPORT') throw new Error(warning.message);
}
