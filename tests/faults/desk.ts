import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { LADDER_DEFAULTS } from '../../protocol/ladder.ts';
import type { Site } from '../../protocol/sites.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { until } from './until.ts';

const MAIN = join(import.meta.dirname, '../../dist/server/main.js');
const CLOCK = join(import.meta.dirname, 'server-clock.ts');
const OWNER = { email: 'sarnai@altan.example', password: 'peonies in the morning' };

/** A built server in a process of its own, as users run it, with a proxy before it that breaks links on purpose. */
export interface Desk {
  /** Everybody comes through here, so that the address stays the same whatever happens behind it. */
  readonly proxy: FaultProxy;
  readonly url: string;
  /** Past the proxy; another one after each start. */
  readonly directUrl: string;
  readonly site: Site;
  /** Where it runs and keeps its data. */
  readonly folder: string;
  /** The SQLite file, or the address of the database at MongoDB. */
  readonly database: string;
  readonly pid: number;
  /** Neither killed nor told to stop. */
  readonly isRunning: boolean;
  /** What this process has printed. */
  readonly printed: string;
  /** A power cut, as far as a process can have one. */
  kill(): Promise<void>;
  /** An upgrade. @returns the exit code */
  stop(): Promise<number | null>;
  /** On the same data. */
  start(): Promise<void>;
  /** As a machine that sleeps: nothing is closed, and nothing answers. */
  freeze(): void;
  thaw(): void;
  /**
   * Makes the server's clocks wrong by so many ms: what `Date` says, and what measures how long things take. Held, `Date`
   * stands still, and only its error moves it.
   */
  skew(clocks: { wall?: number; stopwatch?: number; isHeld?: boolean }): Promise<void>;
  /** Calls the REST API as the owner, past the proxy. @throws Error with an answer that is no success */
  api<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** Session of the owner, who is the one agent: `name=value`. */
  readonly cookie: string;
}

/** Starts a desk for one test, without the ladder, and ends it with the test. */
export async function startDesk(env: Record<string, string> = {}): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-faults-'));
  const proxy = await startFaultProxy({ port: null });
  let server: ServerProcess | undefined;
  let isRunning = false;
  onTestFinished(async () => {
    await server?.end('SIGKILL');
    await proxy.close();
    await rm(folder, { recursive: true, force: true });
  });
  const running = () => {
    if (!server) throw new Error('the server was not started');
    return server;
  };

  let cookie = '';
  async function api<T>(method: string, path: string, body?: unknown): Promise<T> {
    const { url } = running();
    const answer = await fetch(url + path, {
      method,
      headers: { origin: url, cookie, ...(body !== undefined && { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    return (text ? JSON.parse(text) : undefined) as T;
  }

  async function start(): Promise<void> {
    server = launch(folder, env);
    proxy.aim(await server.listening());
    isRunning = true;
  }
  async function end(signal: 'SIGKILL' | 'SIGTERM') {
    isRunning = false;
    // Only a dead server refuses new links. One that is told to stop still answers.
    if (signal === 'SIGKILL') proxy.aim(null);
    const code = await running().end(signal);
    proxy.aim(null);
    return code;
  }

  await start();
  await api('POST', '/v1/sessions', OWNER);
  const [site] = await api<Site[]>('GET', '/v1/sites');
  // With clocks that are moved, or a slow machine, it would add entries of which a test knows nothing; it has tests of its own.
  const ladder = { ...LADDER_DEFAULTS, isOn: false };
  await api('PATCH', `/v1/sites/${site!.key}`, { ladder });
  return {
    proxy,
    url: `http://127.0.0.1:${proxy.port}`,
    get directUrl() {
      return running().url;
    },
    site: site!,
    folder,
    database: env.DATABASE_URL ?? join(folder, 'data/deskbell.db'),
    get pid() {
      return running().child.pid!;
    },
    get isRunning() {
      return isRunning;
    },
    get printed() {
      return running().printed();
    },
    start,
    stop: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
    freeze: () => void running().child.kill('SIGSTOP'),
    thaw: () => void running().child.kill('SIGCONT'),
    async skew(clocks) {
      const { child } = running();
      child.send(clocks);
      await once(child, 'message');
    },
    api,
    get cookie() {
      return cookie;
    },
  };
}

export type ServerProcess = ReturnType<typeof launch>;

/** Runs the server in `folder`, on any port. The test that calls it ends it. */
export function launch(folder: string, env: Record<string, string> = {}) {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', CLOCK, MAIN],
    {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        PATH: process.env.PATH,
        TZ: 'UTC',
        HOST: '127.0.0.1',
        PORT: '0',
        // Each of the many clients here stands for an address of its own, as `X-Forwarded-For` says.
        TRUST_PROXY: 'loopback',
        SECRET_KEY: 'a key for tests, long enough for the rule',
        OWNER_EMAIL: OWNER.email,
        OWNER_PASSWORD: OWNER.password,
        LOG_LEVEL: 'warn',
        ...env,
      },
    },
  );
  let printed = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const port = () => Number(/"inbox":"http:\/\/localhost:(\d+)\//.exec(printed)?.[1] ?? 0);

  return {
    child,
    printed: () => printed,
    /** The exit code; null after a signal. */
    ended,
    get url() {
      return `http://127.0.0.1:${port()}`;
    },
    /** The port, once it listens. @throws Error with what it printed when it ends instead */
    async listening(): Promise<number> {
      await until('the server to listen', () => {
        if (!port() && child.exitCode === null) throw new Error(printed || 'nothing printed');
        return true;
      });
      if (!port()) throw new Error(`the server ended with ${child.exitCode}:\n${printed}`);
      return port();
    },
    end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
      child.kill(signal);
      return ended;
    },
  };
}
