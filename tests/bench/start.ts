import { spawn } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { rollup } from 'rollup';
import { programOptions } from '../../rollup.config.ts';
import { firstSiteKey } from '../../server/features/invitations/first-start.ts';
import { openRawSocket } from './raw-socket.ts';
import { median, type Row } from './row.ts';

const ROOT = join(import.meta.dirname, '../..');
const SECRET_KEY = 'x'.repeat(40);
const ROUNDS = 7;
const AGAIN_MS = 2;

/** What is started, on what, and the least that does as much. */
interface Start {
  store: string;
  databaseUrl(round: number): string;
  /** A file of `tests/bench`, and what it does until it answers. */
  bare: string;
  until: string;
}

/** From starting the built server on nothing to its first ack, against a bare Fastify to its first answer. */
export async function start(folder: string, { store, databaseUrl, bare, until }: Start): Promise<Row> {
  const options = programOptions({ [bare]: join(import.meta.dirname, `${bare}.ts`) }, folder);
  await (await rollup(options)).write(options.output);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const env = { DATABASE_URL: databaseUrl(round), SECRET_KEY };
    ours.push(await timed(join(ROOT, 'dist/server/main.js'), env, acked));
    theirs.push(await timed(join(folder, `${bare}.js`), { DATABASE_URL: databaseUrl(ROUNDS + round) }, answered));
  }
  return {
    what: `start, from nothing to the first ack, ${store}`,
    measured: `${Math.round(median(ours))} ms`,
    beside: `bundle of bare Fastify to ${until} ${Math.round(median(theirs))} ms`,
    ratio: median(ours.map((ms, round) => ms / theirs[round]!)),
    goal: '≤ 1.5',
  };
}

/** Runs a program until what is asked of it succeeds. @returns ms */
async function timed(file: string, env: Record<string, string>, ask: (port: number) => Promise<void>): Promise<number> {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
    env: { ...process.env, ...env, HOST: '127.0.0.1', PORT: String(port) },
    stdio: 'ignore',
  });
  try {
    for (;;) {
      if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode}`);
      try {
        await ask(port);
        return performance.now() - begun;
      } catch {
        // It does not listen yet.
        await pause(AGAIN_MS);
      }
    }
  } finally {
    const ended = new Promise(resolve => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }
}

async function answered(port: number): Promise<void> {
  await (await fetch(`http://127.0.0.1:${port}/`)).json();
}

async function acked(port: number): Promise<void> {
  const heard: ((text: string) => void)[] = [];
  const next = () => new Promise<string>(resolve => heard.push(resolve));
  const socket = await openRawSocket({ port, path: '/v1/visitor' }, payload => heard.shift()?.(payload.toString()));
  const ask = async (frame: Record<string, unknown>, wanted: string) => {
    const answer = next();
    socket.send(JSON.stringify({ clientId: `start-${frame.type}`, ...frame }));
    const text = await answer;
    if (!text.startsWith(`{"type":"${wanted}"`)) throw new Error(`wanted ${wanted}, got ${text}`);
  };
  await ask({ type: 'hello', version: 1, site: firstSiteKey(SECRET_KEY), locale: 'en' }, 'welcome');
  await ask({ type: 'message.send', text: 'Hello?' }, 'ack');
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
