import { execFile, spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { chmod, open, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';
import { cachedFolder, exists } from './cache.ts';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

export interface Chromium {
  path: string;
  /** What its process needs beside our own environment. */
  env: Record<string, string>;
}
/** Either the browser, or one sentence saying what was tried, for the skipped suites to print. */
export type FoundChromium = { chromium: Chromium; reason: null } | { chromium: null; reason: string };

/**
 * Finds a Chromium: `CHROMIUM`, then the one of the npm package @sparticuz/chromium (Linux on x64), then one in `PATH`.
 * The package's own unpacking is not used: it writes to fixed names in the temporary folder, where two runs at once
 * start each other's half-written file, and it unpacks its libraries on Lambda only.
 * @throws Error when `CHROMIUM` names something that does not run
 */
export async function findChromium(): Promise<FoundChromium> {
  const asked = process.env.CHROMIUM;
  if (asked) return { chromium: await probe({ path: asked, env: {} }), reason: null };

  const tried: string[] = [];
  for (const way of [packaged, installed]) {
    try {
      return { chromium: await way(), reason: null };
    } catch (error) {
      tried.push(error instanceof Error ? error.message.split('\n')[0]! : String(error));
    }
  }
  return { chromium: null, reason: `no Chromium found, set CHROMIUM to one (${tried.join('; ')})` };
}

async function probe(chromium: Chromium): Promise<Chromium> {
  await run(chromium.path, ['--version'], { env: { ...process.env, ...chromium.env }, timeout: 20_000 }).catch(
    error => {
      throw new Error(
        `${chromium.path} does not run: ${
          String(error.stderr || error.message)
            .trim()
            .split('\n')[0]
        }`,
      );
    },
  );
  return chromium;
}

async function packaged(): Promise<Chromium> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`the packaged one is for Linux on x64, this is ${process.platform} on ${process.arch}`);
  }
  const root = join(dirname(require.resolve('@sparticuz/chromium')), '..');
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const folder = await cachedFolder(`chromium-${version}`, folder => unpack(join(root, 'bin'), folder));
  const path = join(folder, 'chromium');
  // Beside a bare Debian or Ubuntu it needs NSS, NSPR and expat only. The system's come first, since they fit its libc.
  return probe({ path, env: {} }).catch(() => probe({ path, env: { LD_LIBRARY_PATH: join(folder, 'lib') } }));
}

async function unpack(packs: string, folder: string): Promise<void> {
  const program = join(folder, 'chromium');
  const file = await open(program, 'w');
  await pipeline(createReadStream(join(packs, 'chromium.br')), createBrotliDecompress(), file.createWriteStream());
  await chmod(program, 0o755);
  // Libraries (lib/), and the software renderer, which Chromium looks for beside itself.
  for (const pack of ['al2023.tar.br', 'swiftshader.tar.br']) {
    const tar = spawn('tar', ['-x', '-C', folder], { stdio: ['pipe', 'ignore', 'inherit'] });
    const ended = new Promise<void>((resolve, reject) => {
      tar
        .once('error', reject)
        .once('close', code => (code ? reject(new Error(`tar of ${pack} ended with ${code}`)) : resolve()));
    });
    await Promise.all([pipeline(createReadStream(join(packs, pack)), createBrotliDecompress(), tar.stdin), ended]);
  }
}

async function installed(): Promise<Chromium> {
  const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];
  const paths = (process.env.PATH ?? '').split(delimiter).flatMap(folder => names.map(name => join(folder, name)));
  if (process.platform === 'darwin') paths.push('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
  for (const path of paths) {
    if (await exists(path)) return probe({ path, env: {} });
  }
  throw new Error(`none of ${names.join(', ')} in PATH`);
}
