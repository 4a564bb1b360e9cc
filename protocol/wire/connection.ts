/**
 * The one socket client, for widget and inbox: it connects, says hello, beats, notices a dead link, comes back with
 * full-jitter back-off, and carries what must arrive from the outbox to its ack, in order (SPEC C1, C2).
 * It knows neither sites nor conversations, and needs only `WebSocket`: no zod, no Preact.
 */
import type { ErrorCode } from './errors.ts';
import { LIMITS } from './limits.ts';
import type { Durable, Outbox } from './outbox.ts';

/** `waiting`: the link is down and comes back by itself. `refused`: it does not; `start` tries again. */
export type ConnectionState = 'idle' | 'connecting' | 'ready' | 'waiting' | 'refused';

/** What `deliver` and `request` reject with: the server's error frame, or `NOT_CONNECTED` from a request on a dead link. */
export interface Refusal {
  code: ErrorCode | 'NOT_CONNECTED';
  /** Which fields are wrong, by name, each with its own code. */
  fields?: Record<string, string>;
  retryAfterMs?: number;
}

/** `WebSocket.OPEN`, where there may be none. */
const OPEN = 1;

/** The part of `WebSocket` that is used, so that tests and other carriers can stand in. */
export interface SocketLike {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  /** `retryAfterMs`: how long the server asked to be left alone, where it could say so. */
  onclose: ((event: { code: number; retryAfterMs?: number }) => void) | null;
  /** As of `WebSocket`; left out by what is never half closed. */
  readonly readyState?: number;
  send(text: string): void;
  close(): void;
}

export interface ConnectionOptions<Command, News> {
  /** `wss://host/v1/visitor` or `/v1/agent`. */
  url: string;
  /** Makes the first frame, at each connect: it says what this client holds, so that the answer brings the rest. */
  hello: () => Command;
  /** Every frame but `pong`, acks and errors too: what an earlier page sent is acked here and nowhere else. */
  onNews(news: News): void;
  onState(state: ConnectionState): void;
  /** The server refused the hello for good. True: something was mended (a dead token dropped), say hello anew; asked once. */
  onRefused?(code: ErrorCode): boolean;
  outbox: Outbox;
  /**
   * Makes a command ready when its turn has come, as by sending the files that it names; all behind it waits. Resolves with
   * what is to be sent in its place, or with nothing: it is not to be sent at all.
   */
  prepare?(command: Durable): Promise<Durable | undefined>;
  random?: () => number;
  WebSocket?: Carrier;
  /** Loads what stands in where a WebSocket does not get through (SPEC HT2). Left out: nothing does. */
  fallback?(): Promise<{ HttpSocket: Carrier }>;
}

type Carrier = new (url: string) => SocketLike;

export interface Connection<Command, News> {
  readonly state: ConnectionState;
  start(): void;
  /** Closes the socket and leaves no timer or listener. What is in the outbox stays there. */
  stop(): void;
  /** Tries at once what otherwise waits for its pause: to connect, or to send. */
  retry(): void;
  /**
   * Keeps the command in the outbox until it is acked or refused for good, over any number of links and reloads.
   * Deliveries go one after the other, because an order with gaps would be no order. Pending while the link is down.
   * @throws Refusal when the server will never take it (a 4xx other than RATE_LIMITED)
   */
  deliver(command: Command & Durable): Promise<Extract<News, { type: 'ack' }>>;
  /** Sends now and waits for the answer. @throws Refusal NOT_CONNECTED when the link is or goes down, or the error frame */
  request(command: Command & Durable): Promise<News>;
  /** Sends now or never: for typing marks and the like. */
  notify(command: Command): void;
}

/** Codes that pass: the sender keeps the command and tries again. A test holds this list against the table in errors.ts. */
export const PASSING: readonly string[] = [
  'RATE_LIMITED',
  'STORE_UNAVAILABLE',
  'STOPPING',
  'INTERNAL',
] satisfies ErrorCode[];
/** Final close codes, held against errors.ts likewise: the table's sentences stay out of what browsers load. */
export const FINAL_CLOSES: readonly number[] = [4001, 4003];
/** 1012, 1013 and `resync` are told to a crowd: from here its first pause is up to 4 s, not half a second. */
const CROWD_ATTEMPT = 3;
/** A WebSocket that did not open by then is blocked: early enough to be there by HTTP within 10 s (SPEC HT2). */
const OPEN_MS = 4_000;
/** A new link that is due waits so long for what was asked on the old one. */
const LOOK_AGAIN_MS = 500;

type Frame = { type: string; clientId?: string };
type Answer = { type: string; ref?: string; code?: ErrorCode; retryAfterMs?: number };

