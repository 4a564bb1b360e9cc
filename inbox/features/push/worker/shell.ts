/**
 * The inbox's page without a line: the page as it came last, and those of its files that it has used. Nothing that a person
 * said is kept, and no answer of the API passes here. With a line the page comes from the server, always: what is kept can
 * not be an older one than what is there.
 */
import { rootOf, type WorkerScope } from './scope.ts';

const CACHE = 'deskbell-shell';
/** Of a proxy whose server is away: the page with its own words about it says more than the proxy's. */
const AWAY = new Set([502, 503, 504]);
/** Files of the page that are kept at most: it has some hundred with all rooms in one language. */
const MOST_FILES = 400;

/** What is looked at of a request. */
type Asked = Pick<Request, 'url' | 'method' | 'mode'>;

export interface Shell {
  /** Fetches the page and what it names, for the first time without a line. */
  prepare(): Promise<void>;
  /** The answer to a request of one of our pages; null: it is none of the shell's business. */
  answer(request: Asked): Promise<Response> | null;
  /** Keeps files that the page had before the worker was there. */
  keep(urls: readonly string[]): Promise<void>;
}

export function createShell(scope: Pick<WorkerScope, 'location' | 'caches' | 'fetch'>): Shell {
  const root = rootOf(scope);
  const page = `${root}inbox`;
  const isPage = (url: string) => url === page || url.startsWith(`${page}/`);
  const isFile = (url: string) => url.startsWith(`${root}assets/inbox-`);

  async function kept(url: string): Promise<Response | undefined> {
    try {
      return await (await scope.caches.open(CACHE)).match(url);
    } catch {
      // A browser that keeps nothing of ours gets everything from the server.
      return undefined;
    }
  }

  async function file(url: string): Promise<Response> {
    const before = await kept(url);
    if (before) return before;
    const answer = await scope.fetch(url);
    // A name holds the hash of what is in it, so a kept one is never stale.
    if (answer.ok) await keepFile(url, answer.clone()).catch(() => undefined);
    return answer;
  }

  async function keepFile(url: string, answer: Response): Promise<void> {
    const cache = await scope.caches.open(CACHE);
    if ((await cache.keys()).length < MOST_FILES) await cache.put(url, answer);
  }

  /** Another page than the kept one has other files: those of before go with it. */
  async function keepPage(answer: Response): Promise<void> {
    const text = atRoot(await answer.text(), root);
    const cache = await scope.caches.open(CACHE);
    const before = await cache.match(page);
    if (before && (await before.text()) === text) return;
    for (const each of await cache.keys()) await cache.delete(each);
    await cache.put(page, new Response(text, { headers: headersOf(answer) }));
  }

  /** The request as it came, with the browser's own way of following redirects: a proxy may ask who is there first. */
  async function navigate(request: Asked): Promise<Response> {
    try {
      const answer = await scope.fetch(request as Request);
      if (isWhole(answer)) await keepPage(answer.clone()).catch(() => undefined);
      if (!AWAY.has(answer.status)) return answer;
      return (await kept(page)) ?? answer;
    } catch (error) {
      const before = await kept(page);
      if (before) return before;
      throw error;
    }
  }

  async function keep(urls: readonly string[]): Promise<void> {
    await Promise.all(urls.filter(isFile).map(file));
  }

  return {
    async prepare() {
      const answer = await scope.fetch(page);
      if (!isWhole(answer)) return;
      await keepPage(answer.clone());
      await keep(filesIn(atRoot(await answer.text(), root), root));
    },
    answer(request) {
      const { url, method, mode } = request;
      const [plain = ''] = url.split(/[?#]/);
      if (method !== 'GET') return null;
      if (mode === 'navigate') return isPage(plain) ? navigate(request) : null;
      return isFile(url) ? file(url) : null;
    },
    keep,
  };
}

/** The page with whole addresses: the server writes them to fit how deep the address is under which it is asked for. */
export function atRoot(page: string, root: string): string {
  return page.replace(/="\.{1,2}\/(?:\.\.\/)*/g, `="${root}`);
}

/** Whether it is a page: beside those of the inbox lie its icons, which somebody may open as well. */
function isWhole({ ok, headers }: Response): boolean {
  return ok && (headers.get('content-type') ?? '').startsWith('text/html');
}

/** Whole addresses: where PUBLIC_URL has a path, a page names its files from the host on. */
function filesIn(page: string, root: string): string[] {
  return [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(match => new URL(match[1]!, root).href);
}

/** What the page may do came with it, and is kept with it. */
function headersOf({ headers }: Response): Headers {
  const kept = new Headers(headers);
  // The text is not packed any more, and has other addresses in it.
  for (const name of ['content-encoding', 'content-length', 'etag']) kept.delete(name);
  return kept;
}
