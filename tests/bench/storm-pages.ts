/**
 * Pages of visitors with the connection that the widget and the SDK have, over sockets that cost next to nothing, so that
 * ten thousand fit into one process. What a page does with news is the least that `protocol/SPEC.md` asks of one.
 */
import type { VisitorFrameInput, VisitorNews } from '../../protocol/visitor.ts';
import { type Connection, createConnection, type SocketLike } from '../../protocol/wire/connection.ts';
import { VISITOR_VERSION } from '../../protocol/wire/limits.ts';
import type { Durable, Outbox } from '../../protocol/wire/outbox.ts';
import { until } from '../faults/until.ts';
import { serveOrders, settings } from './child.ts';
import { openRawSocket, type RawSocket } from './raw-socket.ts';

/** `name` begins the ids of these pages, and `network` their addresses. */
const { port, siteKey, name, network } = settings<{ port: number; siteKey: string; name: string; network: number }>();
/** Opening at once: below every listen backlog. */
const OPENING = 50;
const TEXT = 'Сайн байна уу? Do you deliver to Darkhan by Friday noon?';

type Command = VisitorFrameInput & { clientId?: string };

/** Those whose link ended and who are not to know it yet; null: everybody knows at once. */
let unaware: (() => void)[] | null = null;
let isServerUp = true;
const seen = { ready: 0, lastReadyAt: 0, tries: 0, missed: 0, refused: 0 };

class PageSocket implements SocketLike {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  private socket: RawSocket | undefined;
  private isClosed = false;

  constructor(forwardedFor: string) {
    seen.tries += 1;
    openRawSocket(
      { port, path: '/v1/visitor', forwardedFor },
      payload => this.onmessage?.({ data: payload.toString() }),
      code => {
        const notice = () => this.onclose?.({ code });
        if (unaware) unaware.push(notice);
        else notice();
      },
    ).then(
      socket => {
        this.socket = socket;
        if (this.isClosed) socket.close();
        else this.onopen?.();
      },
      () => this.onclose?.({ code: 1006 }),
    );
  }

  send(text: string): void {
    this.socket!.send(text);
  }

  close(): void {
    this.isClosed = true;
    this.socket?.close();
  }
}

/** In memory: a browser's storage costs the browser. */
function createMemoryOutbox(): Outbox {
  const waiting = new Map<string, Durable>();
  return {
    isDurable: true,
    all: async () => [...waiting.values()],
    async add(command) {
      waiting.set(command.clientId, command);
    },
    async remove(clientId) {
      waiting.delete(clientId);
    },
    close() {},
    exclusively: work => work(),
  };
}

class VisitorPage {
  readonly connection: Connection<Command, VisitorNews>;
  conversationId: string | undefined;
  private heldSeq = 0;
  private token: string | undefined;
  private made = 0;
  private isReady = false;
  private readonly place: number;

  /** @param isBehind it misses what agents say, and so lacks it when it comes back */
  constructor(place: number, isBehind: boolean) {
    this.place = place;
    const address = `${network}.${(place >> 16) & 255}.${(place >> 8) & 255}.${place & 255}`;
    this.connection = createConnection<Command, VisitorNews>({
      url: '',
      outbox: createMemoryOutbox(),
      WebSocket: class extends PageSocket {
        constructor() {
          super(address);
        }
      },
      hello: () => ({
        type: 'hello',
        clientId: this.newId(),
        version: VISITOR_VERSION,
        site: siteKey,
        token: this.token,
        locale: 'mn',
        timeZone: 'Asia/Ulaanbaatar',
        page: { url: 'https://shop.example/tulips/fifteen-red-ones', title: 'Fifteen red tulips', referrer: '' },
        ...(this.conversationId && { conversationId: this.conversationId, afterSeq: this.heldSeq }),
      }),
      onNews: news => this.hear(news, isBehind),
      onState: state => {
        if (state === 'ready') {
          seen.ready += 1;
          seen.lastReadyAt = Date.now();
        } else if (this.isReady) seen.ready -= 1;
        this.isReady = state === 'ready';
      },
      // It would go on by HTTP, which is counted and not done.
      async fallback() {
        if (isServerUp) seen.missed += 1;
        throw new Error('a WebSocket did not open');
      },
    });
  }

  private hear(news: VisitorNews, isBehind: boolean): void {
    if (news.type === 'welcome') {
      this.token = news.token ?? this.token;
      for (const { seq } of news.entries) this.heldSeq = Math.max(this.heldSeq, seq);
    } else if (news.type === 'ack' && news.entry) {
      this.conversationId = news.entry.conversationId;
      this.heldSeq = Math.max(this.heldSeq, news.entry.seq);
    } else if (news.type === 'entry.added' && !isBehind) this.heldSeq = Math.max(this.heldSeq, news.entry.seq);
    else if (news.type === 'error') seen.refused += 1;
  }

  say(): Promise<unknown> {
    return this.connection.deliver({ type: 'message.send', clientId: this.newId(), text: TEXT });
  }

  private newId(): string {
    this.made += 1;
    return `${name}-${String(this.place).padStart(6, '0')}-${this.made}`;
  }
}

const pages: VisitorPage[] = [];
const typed: { at: number; waitedMs: number }[] = [];
const unacked = new Set<Promise<unknown>>();
let typing: NodeJS.Timeout[] = [];
/** One page in so many has something to say when it comes back; 0: none. */
let waitToSay = 0;

/** @param behind one in so many misses what agents say. @param messages each begins a conversation with so many */
async function open({ wanted, behind, messages }: { wanted: number; behind: number; messages: number }) {
  while (pages.length < wanted) {
    const from = pages.length;
    const size = Math.min(OPENING, wanted - from);
    pages.push(...Array.from({ length: size }, (_, at) => new VisitorPage(from + at, (from + at) % behind === 0)));
    const batch = pages.slice(from);
    for (const page of batch) page.connection.start();
    await until('pages to be welcome', () => batch.every(page => page.connection.state === 'ready'));
    for (let said = 0; said < messages; said++) await Promise.all(batch.map(page => page.say()));
  }
  return { conversationIds: pages.map(page => page.conversationId) };
}

/** Each says something now and then, from now on. What a page says while its link is down is not timed. */
function type({ everyMs }: { everyMs: number }) {
  typing = pages.map((page, place) =>
    setInterval(() => {
      if (page.connection.state !== 'ready') return;
      const began = performance.now();
      const at = Date.now();
      page.say().then(() => typed.push({ at, waitedMs: performance.now() - began }));
    }, everyMs + place),
  );
}

serveOrders(
  {},
  {
    open,
    type,
    /** The server is going. @param isUnaware nobody notices before `up`. @param unsent one page in so many has something to say then */
    down({ isUnaware, unsent }: { isUnaware: boolean; unsent: number }) {
      isServerUp = false;
      if (isUnaware) unaware = [];
      Object.assign(seen, { tries: 0, missed: 0, refused: 0 });
      waitToSay = unsent;
    },
    /** It listens again. */
    up() {
      isServerUp = true;
      const all = unaware ?? [];
      unaware = null;
      for (const notice of all) notice();
      if (waitToSay > 0) {
        for (const [place, page] of pages.entries()) {
          if (place % waitToSay !== 0) continue;
          const said = page.say().finally(() => unacked.delete(said));
          unacked.add(said);
        }
      }
    },
    seen: () => ({ ...seen, unacked: unacked.size }),
    /** What was typed and acked since the last call; nobody types any more. */
    typed() {
      for (const each of typing) clearInterval(each);
      return { typed: typed.splice(0) };
    },
  },
);
