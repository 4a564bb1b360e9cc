/**
 * Stands in for a WebSocket where proxies let none through: an answer that stays open brings the frames, requests take
 * them up (SPEC HT1, HT2). Loaded only when it is needed. It looks for a WebSocket from time to time, and once one works
 * it says `resync` to its own client, which then begins a new link, by WebSocket first (SPEC HT4).
 */
import type { SocketLike } from './connection.ts';

/** Characters of one request, when several frames wait: as UTF-8 they stay far below the 256 KiB that are read. */
const BATCH_CHARS = 60_000;
/** From the first look for a WebSocket the next ones are twice as far apart each time; each up to half as late again. */
const PROBE_MIN_MS = 10_000;
const PROBE_MAX_MS = 300_000;
/** A WebSocket that has brought nothing by then is blocked. */
const PROBE_TIMEOUT_MS = 4_000;
/** As a WebSocket says of a link that broke without a goodbye. */
const BROKEN = 1006;
const TRY_LATER = 1013;

export class HttpSocket implements SocketLike {
  // Only declared: what makes fields of these for es2020 is a third of the chunk.
  declare onopen: SocketLike['onopen'];
  declare onmessage: SocketLike['onmessage'];
  declare onclose: SocketLike['onclose'];
  declare readonly send: SocketLike['send'];
  declare readonly close: SocketLike['close'];

  /** @param url that of the WebSocket */
  constructor(url: string) {
    const address = `${url.replace(/^ws/, 'http')}/stream`;
    const ending = new AbortController();
    const { signal } = ending;
    const waiting: string[] = [];
    let link: string;
    let isPosting = false;
    let probe: WebSocket | undefined;
    let pauseMs = PROBE_MIN_MS;
    /** Of the pause before a probe, or of the probe. */
    let timer: ReturnType<typeof setTimeout>;

    this.close = () => {
      ending.abort();
      clearTimeout(timer);
      const last = probe;
      probe = undefined;
      last?.close();
    };
    const end = (code: number, retryAfterMs?: number) => {
      if (signal.aborted) return;
      this.close();
      this.onclose?.({ code, retryAfterMs });
    };
    const broken = () => end(BROKEN);

    this.send = text => {
      waiting.push(text);
      if (!isPosting) post().catch(broken);
    };
    /** One request at a time, so that frames come in the order in which they were sent. */
    const post = async () => {
      isPosting = true;
      while (waiting[0]) {
        let body = waiting.shift()!;
        while (waiting[0] && body.length + waiting[0].length < BATCH_CHARS) body += `\n${waiting.shift()}`;
        // As text, which needs no preflight. Whether frames arrived that were not answered for, nobody knows: a new link
        // sends them again under their ids.
        const { status } = await fetch(`${address}/${link}`, { method: 'POST', body, signal });
        if (status !== 204) return broken();
      }
      isPosting = false;
    };

    const listen = async () => {
      const answer = await fetch(address, { signal, cache: 'no-store' });
      if (!answer.ok) return end(TRY_LATER, 1000 * +answer.headers.get('retry-after')! || 0);
      const reader = answer.body!.getReader();
      const decoder = new TextDecoder();
      let text = '';
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return broken();
        text += decoder.decode(value, { stream: true });
        const events = text.split('\n\n');
        text = events.pop()!;
        // A long frame on a slow line shows that the line is alive, before it is whole.
        if (!events[0]) this.onmessage?.({ data: '' });
        for (const event of events) if (!signal.aborted) hear(event);
      }
    };
    const hear = (event: string) => {
      const field = (name: string) => RegExp(`^${name}: (.*)`, 'm').exec(event)?.[1];
      const name = field('event');
      const data = field('data');
      if (name === 'link') {
        link = data!;
        this.onopen?.();
        probeLater();
      } else if (name === 'close') end(+data!);
      else if (data) this.onmessage?.({ data });
    };

    const probeLater = () => {
      timer = setTimeout(look, pauseMs * (1 + Math.random() / 2));
      pauseMs = Math.min(PROBE_MAX_MS, pauseMs * 2);
    };
    const look = () => {
      try {
        probe = new WebSocket(url);
      } catch {
        return; // The page's policy forbids it, and will.
      }
      const own = probe;
      const done = (isGood: boolean) => {
        if (own !== probe) return;
        probe = undefined;
        clearTimeout(timer);
        own.close();
        if (isGood) this.onmessage?.({ data: '{"type":"resync"}' });
        else probeLater();
      };
      timer = setTimeout(done, PROBE_TIMEOUT_MS, false);
      own.onclose = () => done(false);
      // Some proxies let the upgrade through and nothing after it. Whatever is answered, it is an answer.
      own.onopen = () => own.send('{"type":"ping"}');
      own.onmessage = () => done(true);
    };

    listen().catch(broken);
  }
}
