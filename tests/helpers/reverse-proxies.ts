import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished, vi } from 'vitest';
import { freePort } from './free-port.ts';

/** Servers that people put before Deskbell, run for real with the files that we tell them to use. */
type Program = 'nginx' | 'caddy';

const START_MS = 15_000;
const EXAMPLES = join(import.meta.dirname, '../../examples/deploy');
/** Where Debian has programs that only its administrators run. */
const FOLDERS = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];

/** Says why tests with this program can not run here, or null when they can. */
export function whyNoProxy(program: Program): string | null {
  const missing = [program, 'openssl'].filter(name => !pathOf(name));
  if (missing.length === 0) return null;
  const reason = `${missing.join(' and ')} not installed`;
  console.warn(`SKIPPED: tests behind ${program}: ${reason}`);
  return reason;
}

/** What stands in an example where the reader's own values belong, and what the test puts there. */
type Values = Record<string, string>;

export async function example(name: string): Promise<string> {
  return readFile(join(EXAMPLES, name), 'utf8');
}

/** @throws Error when the example does not hold one of them: it was changed, and the test would prove nothing */
export function filledIn(text: string, values: Values): string {
  for (const name of Object.keys(values)) {
    if (!text.includes(name)) throw new Error(`the example does not hold ${JSON.stringify(name)}`);
  }
  return Object.entries(values).reduce((filled, [name, value]) => filled.replaceAll(name, value), text);
}

/** @param servers what stands inside of `http { … }` */
export async function startNginx(port: number, servers: string): Promise<void> {
  const folder = await ownFolder();
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    name => `${name}_temp_path ${folder}/${name};`,
  );
  const config = `daemon off; master_process off; pid ${folder}/pid; error_log stderr;
events {}
http {
access_log off;
${places.join('\n')}
${servers}
}`;
  await writeFile(join(folder, 'nginx.conf'), config);
  await run(port, pathOf('nginx')!, ['-c', join(folder, 'nginx.conf'), '-p', folder], folder);
}

/** @param sites of a Caddyfile; Caddy gets no certificates here, and nobody steers it */
export async function startCaddy(port: number, sites: string): Promise<void> {
  const folder = await ownFolder();
  // Else it would take port 80, to lead people on to https; and for HTTP/3 the UDP port, by which ours is claimed.
  const http = `auto_https disable_redirects\n\thttp_port ${await freePort()}\n\tservers {\n\t\tprotocols h1 h2\n\t}`;
  const options = `{\n\tadmin off\n\t${http}\n}\n`;
  await writeFile(join(folder, 'Caddyfile'), options + sites);
  const words = ['run', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')];
  await run(port, pathOf('caddy')!, words, folder);
}

/** For `localhost`, signed by nobody but itself, good for a day. @returns the files' paths */
export async function certificate(): Promise<{ cert: string; key: string }> {
  const folder = await ownFolder();
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const words = ['req', '-x509', ...curve, ...name, '-days', '1', '-keyout', key, '-out', cert];
  await promisify(execFile)(pathOf('openssl')!, words);
  return { cert, key };
}

function pathOf(program: string): string | undefined {
  return FOLDERS.map(folder => join(folder, program)).find(path => existsSync(path));
}

async function ownFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-proxy-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts it and waits until it listens; it ends with the test. @throws Error with what it printed */
async function run(port: number, program: string, words: string[], home: string): Promise<void> {
  const env = { PATH: process.env.PATH, HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home };
  const child: ChildProcess = spawn(program, words, { cwd: home, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let printed = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  await vi.waitFor(
    async () => {
      if (child.exitCode !== null || !(await listens(port))) throw new Error(`${program} does not listen:\n${printed}`);
    },
    { timeout: START_MS, interval: 50 },
  );
}

function listens(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
      .once('connect', () => {
        socket.destroy();
        resolve(true);
      })
      .once('error', () => resolve(false));
  });
}
