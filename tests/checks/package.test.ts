import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { PNG } from '../helpers/files.ts';
import { freePort } from '../helpers/free-port.ts';
import { ROOT } from './dist.ts';

const run = promisify(execFile);
/** Packing eight megabytes and asking a registry that may be far away, on a machine that has other things to do. */
const INSTALL_MS = 600_000;
/** How this machine comes to a registry: by which proxy, and who signs for it. */
const WAY_OUT = /^(https?_proxy|no_proxy|node_extra_ca_certs|ssl_cert_(file|dir)|npm_config_registry)$/i;
/** npm and what it starts run by the Node that runs the tests, and hear nothing of the npm around them. */
const ENV = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => WAY_OUT.test(name))),
  PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
  HOME: process.env.HOME,
  npm_config_prefer_offline: 'true',
  // Where no registry is to be reached, npm leaves out what draws previews after seconds, and not after minutes.
  npm_config_fetch_retry_mintimeout: '500',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_update_notifier: 'false',
};

/** An empty folder of a stranger, with the tarball installed in it. */
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-package-'));
  // Without scripts, since the one before packing would build what is built.
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
    cwd: ROOT,
    env: ENV,
  });
  await run('npm', ['install', `./${stdout.trim()}`], { cwd: folder, env: ENV });
}, INSTALL_MS);

afterAll(() => rm(folder, { recursive: true, force: true }));

