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

export interface Shell {
  /** Fetches the page and what it names, for the first time without a line. */
  prepare(): Promise<void>;
  /** The answer to a request of one of our pages; null: it is none of the shell's business. */
  answer(request: Pick<Request, 'url' | 'method' | 'mode'>): Promise<Response> | null;
  /** Keeps files that the page had before the worker was there. */
  keep(urls: readonly string[]): Promise<void>;
}

export function createShell(scope: Pick<WorkerScope, 'location' | 'caches' | 'fetch'>): Shell {
  const root = rootOf(scope);
  const page = `${root}inbox`;
  const isPage = (url: string) => url === page || url.startsWith(`${page}/`);
  const isFile = (url: string) => url.startsWith(`${root}assets/inbox-`);

  async function file(url: string): Promise<Response> {
    const cache = await scope.caches.open(CACHE);
    const kept = await cache.match(url);
    if (kept) return kept;
    const answer = await scope.fetch(url);
    // A name holds the hash of what is in it, so a kept one is never stale.
    if (answer.ok && (await cache.keys()).length < MOST_FILES) await cache.put(url, answer.clone());
    return answer;
  }

  /** Another page than the kept one has other files: those of before go with it. */
  async function keepPage(answer: Response): Promise<void> {
    const text = atRoot(await answer.text(), root);
    const cache = await scope.caches.open(CACHE);
    const kept = await cache.match(page);
    if (kept && (await kept.text()) === text) return;
    for (const each of await cache.keys()) await cache.delete(each);
    await cache.put(page, new Response(text, { headers: headersOf(answer) }));
  }

  async function navigate(url: string): Promise<Response> {
    try {
      // By its address, not by the request: that one would bring its own way of following redirects.
      const answer = await scope.fetch(url, { credentials: 'same-origin' });
      if (answer.ok && !answer.redirected) await keepPage(answer.clone());
      if (!AWAY.has(answer.status)) return answer;
      return (await keptPage()) ?? answer;
    } catch (error) {
      const kept = await keptPage();
      if (kept) return kept;
      throw error;
    }
  }

  async function keptPage(): Promise<Response | undefined> {
    return (await scope.caches.open(CACHE)).match(page);
  }

  async function keep(urls: readonly string[]): Promise<void> {
    await Promise.all(urls.filter(isFile).map(file));
  }

  return {
    async prepare() {
      const answer = await scope.fetch(page, { credentials: 'same-origin' });
      if (!answer.ok) return;
      await keepPage(answer.clone());
      await keep(filesIn(atRoot(await answer.text(), root)));
    },
    answer({ url, method, mode }) {
      const [plain = ''] = url.split(/[?#]/);
      if (method !== 'GET') return null;
      if (mode === 'navigate') return isPage(plain) ? navigate(url) : null;
      return isFile(url) ? file(url) : null;
    },
    keep,
  };
}

/** The page with whole addresses: the server writes them to fit how deep the address is under which it is asked for. */
export function atRoot(page: string, root: string): string {
  return page.replace(/="\.{1,2}\/(?:\.\.\/)*/g, `="${root}`);
}

function filesIn(page: string): string[] {
  return [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(match => match[1]!);
}

/** What the page may do came with it, and is kept with it. */
function headersOf({ headers }: Response): Headers {
  const kept = new Headers(headers);
  // The text is not packed any more, and has other addresses in it.
  for (const name of ['content-encoding', 'content-length', 'etag']) kept.delete(name);
  return kept;
}
