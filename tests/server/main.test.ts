import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Greeting } from '../../server/greeting.ts';
import { newFolder } from '../helpers/new-folder.ts';

const MAIN = join(import.meta.dirname, '../../server/main.ts');
const START_MS = 60_000;

/** Starts the server as `npm start` does, from its sources. */
function run(folder: string, env: Record<string, string> = {}, { terminal = false } = {}) {
  const words = [process.execPath, '--disable-warning=ExperimentalWarning', MAIN];
  // Of util-linux: runs a command at a terminal of its own, and gives its exit code.
  const [program, ...rest] = terminal ? ['script', '-qefc', words.join(' '), '/dev/null'] : words;
  const child: ChildProcess = spawn(program!, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: folder,
    env: { PATH: process.env.PATH, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error', ...env },
  });
  let printed = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    ended,
    printed: () => printed,
    stop(signal: 'SIGTERM' | 'SIGINT' = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
    /** What the server says once it is ready. */
    greeting: () =>
      vi.waitFor(
        () => {
          const found = /^.*Deskbell is ready.*$/m.exec(printed);
          if (!found) throw new Error(`waited for the greeting, printed so far:\n${printed}`);
          return JSON.parse(found[0]) as Greeting & { level: number; msg: string };
        },
        { timeout: START_MS },
      ),
  };
}

async function api(base: string, line: string, body?: unknown) {
  const [method, path] = line.split(' ') as [string, string];
  const answer = await fetch(base + path, {
    method,
    headers: { origin: base, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() };
}

const owner = { name: 'Sarnai', email: 'sarnai@altan.example', password: 'peonies in the morning', locale: 'mn' };

test('MA1 it starts in an empty folder, says where everything is, stops when told, and keeps everything', async () => {
  const folder = newFolder();
  const first = run(folder);
  const { inbox, demo, store, owner: link = '' } = await first.greeting();
  expect(inbox).toMatch(/^http:\/\/localhost:\d+\/inbox$/);
  const base = new URL(inbox).origin;
  expect(demo).toBe(`${base}/demo`);
  expect(store).toMatch(/^sqlite .*data\/deskbell\.db$/);
  expect(link).toMatch(new RegExp(`^${base}/inbox#invite=[\\w-]{32}$`));
  expect((await api(base, 'GET /readyz')).status).toBe(200);
  const accepted = await api(base, 'POST /v1/invitations/accept', { ...owner, token: link.split('=')[1] });
  expect(accepted.status).toBe(201);
  expect(await first.stop()).toBe(0);

  const secret = readFileSync(join(folder, 'data/secret.key'), 'utf8');
  const second = run(folder);
  const again = new URL((await second.greeting()).inbox).origin;
  expect((await api(again, 'POST /v1/sessions', { email: owner.email, password: owner.password })).status).toBe(200);
  expect(second.printed()).not.toContain('#invite');
  expect(readFileSync(join(folder, 'data/secret.key'), 'utf8')).toBe(secret);
  expect(await second.stop('SIGINT')).toBe(0);
}, 60_000);

test('MA2 a bad environment stops the start with its sentences and nothing else', async () => {
  const server = run(newFolder(), { PORT: 'http', LOG_LEVEL: 'loud' });
  expect(await server.ended).toBe(1);
  expect(server.printed()).toBe(
    'PORT must be a whole number from 0 to 65535, got "http".\nLOG_LEVEL must be fatal, error, warn, info, debug, trace, silent, got "loud".\n',
  );
}, 30_000);

test('MA3 a port that is taken is said in one sentence', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void taken.close());
  await once(taken, 'listening');
  const { port } = taken.address() as { port: number };
  const server = run(newFolder(), { PORT: String(port) });
  expect(await server.ended).toBe(1);
  expect(server.printed()).toBe(
    `Deskbell can not listen on 127.0.0.1:${port}: something listens there already; stop it or choose another PORT.\n`,
  );
}, 30_000);

test('MA4 while a database is away it says which, never the password, and stops at once when told', async () => {
  const server = run(newFolder(), {
    DATABASE_URL: 'mongodb://ann:hunter2@127.0.0.1:1/deskbell?serverSelectionTimeoutMS=50&connectTimeoutMS=50',
    SECRET_KEY: 'a key for tests, long enough for the rule',
  });
  await vi.waitFor(() => expect(server.printed()).toContain('Trying again in 0.5 s.'), { timeout: START_MS });
  expect(server.printed()).toContain('The database mongodb://127.0.0.1:1/deskbell');
  expect(server.printed()).not.toContain('hunter2');
  await server.stop();
}, 30_000);

test('MA5 at a terminal it prints one block, with no line of the log in it', async () => {
  const server = run(newFolder(), { LOG_LEVEL: 'info', PUBLIC_URL: 'https://shop.example/help/' }, { terminal: true });
  await vi.waitFor(() => expect(server.printed()).toContain('keep it to yourself'), { timeout: START_MS });
  const printed = server.printed().replaceAll('\r', '');
  const link = /#invite=[\w-]{32}/.exec(printed)?.[0];
  const rows = [
    '  Inbox             https://shop.example/help/inbox',
    `  Become the owner  https://shop.example/help/inbox${link}`,
    '  Demo page         https://shop.example/help/demo',
    '  Store             sqlite ./data/deskbell.db',
  ];
  const once = 'The owner link works once; keep it to yourself.';
  expect(printed.trim()).toBe(['Deskbell is ready.', '', ...rows, '', once].join('\n'));
}, 30_000);

test('MA5 where nobody looks, all that it prints is lines of JSON', async () => {
  const server = run(newFolder(), { LOG_LEVEL: 'info' });
  const { level, msg } = await server.greeting();
  expect([level, msg]).toEqual([30, 'Deskbell is ready. The owner link works once; keep it to yourself.']);
  await server.stop();
  const lines = server.printed().trim().split('\n');
  const said = lines.map(line => JSON.parse(line).msg);
  expect(said).toEqual(expect.arrayContaining([expect.stringMatching(/^Server listening/), msg, 'stopping']));
}, 30_000);