test('PK1 the package brings everything with it but what draws previews, and nothing that could build', () => {
  // Beside ours only what draws previews: 20 MB for this machine, and npm leaves it out where it has none for it.
  const drawing = ['@img', 'detect-libc', 'semver', 'sharp'];
  const beside = readdirSync(join(folder, 'node_modules')).filter(name => !name.startsWith('.') && name !== 'deskbell');
  expect(beside.filter(name => !drawing.includes(name))).toEqual([]);
  const own = readdirSync(join(folder, 'node_modules/deskbell'));
  expect(own.sort()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json', 'scripts']);
  expect(readdirSync(join(folder, 'node_modules/deskbell/scripts'))).toEqual(['start.js']);
});

test(
  'PK2 `npx deskbell` starts the server on ./data, says where everything is, and serves it',
  async () => {
    const port = await freePort();
    const base = `http://localhost:${port}`;
    const server = deskbell([], { PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'warn' });
    await vi.waitFor(() => expect(server.printed()).toContain('keep it to yourself'), { timeout: INSTALL_MS });
    for (const field of [`"inbox":"${base}/inbox"`, `"owner":"${base}/inbox#invite=`, `"demo":"${base}/demo"`]) {
      expect(server.printed()).toContain(field);
    }
    expect(server.printed()).toContain('sqlite ./data/deskbell.db');
    expect(server.printed()).not.toContain('Building');
    expect(existsSync(join(folder, 'data/deskbell.db'))).toBe(true);

    for (const path of [
      'healthz',
      'deskbell.js',
      'inbox',
      'demo',
      'docs/',
      'docs/json',
      'docs/static/swagger-ui-bundle.js',
    ]) {
      const answer = await fetch(`http://127.0.0.1:${port}/${path}`);
      expect([path, answer.status]).toEqual([path, 200]);
    }

    const file = join('copies', 'today.db');
    await mkdir(join(folder, 'copies'));
    const backup = deskbell(['backup', file], { INIT_CWD: ROOT });
    await backup.ended;
    expect(backup.printed()).toMatch(/today\.db holds 0 conversations/);
    expect(existsSync(join(folder, file))).toBe(true);
    await server.stop();
  },
  INSTALL_MS,
);

test(
  'PK3 `npx deskbell` with a word that it does not know says which it knows',
  async () => {
    const { ended, printed } = deskbell(['serve']);
    expect(await ended).toBe(1);
    expect(printed()).toBe(
      'Wanted: nothing, which starts the server, or backup, restore, migrate, factor-off, doctor; got serve.\n',
    );
  },
  INSTALL_MS,
);

test(
  "PK4 `import { boot } from 'deskbell'` type-checks alone, and a wrong call does not",
  async () => {
    // Where nothing is wrong with a line after @ts-expect-error, the compiler says so.
    const source = `
    import { boot, type Events, type Setup } from 'deskbell';
    const setup: Setup = { server: 'https://chat.shop.example', site: 'key', locale: 'mn', theme: 'dark' };
    const deskbell = await boot(setup);
    deskbell.open('callback');
    const off: () => void = deskbell.on('unread', count => count.toFixed());
    deskbell.on('message', ({ body }) => body.kind === 'message' && body.text.trim());
    export const state: Events['availability']['state'] = 'here';
    // @ts-expect-error: the site is missing
    await boot({ server: 'https://chat.shop.example' });
    // @ts-expect-error: there is no such tab
    deskbell.open('phone');
    // @ts-expect-error: unread is a number
    deskbell.on('unread', (count: string) => count.trim());
    // @ts-expect-error: there is no such call
    deskbell.ring();
    off();
  `;
    await writeFile(join(folder, 'site.mts'), source);
    const options = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2022', '--types', ''];
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const checked = await run(process.execPath, [tsc, ...options, 'site.mts'], { cwd: folder }).catch(error => error);
    expect(checked.stdout).toBe('');
  },
  INSTALL_MS,
);

test('PK5 the SDK is one module with a map, and imports nothing', async () => {
  const { boot } = await import(join(folder, 'node_modules/deskbell/dist/sdk/sdk.js'));
  expect(boot).toBeTypeOf('function');
  expect(readdirSync(join(folder, 'node_modules/deskbell/dist/sdk')).sort()).toEqual([
    'sdk.d.ts',
    'sdk.js',
    'sdk.js.map',
  ]);
});

test('PK6 pictures have a preview where npm could install what draws it, and are taken without it', async () => {
  const look = join(folder, 'node_modules/deskbell/dist/server/files/look.js');
  const seen = () => run(process.execPath, ['-e', SHOW, look], { cwd: folder, env: ENV });
  const found = '{"ending":"png","type":"image/png","kind":"image"}';
  const library = join(folder, 'node_modules/sharp');
  if (existsSync(library)) {
    expect((await seen()).stdout.split('\n').slice(0, 2)).toEqual([found, '{"width":1,"height":1}']);
    await rm(library, { recursive: true });
  }
  expect((await seen()).stdout).toBe(`${found}\n`);
});

test(
  'PK7 what Node compiled is kept for the next start, and where it can not be kept the server starts without',
  async () => {
    const compiled = join(folder, 'node_modules/deskbell/dist/server/.compiled');
    const started = async () => {
      const server = deskbell([], {
        PORT: String(await freePort()),
        HOST: '127.0.0.1',
        DATABASE_URL: 'sqlite::memory:',
      });
      await vi.waitFor(() => expect(server.printed()).toContain('keep it to yourself'), { timeout: INSTALL_MS });
      return server;
    };
    await rm(compiled, { recursive: true, force: true });
    const first = await started();
    await vi.waitFor(() => expect(readdirSync(compiled)).toHaveLength(1), { timeout: INSTALL_MS });
    await first.stop();

    await rm(compiled, { recursive: true });
    // Not even root makes a folder of it.
    await writeFile(compiled, '');
    await (await started()).stop();
    await rm(compiled);
  },
  INSTALL_MS,
);

/** Gives a picture to the program that looks at files, and shows what it says. */
const SHOW = `require('node:child_process').spawn(process.execPath, [process.argv[1], 'a.png'], {
  stdio: ['pipe', 'inherit', 'inherit'],
}).stdin.end(Buffer.from('${PNG.toString('base64')}', 'base64'))`;

/** Runs `npx deskbell WORDS` in the folder. It and what it starts are one group, which ends with the test. */
function deskbell(words: string[], env: Record<string, string> = {}) {
  const child: ChildProcess = spawn('npx', ['--no', 'deskbell', ...words], {
    cwd: folder,
    env: { ...ENV, ...env },
    detached: true,
  });
  let printed = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const ended = once(child, 'close').then(([code]) => code as number | null);
  async function stop(): Promise<void> {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGTERM');
    await ended;
  }
  onTestFinished(stop);
  return { ended, printed: () => printed, stop };
}
