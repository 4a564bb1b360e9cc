/**
 * A visitor's browser and its pages: the real client of `protocol/` in Node, with what outlives a page (storage) apart
 * from what does not. What a page does with news is the least that `protocol/SPEC.md` asks of one.
 */
import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { VisitorEntry } from '../../protocol/entries.ts';
import type { SubmissionInput } from '../../protocol/submissions.ts';
import type { VisitorFrameInput, VisitorNews } from '../../protocol/visitor.ts';
import {
  type Connection,
  type ConnectionState,
  createConnection,
  type Refusal,
} from '../../protocol/wire/connection.ts';
import { HttpSocket } from '../../protocol/wire/http-socket.ts';
import { VISITOR_VERSION } from '../../protocol/wire/limits.ts';
import { createOutbox, type Outbox } from '../../protocol/wire/outbox.ts';
import { chance } from '../helpers/chance.ts';
import type { Desk } from './desk.ts';

type Command = VisitorFrameInput & { clientId?: string };
type Ack = Extract<VisitorNews, { type: 'ack' }>;
type Unsent = SubmissionInput extends infer Each
  ? Each extends SubmissionInput
    ? Omit<Each, 'clientId'>
    : never
  : never;

/** `localStorage` as far as anybody here uses it: keys are its own properties, as in browsers. */
export function createStorage(): Storage {
  const methods = {
    getItem(this: Record<string, string>, key: string) {
      return this[key] ?? null;
    },
    setItem(this: Record<string, string>, key: string, value: string) {
      this[key] = value;
    },
    removeItem(this: Record<string, string>, key: string) {
      delete this[key];
    },
  };
  return Object.create(methods) as Storage;
}

let browsers = 0;
/** Of the jitter of browsers, one each; tests have those below. */
const FIRST_STREAM = 1_000;

/** Where a page is opened: a server, or what stands before several. */
export type Door = Pick<Desk, 'url' | 'site'>;

export class Browser {
  desk: Door;
  readonly storage: Storage;
  /** Locks are known by this name in the whole process, so each browser has its own. */
  readonly name = `browser-${++browsers}`;
  /** As its provider gave it: each browser comes from an address of its own. */
  readonly address = `10.0.${browsers >> 8}.${browsers & 255}`;
  /** Of the jitter. */
  readonly random: () => number;

  constructor(desk: Door, options: { storage?: Storage; random?: () => number } = {}) {
    this.desk = desk;
    this.storage = options.storage ?? createStorage();
    this.random = options.random ?? chance(FIRST_STREAM + browsers);
  }

  /** All pages know it, whatever becomes of the storage meanwhile. */
  token: string | null = null;

  /** Opens a page, which connects. */
  open(): Page {
    const page = new Page(this);
    page.connection.start();
    return page;
  }
}

export class Page {
  readonly browser: Browser;
  readonly connection: Connection<Command, VisitorNews>;
  readonly outbox: Outbox;
  /** What it shows, by number. */
  readonly entries = new Map<number, VisitorEntry>();
  readonly acked: VisitorEntry[] = [];
  /** Codes of the refusals it heard. */
  readonly refusals: string[] = [];
  readonly states: ConnectionState[] = [];
  /** Codes with which its sockets were closed. One that is late to open, in a crowd, is let go of for HTTP (SPEC HT2) and was none. */
  readonly closes: number[] = [];
  /** Links that it began by HTTP, because no WebSocket came to anything. */
  httpLinks = 0;
  /** Times it was told to drop what it held. */
  freshReads = 0;
  /** Called with each ack, before anything else is done with it. */
  onAck: (ack: Ack) => void = () => {};
  socket: WebSocket | undefined;
  private conversationId: string | undefined;
  private heldSeq = 0;
  private isClosed = false;