export function createConnection<Command extends Frame, News extends { type: string }>(
  options: ConnectionOptions<Command, News>,
): Connection<Command, News> {
  type Ack = Extract<News, { type: 'ack' }>;
  const { onNews, onState, outbox, random = Math.random } = options;
  const Socket = options.WebSocket ?? (WebSocket as unknown as Carrier);

  let state: ConnectionState = 'idle';
  let socket: SocketLike | undefined;
  let helloRef: string | undefined;
  let isHelloMended = false;
  /** The server has lost track: a new link is due. */
  let isStale = false;
  /** Connection attempts since the last calm link, and tries of the first delivery in line. */
  let attempt = 0;
  let tries = 0;
  let heardAt = 0;
  let pingedAt = 0;
  /** Of the present state: the hello's timeout, the quiet that proves a link, or the pause. */
  let phaseTimer: ReturnType<typeof setTimeout> | undefined;
  let beatTimer: ReturnType<typeof setInterval> | undefined;
  let flushTimer: ReturnType<typeof setTimeout> | undefined;
  let flushes = Promise.resolve();
  /** By `ref`; called with nothing when the link drops. */
  const asked = new Map<string, (answer?: Answer) => void>();
  /** Deliveries of this page. Kept apart from the outbox: another tab may send them, but their answers belong here. */
  const mine = new Map<string, { command: Durable; resolve(ack: Ack): void; reject(refusal: Refusal): void }>();

  const pause = (exponent: number) => random() * Math.min(LIMITS.backoffMaxMs, LIMITS.backoffMinMs * 2 ** exponent);
  const meetCrowd = () => {
    attempt = Math.max(attempt, CROWD_ATTEMPT);
  };
  /** Into a socket that is closing a browser would write no more, but an error into its page's console. */
  function send(command: Frame): void {
    if ((socket!.readyState ?? OPEN) === OPEN) socket!.send(JSON.stringify(command));
  }

  function enter(next: ConnectionState, ms?: number, then?: () => void) {
    clearTimeout(phaseTimer);
    if (then) phaseTimer = setTimeout(then, ms);
    if (state === next) return;
    state = next;
    onState(next);
  }

  /** Lets go of the socket; its late events find another one, or none, and are ignored. */
  function leave() {
    const old = socket;
    socket = undefined;
    isStale = false;
    clearInterval(beatTimer);
    clearTimeout(flushTimer);
    flushTimer = undefined;
    for (const settle of [...asked.values()]) settle();
    old?.close();
  }

  function connect(Carrier = Socket) {
    leave();
    /** When this carrier comes to nothing. */
    let miss: (afterMs?: number) => void = options.fallback && Carrier === Socket ? fallBack : lost;
    try {
      socket = new Carrier(options.url);
    } catch {
      return miss(); // Some browsers throw where the page's policy forbids the address.
    }
    const own = socket;
    own.onopen = () => {
      if (own !== socket) return;
      enter('connecting', LIMITS.ackTimeoutMs, miss);
      // Closed by somebody who was there: it is not blocked.
      miss = lost;
      const frame = options.hello();
      helloRef = frame.clientId;
      send(frame);
    };
    own.onmessage = event => own === socket && hear(event.data);
    own.onclose = event => {
      if (own !== socket) return;
      if (FINAL_CLOSES.includes(event.code)) return refuse();
      if (event.code === 1012 || event.code === 1013) meetCrowd();
      miss(event.retryAfterMs);
    };
    enter('connecting', miss === lost ? LIMITS.ackTimeoutMs : OPEN_MS, miss);
  }

  /** The same attempt goes on by the other carrier. A server that is down refuses that as well. */
  async function fallBack() {
    leave();
    enter('connecting', LIMITS.ackTimeoutMs, lost);
    const own = phaseTimer;
    const other = await options.fallback!().catch(() => undefined);
    if (own !== phaseTimer || state !== 'connecting') return;
    if (other) connect(other.HttpSocket);
    else lost();
  }

  function lost(atLeastMs = 0) {
    leave();
    enter('waiting', atLeastMs + pause(attempt++), connect);
  }

  function refuse() {
    leave();
    enter('refused');
  }

  function hear(data: unknown) {
    heardAt = Date.now();
    let news: Answer;
    try {
      news = JSON.parse(data as string);
    } catch {
      return; // Not ours to judge; the heartbeat decides whether this link is any good.
    }
    if (state === 'connecting') {
      if (news.type === 'welcome') {
        enter('ready', LIMITS.backoffResetMs, () => {
          attempt = 0;
        });
        // After that, because the page may answer at once: what was missed is read as soon as it comes.
        onNews(news as never);
        isHelloMended = false;
        pingedAt = heardAt;
        beatTimer = setInterval(beat, LIMITS.heartbeatMs);
        flush();
        return;
      }
      if (news.type === 'error' && news.ref === helloRef) {
        const code = news.code!;
        if (PASSING.includes(code)) return lost(news.retryAfterMs);
        if (!isHelloMended && options.onRefused?.(code)) {
          isHelloMended = true;
          return connect();
        }
        onNews(news as never);
        return refuse();
      }
    }
    if (news.type === 'resync') return resync();
    if (news.type !== 'pong') onNews(news as never);
    if (news.ref) asked.get(news.ref)?.(news);
  }

  /**
   * Says hello anew on a new link, which brings all that a welcome and what follows it bring (SPEC W16). The old one is
   * good and stays until then. Said once for however many times it is heard, after a pause that grows while it goes on.
   */
  function resync() {
    if (isStale || state !== 'ready') return;
    isStale = true;
    meetCrowd();
    enter('ready', pause(attempt++), renew);
  }

  function renew() {
    // Its answer would be lost with the old link.
    if (asked.size) enter('ready', LOOK_AGAIN_MS, renew);
    else connect();
  }

  /** Nothing heard since the last ping, or a machine that slept: the link is dead, 50 s after the last byte at most. */
  function beat() {
    const now = Date.now();
    if (heardAt < pingedAt || now - heardAt > 2 * LIMITS.heartbeatMs) return lost();
    pingedAt = now;
    send({ type: 'ping' });
  }

  /** Sends until answered, on this link only. Resolves with nothing when it drops. */
  function ask(command: Durable): Promise<Answer | undefined> {
    return new Promise(resolve => {
      if (state !== 'ready') return resolve(undefined);
      const again = setInterval(send, LIMITS.ackTimeoutMs, command);
      asked.set(command.clientId, answer => {
        clearInterval(again);
        asked.delete(command.clientId);
        resolve(answer);
      });
      send(command);
    });
  }

  function flush() {
    clearTimeout(flushTimer);
    flushTimer = undefined;
    flushes = flushes
      // What queued up behind a refusal that passes waits for its pause too.
      .then(() => (state === 'ready' && !flushTimer ? outbox.exclusively(sendWaiting) : undefined))
      // A browser may refuse lock or storage for a while; the line must not stand still for good.
      .catch(() => sendLater());
  }

  function sendLater(ms = pause(++tries)) {
    // Every welcome flushes.
    if (state === 'ready') flushTimer = setTimeout(flush, ms);
  }

  async function sendWaiting() {
    while (state === 'ready') {
      const command = (await outbox.all())[0] ?? [...mine.values()][0]?.command;
      if (!command) return;
      const { clientId } = command;
      // Another tab has sent what was typed here, and its answer was heard there: it is in line again until it is heard here.
      await outbox.add(command);
      const ready = options.prepare ? await options.prepare(command) : command;
      const answer: Answer | undefined = ready ? await ask(ready) : { type: 'dropped' };
      if (!answer) return;
      if (PASSING.includes(answer.code!)) return sendLater(answer.retryAfterMs);
      tries = 0;
      await outbox.remove(clientId);
      const waiter = mine.get(clientId);
      mine.delete(clientId);
      if (answer.type === 'error') waiter?.reject(answer as Refusal);
      else waiter?.resolve(answer as never);
    }
  }

  function retry() {
    if (state === 'waiting') connect();
    else flush();
  }
  /** The system knows before any timeout does. */
  function onOffline() {
    if (state === 'ready') lost();
  }
  function listen(verb: 'add' | 'remove') {
    // Missing outside of browsers.
    const change = globalThis[`${verb}EventListener`];
    change?.('online', retry);
    change?.('offline', onOffline);
  }

  return {
    get state() {
      return state;
    },
    start() {
      if (state !== 'idle' && state !== 'refused') return;
      attempt = 0;
      isHelloMended = false;
      listen('add');
      connect();
    },
    stop() {
      listen('remove');
      leave();
      enter('idle');
    },
    retry,
    deliver(command) {
      return new Promise((resolve, reject) => {
        mine.set(command.clientId, { command, resolve, reject });
        // While the server asks for a pause, the whole line waits.
        outbox.add(command).then(() => flushTimer || flush());
      });
    },
    async request(command) {
      const answer = await ask(command);
      if (!answer) throw { code: 'NOT_CONNECTED' } satisfies Refusal;
      if (answer.type === 'error') throw answer;
      return answer as never;
    },
    notify(command) {
      if (state === 'ready') send(command);
    },
  };
}
