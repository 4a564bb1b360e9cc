import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, vi } from 'vitest';
import type { Site, SiteSettings } from '../../protocol/sites.ts';
import { freePort } from './free-port.ts';

const MAIN = join(import.meta.dirname, '../../dist/server/main.js');
/** Longer than any start we have seen, shorter than a test's patience. */
const START_MS = 30_000;

export const OWNER = { email: 'sarnai@altan.example', password: 'peonies in the morning', name: 'Sarnai' };

export interface DeskbellOptions {
  /** Default: an SQLite file in a folder that ends with the test. */
  databaseUrl?: string;
  /** Whose default is "My site", open always, for any origin. */
  site?: Partial<SiteSettings>;
  /** As on a stranger's machine: nobody is the owner yet, and the link that makes one is printed. */
  isUnowned?: boolean;
  /** Further variables, such as PUBLIC_URL. */
  env?: Record<string, string>;
}

export interface Deskbell {
  /** `http://127.0.0.1:PORT`, the same over restarts. */
  url: string;
  /** Not there while nobody owns it. */
  site: Site;
  /** What comes after `#` in the link that makes the owner; empty when there is one. */
  ownerHash: string;
  /** Ends the process and waits for it. SIGKILL is a power cut, SIGTERM an upgrade. @returns the exit code */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
  /** Starts it again on the same port and the same data. */
  start(): Promise<void>;
  /** Calls the REST API as the owner. @returns the answer's body */
  api<T>(method: string, path: string, body?: unknown): Promise<T>;
}

/** Starts the built server for one test, and ends it with the test. */
export async function startDeskbell(options: DeskbellOptions = {}): Promise<Deskbell> {
  const { deskbell, close } = await launch(options);
  onTestFinished(close);
  return deskbell;
}

/** One server for all tests of a file or `describe`, where each test brings its own visitor. */
export function sharedDeskbell(options: DeskbellOptions = {}): () => Deskbell {
  let launched: Awaited<ReturnType<typeof launch>> | undefined;
  beforeAll(async () => {
    launched = await launch(options);
  });
  afterAll(() => launched?.close());
  return () => launched!.deskbell;
}

/**
 * Starts the built server as users do, in a process of its own, with an owner who is signed in.
 * @throws Error with what the server printed when it does not come up
 */
async function launch(options: DeskbellOptions): Promise<{ deskbell: Deskbell; close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-'));
  let child: ChildProcess | undefined;
  const port = await freePort();
  let printed = '';
  let cookie = '';

  async function start(): Promise<void> {
    printed = '';
    child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        TZ: 'UTC',
        HOST: '127.0.0.1',
        PORT: String(port),
        DATABASE_URL: options.databaseUrl ?? 'sqlite:./data/deskbell.db',
        SECRET_KEY: 'a key for tests, long enough for the rule',
        ...(!options.isUnowned && { OWNER_EMAIL: OWNER.email, OWNER_PASSWORD: OWNER.password }),
        LOG_LEVEL: 'warn',
        ...options.env,
      },
    });
    const own = child;
    const isListening = new Promise<void>((resolve, reject) => {
      own.once('error', reject).once('exit', code => reject(new Error(`the server ended with ${code}:\n${printed}`)));
      for (const stream of [own.stdout!, own.stderr!]) {
        stream.setEncoding('utf8').on('data', (text: string) => {
          printed += text;
          if (printed.includes('Deskbell is ready')) resolve();
        });
      }
    });
    await isListening;
    await vi.waitFor(async () => expect((await fetch(`${url()}/readyz`)).status).toBe(200), { timeout: START_MS });
  }

  async function stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    child.kill(signal);
    await once(child, 'exit');
    return child.exitCode;
  }

  async function api<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(url() + path, {
      method,
      headers: {
        origin: url(),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(cookie && { cookie }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    return (text ? JSON.parse(text) : undefined) as T;
  }

  const url = () => `http://127.0.0.1:${port}`;
  async function close(): Promise<void> {
    await stop('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }

  await start();
  const ownerHash = /#invite=[\w-]+/.exec(printed)?.[0] ?? '';
  if (!options.isUnowned) {
    await api('POST', '/v1/sessions', { email: OWNER.email, password: OWNER.password });
    await api('PATCH', '/v1/me', { name: OWNER.name });
  }
  const [first] = options.isUnowned ? [] : await api<Site[]>('GET', '/v1/sites');
  const site = options.site ? await api<Site>('PATCH', `/v1/sites/${first!.key}`, options.site) : first!;
  return { deskbell: { url: url(), site, ownerHash, stop, start, api }, close };
}
