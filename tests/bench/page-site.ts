import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { firstSiteKey } from '../../server/features/invitations/first-start.ts';

const MAIN = join(import.meta.dirname, '../../dist/server/main.js');
const SECRET_KEY = 'x'.repeat(40);
const TYPES: Record<string, string> = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css' };

/** A widget in a page of its own, as a site owner puts it there. */
export interface Guest {
  name: string;
  head: string;
  body: string;
  /** Selectors from the document inwards, each within the shadow root of what the one before it found. */
  button: string[];
  field: string[];
  /** What a page runs to be rid of it. */
  leave: string;
}

/** Where pages can be opened, and how that ends. */
export interface Served {
  url: string;
  close(): Promise<void>;
}

/** The page that all others are compared with: the same without a guest. */
export const BLANK = 'blank';

/**
 * The built server as users start it, on an empty store.
 * @param env further variables, such as the address of a store that has something in it
 */
export async function serveDeskbell(folder: string, env: Record<string, string> = {}): Promise<Served> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      HOST: '127.0.0.1',
      PORT: '0',
      DATABASE_URL: `sqlite:${join(folder, 'page.db')}`,
      SECRET_KEY,
      LOG_LEVEL: 'warn',
      ...env,
    },
  });
  const ended = once(child, 'exit');
  const port = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.once('error', reject).once('exit', code => reject(new Error(`the server ended with ${code}`)));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const [, port] = /:(\d+)\/inbox/.exec(printed) ?? [];
      if (port) resolve(port);
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** @param server origin of Deskbell */
export const deskbellGuest = (server: string): Guest => ({
  name: 'deskbell',
  head: `<script async src="${server}/deskbell.js" data-site="${firstSiteKey(SECRET_KEY)}"></script>`,
  body: '',
  button: ['desk-bell', 'button'],
  field: ['desk-bell', 'textarea'],
  leave: "deskbell('shutdown')",
});

/**
 * Serves a page for each guest, the blank one, and the guests' files, precompressed like ours.
 * @param folder where the files are
 * @param answers JSON by path, for what guests ask of their own servers
 */
export async function servePages(guests: Guest[], folder: string, answers: Record<string, unknown>): Promise<Served> {
  const page = ({ head, body }: { head: string; body: string }) =>
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Altan Flowers</title>${head}</head>` +
    `<body><h1>Altan Flowers</h1><p>Bouquets bound by hand.</p>${body}</body></html>`;
  const pages = new Map([
    [`/${BLANK}`, page({ head: '', body: '' })],
    ...guests.map(guest => [`/${guest.name}`, page(guest)] as const),
  ]);
  const server = createServer(async (request, response) => {
    request.resume();
    const path = normalize(new URL(request.url!, 'http://localhost').pathname);
    const html = pages.get(path);
    if (html) return void response.setHeader('content-type', 'text/html').end(html);
    if (path in answers) {
      return void response.setHeader('content-type', 'application/json').end(JSON.stringify(answers[path]));
    }
    try {
      const file = await readFile(join(folder, `${path}.br`));
      response.setHeader('content-type', TYPES[extname(path)]!).setHeader('content-encoding', 'br').end(file);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
