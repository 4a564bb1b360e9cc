import { spawn } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync } from 'node:fs';
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
/** Where `scripts/start.js` keeps what Node compiled. */
const COMPILED = '.compiled';

/** What is started, on what, and the least that does as much. */
interface Start {
  store: string;
  /** Of a database that is not there yet. */
  databaseUrl(number: number): string;
  /** A file of `tests/bench`, and what it does until it answers. */
  bare: string;
  until: string;
}

/** A folder as npm installs it: `scripts/start.js` starts what is in `dist/server`. */
interface Installed {
  folder: string;
  /** Throws while it does not listen. */
  ask(port: number): Promise<void>;
}

/** From starting the built server on nothing to its first ack, against a bare Fastify to its first answer, started likewise. */
export async function start(folder: string, { store, databaseUrl, bare, until }: Start): Promise<Row[]> {
  const ours = { folder: join(folder, bare, 'deskbell'), ask: acked };
  const theirs = { folder: join(folder, bare, 'bare'), ask: answered };
  for (const each of [ours, theirs]) {
    mkdirSync(join(each.folder, 'scripts'), { recursive: true });
    for (const name of ['package.json', 'scripts/start.js']) copyFileSync(join(ROOT, name), join(each.folder, name));
  }
  cpSync(join(ROOT, 'dist'), join(ours.folder, 'dist'), {
    recursive: true,
    filter: path => !path.includes(COMPILED),
  });
  const options = programOptions({ main: join(import.meta.dirname, `${bare}.ts`) }, join(theirs.folder, 'dist/server'));
  await (await rollup(options)).write(options.output);

  let databases = 0;
  const timed = (each: Installed, end: NodeJS.Signals) => timedStart(each, databaseUrl(databases++), end);
  async function row(what: string): Promise<Row> {
    const pairs: [number, number][] = [];
    for (let round = 0; round < ROUNDS; round++)
      pairs.push([await timed(ours, 'SIGKILL'), await timed(theirs, 'SIGKILL')]);
    return {
      what,
      measured: `${Math.round(median(pairs.map(([ms]) => ms)))} ms`,
      beside: `bundle of bare Fastify to ${until} ${Math.round(median(pairs.map(([, ms]) => ms)))} ms`,
      ratio: median(pairs.map(([ms, bareMs]) => ms / bareMs)),
      goal: '≤ 1.5',
    };
  }

  // Whoever is killed at once keeps nothing of what Node compiled, so each of these is a first one.
  const first = await row(`first start after installing, from nothing to the first ack, ${store}`);
  for (const each of [ours, theirs]) await timed(each, 'SIGTERM');
  return [first, await row(`start, from nothing to the first ack, ${store}`)];
}

/** Runs a program until what is asked of it succeeds, and ends it. @returns ms */
async function timedStart({ folder, ask }: Installed, databaseUrl: string, end: NodeJS.Signals): Promise<number> {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn(process.execPath, [join(folder, 'scripts/start.js')], {
    env: { ...process.env, DATABASE_URL: databaseUrl, SECRET_KEY, HOST: '127.0.0.1', PORT: String(port) },
    stdio: 'ignore',
  });
  try {
    for (;;) {
      if (child.exitCode !== null) throw new Error(`${folder} ended with ${child.exitCode}`);
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
    child.kill(end);
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
