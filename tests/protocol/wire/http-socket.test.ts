import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { HttpSocket } from '../../../protocol/wire/http-socket.ts';
import { settle } from './fake-link.ts';

/** A request as the server sees it, until the test answers it. */
interface Asked {
  url: string;
  method: string;
  body: string | undefined;
  signal: AbortSignal;
  answer(answer: Response): Promise<void>;
  fail(): Promise<void>;
}

class Probe {
  static all: Probe[] = [];
  onopen: (() => void) | null = null;
  onmessage: (() => void) | null = null;
  onclose: (() => void) | null = null;
  readonly sent: string[] = [];
  isClosed = false;
  readonly url: string;
  constructor(url: string) {
    this.url = url;
    Probe.all.push(this);
  }
  send(text: string) {
    this.sent.push(text);
  }
  close() {
    this.isClosed = true;
  }
}

let asked: Asked[];
let chance: number;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  Probe.all = [];
  chance = 0;
  vi.stubGlobal('WebSocket', Probe);
  vi.spyOn(Math, 'random').mockImplementation(() => chance);
  vi.stubGlobal('fetch', (url: string, { method = 'GET', body, signal }: RequestInit = {}) => {
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    signal!.addEventListener('abort', () => reject(signal!.reason));
    asked.push({
      url,
      method,
      body: body as string,
      signal: signal!,
      answer(answer) {
        resolve(answer);
        return settle();
      },
      fail() {
        reject(new TypeError('failed to fetch'));
        return settle();
      },
    });
    return promise;
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** A socket whose stream is this test. */
async function open() {
  const socket = new HttpSocket('wss://desk.example/v1/visitor');
  const heard: unknown[] = [];
  const closes: { code: number; retryAfterMs?: number }[] = [];
  let opens = 0;
  socket.onopen = () => {
    opens += 1;
  };
  socket.onmessage = ({ data }) => heard.push(data);
  socket.onclose = event => closes.push(event);
  let stream!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      stream = controller;
    },
  });
  return {
    socket,
    heard,
    closes,
    get opens() {
      return opens;
    },
    begin: () => asked[0]!.answer(new Response(body, { headers: { 'content-type': 'text/event-stream' } })),
    tell(bytes: string | Uint8Array) {
      stream.enqueue(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes);
      return settle();
    },
    end() {
      stream.close();
      return settle();
    },
    break() {
      stream.error(new TypeError('network error'));
      return settle();
    },
  };
}

async function openLinked() {
  const link = await open();
  await link.begin();
  await link.tell('event: link\ndata: server.SECRET\n\n');
  return link;
}

const posts = () => asked.filter(({ method }) => method === 'POST');
const taken = () => new Response(null, { status: 204 });

