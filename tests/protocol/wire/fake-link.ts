/** The network and the browser around `protocol/wire/connection.ts`, moved by hand. Tests that use it fake the timers. */
import { onTestFinished, vi } from 'vitest';
import {
  type ConnectionOptions,
  type ConnectionState,
  createConnection,
  type SocketLike,
} from '../../../protocol/wire/connection.ts';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import { createOutbox, type Durable } from '../../../protocol/wire/outbox.ts';

export type News =
  | { type: 'ack'; ref: string }
  | { type: 'error'; code: ErrorCode; ref?: string; fields?: Record<string, string>; retryAfterMs?: number }
  | { type: 'welcome' | 'history' | 'typing' | 'pong' | 'resync'; ref?: string };

export class FakeSocket implements SocketLike {
  onopen: SocketLike['onopen'] = null;
  onmessage: SocketLike['onmessage'] = null;
  onclose: SocketLike['onclose'] = null;
  readonly sent: Durable[] = [];
  isClosed = false;

  send(text: string): void {
    if (this.isClosed) throw new Error(`sent on a closed socket: ${text}`);
    this.sent.push(JSON.parse(text));
  }
  close(): void {
    this.isClosed = true;
  }

  /** Client ids of what was sent after the hello, pings left out. */
  get asked(): string[] {
    return this.sent.filter(({ type }) => type !== 'hello' && type !== 'ping').map(({ clientId }) => clientId);
  }
  open(): void {
    this.onopen?.();
  }
  async hear(news: News): Promise<void> {
    this.onmessage?.({ data: JSON.stringify(news) });
    await settle();
  }
  /** Opens, and answers the hello. */
  async welcome(): Promise<void> {
    this.open();
    await this.hear({ type: 'welcome', ref: this.sent[0]!.clientId });
  }
  ack(ref: string): Promise<void> {
    return this.hear({ type: 'ack', ref });
  }
  refuse(
    ref: string,
    code: ErrorCode,
    more: { fields?: Record<string, string>; retryAfterMs?: number } = {},
  ): Promise<void> {
    return this.hear({ type: 'error', code, ref, ...more });
  }
  drop(code = 1006, retryAfterMs?: number): void {
    this.onclose?.({ code, retryAfterMs });
  }
}

/** Lets promises run that wait for no timer. */
export async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

export interface PageOptions extends Partial<ConnectionOptions<Durable, News>> {
  /** Loads what stands in for a WebSocket. Left out: nothing does. */
  loadHttp?(): Promise<void>;
}

/** A page with a connection that was not started yet. Its pauses are the longest that chance allows. */
export function openPage({ loadHttp, ...options }: PageOptions = {}) {
  const sockets: FakeSocket[] = [];
  /** Those of `sockets` that stand in for a WebSocket. */
  const standIns: FakeSocket[] = [];
  const states: ConnectionState[] = [];
  const news: News[] = [];
  let hellos = 0;
  class Socket extends FakeSocket {
    constructor() {
      super();
      sockets.push(this);
    }
  }
  class HttpSocket extends Socket {
    constructor() {
      super();
      standIns.push(this);
    }
  }
  const connection = createConnection<Durable, News>({
    url: 'wss://desk.example/v1/visitor',
    hello: () => ({ type: 'hello', clientId: `hello-${++hellos}` }),
    outbox: createOutbox('', null),
    onNews: each => news.push(each),
    onState: state => states.push(state),
    random: () => 1,
    WebSocket: Socket,
    fallback: loadHttp && (() => loadHttp().then(() => ({ HttpSocket }))),
    ...options,
  });
  onTestFinished(() => connection.stop());
  return {
    connection,
    sockets,
    standIns,
    states,
    news,
    get socket() {
      return sockets.at(-1)!;
    },
  };
}

export type FakePage = ReturnType<typeof openPage>;

/** Starts it, and answers its hello. */
export async function openReady(options: PageOptions = {}): Promise<FakePage> {
  const page = openPage(options);
  page.connection.start();
  await page.socket.welcome();
  return page;
}

/** Waits out the one timer of a page between two links, and says how long that took. */
export function pauseOf(page: FakePage): number {
  const from = Date.now();
  const { length } = page.sockets;
  vi.advanceTimersToNextTimer();
  if (page.sockets.length !== length + 1) throw new Error(`wanted a new socket; the page is ${page.connection.state}`);
  return Date.now() - from;
}
