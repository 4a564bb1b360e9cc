/** Tries both ways of the live link, as a page goes them; for browsers and Node alike. */
import { type Said, said } from './says.ts';

/** How long a word took there and back; null: it did not come back. */
export interface LinkTimes {
  socketMs: number | null;
  httpMs: number | null;
}

/** From the first packet on: a proxy that holds an answer back lets go of it after this, or never. */
const PATIENCE_MS = 8_000;
/** Any answer will do: without a hello the server refuses it, which takes the whole way too. */
const WORD = '{"type":"ping"}';

/** @param root the server's address with a slash at its end */
export async function probeLink(root: string, signal: AbortSignal): Promise<LinkTimes> {
  const [socketMs, httpMs] = await Promise.all([
    trySocket(`${root.replace(/^http/, 'ws')}v1/visitor`, signal),
    tryStream(`${root}v1/visitor/stream`, signal),
  ]);
  return { socketMs, httpMs };
}

/** What the times say. */
export function linkFinding({ socketMs, httpMs }: LinkTimes): Said {
  if (socketMs !== null) return httpMs === null ? said('linkNoHttp') : said('linkSocket', { ms: socketMs });
  return said(httpMs === null ? 'linkNothing' : 'linkNoSocket');
}

function trySocket(url: string, signal: AbortSignal): Promise<number | null> {
  const ended = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  return new Promise<number | null>(resolve => {
    const socket = new WebSocket(url);
    let from = 0;
    socket.onopen = () => {
      from = performance.now();
      socket.send(WORD);
    };
    socket.onmessage = () => done(since(from));
    socket.onerror = socket.onclose = () => done(null);
    const onEnd = () => done(null);
    ended.addEventListener('abort', onEnd);
    function done(ms: number | null) {
      ended.removeEventListener('abort', onEnd);
      resolve(ms);
      socket.close();
    }
  });
}

async function tryStream(url: string, signal: AbortSignal): Promise<number | null> {
  const leaving = new AbortController();
  const ended = AbortSignal.any([signal, leaving.signal, AbortSignal.timeout(PATIENCE_MS)]);
  try {
    const { body } = await fetch(url, { signal: ended, cache: 'no-store', credentials: 'omit' });
    const heard = listen(body!.getReader());
    const link = await heard(/event: link\ndata: (\S+)\n\n/);
    const from = performance.now();
    const headers = { 'content-type': 'text/plain' };
    await fetch(`${url}/${link}`, { method: 'POST', body: WORD, headers, signal: ended, credentials: 'omit' });
    await heard(/^(data: .*)\n\n/m);
    return since(from);
  } catch {
    // Whatever it was, the way does not go through.
    return null;
  } finally {
    leaving.abort();
  }
}

/** Reads a stream until something stands in it. @throws Error when it ends before */
function listen(reader: ReadableStreamDefaultReader<Uint8Array>) {
  const decoder = new TextDecoder();
  let text = '';
  return async (wanted: RegExp): Promise<string> => {
    for (;;) {
      const found = wanted.exec(text);
      if (found) {
        text = text.slice(found.index + found[0].length);
        return found[1]!;
      }
      const { done, value } = await reader.read();
      if (done) throw new Error('the stream ended');
      text += decoder.decode(value, { stream: true });
    }
  };
}

const since = (from: number) => Math.max(1, Math.round(performance.now() - from));