  constructor(browser: Browser) {
    const page = this;
    this.browser = browser;
    this.outbox = createOutbox(browser.name, browser.storage);

    class Socket extends WebSocket {
      constructor(url: string) {
        super(url, { headers: { 'x-forwarded-for': browser.address } });
        page.socket = this;
        // A broken link; `close` follows and says all that a browser would.
        this.on('error', () => {});
        let hasOpened = false;
        this.on('open', () => {
          hasOpened = true;
        });
        this.on('close', code => {
          if (hasOpened) page.closes.push(code);
        });
      }
    }
    class CountedHttpSocket extends HttpSocket {
      constructor(url: string) {
        super(url);
        page.httpLinks += 1;
      }
    }
    this.connection = createConnection<Command, VisitorNews>({
      url: `${browser.desk.url.replace('http', 'ws')}/v1/visitor`,
      hello: () => this.hello(),
      onNews: news => this.hear(news),
      onState: state => this.states.push(state),
      onRefused(code) {
        if (code !== 'TOKEN_INVALID') return false;
        browser.token = null;
        return true;
      },
      outbox: this.outbox,
      random: browser.random,
      WebSocket: Socket as never,
      fallback: async () => ({ HttpSocket: CountedHttpSocket }),
    });
    onTestFinished(() => this.crash());
  }

  get state(): ConnectionState {
    return this.connection.state;
  }
  /** What it shows, in order. */
  get shown(): VisitorEntry[] {
    return [...this.entries.values()].sort((a, b) => a.seq - b.seq);
  }
  get texts(): string[] {
    return this.shown.map(({ body }) => (body.kind === 'message' ? body.text : body.kind));
  }

  /** What became of it so far, for whoever reads of a failure. */
  get story(): string {
    const { browser, states, refusals, closes, acked } = this;
    return `at ${browser.desk.url}, ${acked.length} acks, states ${states.slice(-4)}, refusals ${refusals.slice(-4)}, closes ${closes.slice(-4)}`;
  }

  send(what: Unsent, clientId: string = randomUUID()): Promise<Ack> {
    const delivery = this.connection.deliver({ ...what, clientId });
    // Not every test asks what became of each; whoever does gets the same promise.
    delivery.catch((_: Refusal) => {});
    return delivery;
  }
  say(text: string, clientId?: string): Promise<Ack> {
    return this.send({ type: 'message.send', text }, clientId);
  }
  resume(afterSeq: number): Promise<VisitorNews> {
    return this.connection.request({ type: 'conversation.resume', clientId: randomUUID(), afterSeq });
  }

  /** The visitor closes it or goes to another page. */
  close(): void {
    this.isClosed = true;
    this.connection.stop();
  }
  /** Its process is gone: no goodbye, not even from the socket. */
  crash(): void {
    this.close();
    this.socket?.terminate();
  }

  private hello(): Command {
    const { browser, conversationId, heldSeq } = this;
    return {
      type: 'hello',
      clientId: randomUUID(),
      version: VISITOR_VERSION,
      site: browser.desk.site.key,
      token: browser.token ?? undefined,
      ...(conversationId && { conversationId, afterSeq: heldSeq }),
    };
  }

  private hear(news: VisitorNews): void {
    if (this.isClosed) throw new Error(`a closed page heard ${news.type}`);
    switch (news.type) {
      case 'welcome':
        if (news.token) this.browser.token = news.token;
        this.hold(news);
        break;
      case 'conversation.resumed':
        this.hold(news);
        break;
      case 'ack':
        if (!news.entry) break;
        this.acked.push(news.entry);
        this.onAck(news);
        this.add(news.entry);
        break;
      case 'entry.added':
        this.add(news.entry);
        break;
      case 'error':
        this.refusals.push(news.code);
        break;
    }
  }

  private hold(news: Extract<VisitorNews, { isFresh: boolean }>): void {
    if (news.isFresh) {
      this.freshReads += 1;
      this.entries.clear();
      this.heldSeq = 0;
    }
    for (const entry of news.entries) this.entries.set(entry.seq, entry);
    this.conversationId = news.conversation?.id;
    this.heldSeq = Math.max(this.heldSeq, news.conversation?.lastSeq ?? 0);
  }

  private add(entry: VisitorEntry): void {
    this.conversationId = entry.conversationId;
    this.entries.set(entry.seq, entry);
    // The next welcome brings what a dropped link keeps from coming.
    if (entry.seq > this.heldSeq + 1 && this.state === 'ready') this.resume(this.heldSeq).catch(() => {});
    this.heldSeq = Math.max(this.heldSeq, entry.seq);
  }
}