describe('down', () => {
  test('HT1 the first event opens it, and each after that is one frame, however the bytes are cut', async () => {
    const link = await open();
    expect(asked).toMatchObject([{ url: 'https://desk.example/v1/visitor/stream', method: 'GET' }]);
    await link.begin();
    expect(link.opens).toBe(0);
    const frames = ['{"type":"typing","name":"Сарнай"}', '{"type":"pong"}'];
    const bytes = new TextEncoder().encode(
      `event: link\ndata: server.SECRET\n\n: a comment\n\n${frames.map(frame => `data: ${frame}\n\n`).join('')}`,
    );
    // Every cut, also in the middle of a letter.
    for (const byte of bytes) await link.tell(Uint8Array.of(byte));
    expect([link.opens, link.heard.filter(Boolean)]).toEqual([1, frames]);
  });

  test('HT1 W6 part of a frame is a sign of life, and nothing else', async () => {
    const link = await openLinked();
    await link.tell('data: {"type":');
    expect(link.heard).toEqual(['']);
    await link.tell('"pong"}\n\n');
    expect(link.heard).toEqual(['', '{"type":"pong"}']);
  });

  test('HT1 a close has its code, and nothing is heard after it', async () => {
    const link = await openLinked();
    await link.tell('event: close\ndata: 1012\n\ndata: {"type":"pong"}\n\n');
    expect([link.closes, link.heard, asked[0]!.signal.aborted]).toEqual([
      [{ code: 1012, retryAfterMs: undefined }],
      [],
      true,
    ]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each(['end', 'break'] as const)(
    'HT1 a stream that comes to its %s without one is a broken link, once',
    async way => {
      const link = await openLinked();
      await link[way]();
      expect(link.closes).toMatchObject([{ code: 1006 }]);
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  test('HT1 a server that is not there is a broken link', async () => {
    const link = await open();
    await asked[0]!.fail();
    expect(link.closes).toMatchObject([{ code: 1006 }]);
  });

  test.each([
    ['2', 2_000],
    [null, 0],
    ['Wed, 25 Nov 2026 07:28:00 GMT', 0],
  ])('HT3 a refusal asks to come back later, with Retry-After %s', async (after, retryAfterMs) => {
    const link = await open();
    const headers = after === null ? undefined : { 'retry-after': after };
    await asked[0]!.answer(new Response('no', { status: 503, headers }));
    expect(link.closes).toEqual([{ code: 1013, retryAfterMs }]);
  });
});

describe('up', () => {
  test('HT1 frames go one request after another, and what gathered meanwhile goes together, in order', async () => {
    const link = await openLinked();
    for (const frame of ['1', '2', '3']) link.socket.send(frame);
    expect(posts()).toMatchObject([{ url: 'https://desk.example/v1/visitor/stream/server.SECRET', body: '1' }]);
    await posts()[0]!.answer(taken());
    expect(posts().map(({ body }) => body)).toEqual(['1', '2\n3']);
    await posts()[1]!.answer(taken());
    link.socket.send('4');
    expect(posts().map(({ body }) => body)).toEqual(['1', '2\n3', '4']);
  });

  test('HT1 long frames go in requests of their own', async () => {
    const link = await openLinked();
    const long = 'x'.repeat(50_000);
    for (const frame of ['1', long, long, '4']) link.socket.send(frame);
    for (let sent = 0; sent < 3; sent++) await posts()[sent]!.answer(taken());
    expect(posts().map(({ body }) => body!.length)).toEqual([1, 50_000, 50_002]);
  });

  test('HT1 a request that is not answered with 204, or not at all, ends the link', async () => {
    for (const way of ['refused', 'failed']) {
      asked = [];
      const link = await openLinked();
      link.socket.send('1');
      link.socket.send('2');
      if (way === 'failed') await posts()[0]!.fail();
      else await posts()[0]!.answer(new Response('{"code":"NOT_FOUND"}', { status: 404 }));
      expect(link.closes).toMatchObject([{ code: 1006 }]);
      expect(posts().length, 'nothing goes after it').toBe(1);
    }
  });
});

describe('back', () => {
  test('HT4 a WebSocket is looked for after 10 s, then half as often each time up to 5 min, a random part later', async () => {
    await openLinked();
    const waits: number[] = [];
    for (let look = 0; look < 8; look++) {
      const from = Date.now();
      vi.advanceTimersToNextTimer();
      waits.push(Date.now() - from);
      expect(Probe.all.length).toBe(look + 1);
      Probe.all[look]!.onclose!();
    }
    expect(waits).toEqual([10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000, 300_000]);
    chance = 1;
    vi.advanceTimersToNextTimer();
    Probe.all.at(-1)!.onclose!();
    const from = Date.now();
    vi.advanceTimersToNextTimer();
    expect(Date.now() - from).toBe(450_000);
  });

  test('HT4 one that brings an answer is told to the client, once, and not kept', async () => {
    const link = await openLinked();
    vi.advanceTimersByTime(10_000);
    const [probe] = Probe.all;
    expect(probe!.url).toBe('wss://desk.example/v1/visitor');
    probe!.onopen!();
    expect([probe!.sent, link.heard]).toEqual([['{"type":"ping"}'], []]);
    probe!.onmessage!();
    probe!.onclose!();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect([link.heard, probe!.isClosed, Probe.all.length]).toEqual([['{"type":"resync"}'], true, 1]);
  });

  test.each(['stays silent', 'opens and brings nothing'])(
    'HT4 one that %s is not taken for one that works',
    async way => {
      const link = await openLinked();
      vi.advanceTimersByTime(10_000);
      if (way !== 'stays silent') Probe.all[0]!.onopen!();
      vi.advanceTimersByTime(4_000);
      expect([link.heard, Probe.all[0]!.isClosed]).toEqual([[], true]);
      Probe.all[0]!.onmessage!();
      expect(link.heard, 'too late').toEqual([]);
      vi.advanceTimersByTime(20_000);
      expect(Probe.all.length).toBe(2);
    },
  );

  test('HT4 a page whose policy forbids the address does not look again, and nothing is thrown at it', async () => {
    vi.stubGlobal(
      'WebSocket',
      class {
        constructor() {
          throw new DOMException('blocked by policy', 'SecurityError');
        }
      },
    );
    await openLinked();
    vi.advanceTimersByTime(3_600_000);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each(['before it opened', 'open', 'looking'])(
    'HT1 closed while %s, it leaves no timer, request or socket',
    async moment => {
      const link = moment === 'before it opened' ? await open() : await openLinked();
      if (moment === 'looking') vi.advanceTimersByTime(10_000);
      link.socket.close();
      await settle();
      for (const probe of Probe.all) probe.onclose?.();
      expect([vi.getTimerCount(), asked[0]!.signal.aborted, link.closes]).toEqual([0, true, []]);
      expect(Probe.all.every(({ isClosed }) => isClosed)).toBe(true);
    },
  );
});
