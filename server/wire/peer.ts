import type { AgentFrame, AgentNews } from '../../protocol/agent.ts';
import type { VisitorFrame, VisitorNews } from '../../protocol/visitor.ts';
import { CLOSE_CODES, type CloseName } from '../../protocol/wire/errors.ts';
import { AppError } from '../app-error.ts';
import { frameOf } from './news-frame.ts';
import { type Bucket, SOCKET_RATE } from './rate-limit.ts';

/**
 * Bytes that may wait for a reader before the next frame closes the socket (SPEC W9): some hundred ordinary entries.
 * What was not delivered is in the store, and resume fetches it.
 */
const SEND_BUDGET_BYTES = 1024 * 1024;
/** Frames that wait for their turn behind one that the store still writes; with more, TCP holds the sender back. */
const MAX_QUEUE = 64;
/** Frames that could not be read, or that came too fast, within one minute. */
const MAX_BAD_FRAMES = 20;
const MAX_HASTY_FRAMES = 500;
const MINUTE_MS = 60_000;

/** What carries a client's frames: the part of a `ws` socket that is used here, so that HTTP can stand in. */
export interface Carrier {
  readonly OPEN: number;
  readonly readyState: number;
  /** Bytes that wait for the reader. */
  readonly bufferedAmount: number;
  readonly isPaused: boolean;
  close(code: number, reason: string): void;
  /** At once, without a goodbye. */
  terminate(): void;
  /** Takes no more from the client, and lets it feel that. */
  pause(): void;
  resume(): void;
}

/**
 * What news is written to: the connection below a WebSocket, or an HTTP answer that stays open. While it is corked, what is
 * written waits, and then leaves in one piece.
 */
export interface Line {
  /** @param frame as `frameOf` makes it */
  write(frame: Buffer): void;
  cork(): void;
  uncork(): void;
}

/** What becomes of a frame, and which may be under way at once. */
export interface Handling<P, Frame> {
  /** Must not throw. */
  handle(peer: P, frame: Frame): Promise<void>;
  /** Whether a frame may be begun while others, which came before it, are not done. */
  mayBegin(peer: P, frame: Frame, underWay: readonly Frame[]): boolean;
}

/** Grows when whatever runs now, and all that it set off, is done. */
let burst = 0;
let isEnding = false;
/** Lines that were told several things in this burst. */
let corked: Line[] = [];

/** After the callbacks and promises of now, before anything that comes from outside. */
function endLater(): void {
  if (isEnding) return;
  isEnding = true;
  process.nextTick(() => {
    isEnding = false;
    burst += 1;
    const lines = corked;
    corked = [];
    for (const line of lines) line.uncork();
  });
}

/**
 * One open socket. Ten thousand of them idle at once, so a peer is plain fields: no closures, no timers (SPEC W6).
 * Its frames are handled one after another, in order.
 */
export class Peer<Frame = unknown, News = unknown> implements Bucket {
  readonly socket: Carrier;
  private readonly line: Line;
  readonly address: string;
  readonly openedAt: number;
  heardAt: number;
  tokens: number = SOCKET_RATE.burst;
  tokensAt: number;
  /** The hub counts it in and sends it news. */
  isJoined = false;
  /** Hello was answered with `welcome`. */
  isWelcome = false;
  /** Set while hello is being answered: news since then, sent right after `welcome`, so that none falls between. */
  private held: Buffer[] | null = null;
  /** Being handled; null: none. */
  private underWay: Frame[] | null = null;
  /** Waiting for those to be done; null: none. */
  private queue: Frame[] | null = null;
  private leaveAs: CloseName | null = null;
  /** Bursts in which something was written last, and in which that was more than one frame. */
  private writtenIn = -1;
  private corkedIn = -1;
  private badSince = 0;
  private badFrames = 0;
  private hastyFrames = 0;

  constructor(socket: Carrier, line: Line, address: string, now: number) {
    this.socket = socket;
    this.line = line;
    this.address = address;
    this.openedAt = now;
    this.heardAt = now;
    this.tokensAt = now;
  }

  /** Sends one frame; `frame` may be shared by many peers. Closes a reader that is too far behind instead. */
  send(frame: Buffer): void {
    if (this.held) this.held.push(frame);
    else this.write(frame);
  }

  tell(news: News): void {
    this.send(frameOf(news));
  }

  /** Past what is held: for refusals of a hello. */
  tellNow(news: News): void {
    this.write(frameOf(news));
  }

  /** Whether a hello can be taken now. @throws AppError BAD_FRAME for a second one, VERSION_UNSUPPORTED (SPEC W1) */
  expectHello(version: number, spoken: number): void {
    if (this.isJoined || this.isWelcome) throw new AppError('BAD_FRAME', 'This socket has said hello already.');
    if (version === spoken) return;
    throw new AppError('VERSION_UNSUPPORTED', `Wanted version ${spoken}, got ${version}.`);
  }

  /** From here on news waits until `release`. */
  hold(): void {
    this.held = [];
  }

  /** Sends `welcome`, then what waited. */
  release(welcome: News): void {
    const waiting = this.held ?? [];
    this.held = null;
    this.isWelcome = true;
    this.tell(welcome);
    for (const frame of waiting) this.write(frame);
  }

  private write(frame: Buffer): void {
    const { socket } = this;
    if (!this.isOpen) return;
    if (socket.bufferedAmount > SEND_BUDGET_BYTES && this.isBehind()) {
      this.close('SLOW_READER');
      return;
    }
    this.corkNext();
    this.line.write(frame);
  }

  /** Whether it is the reader who is slow: what only waits for its burst to end leaves now, and does not count. */
  private isBehind(): boolean {
    if (this.corkedIn === burst) this.line.uncork();
    return this.socket.bufferedAmount > SEND_BUDGET_BYTES;
  }

  /**
   * The first frame of a burst leaves at once. Those after it leave together when the burst ends: a write costs the
   * system five times what the frame cost us.
   */
  private corkNext(): void {
    if (this.writtenIn !== burst) {
      this.writtenIn = burst;
      endLater();
    } else if (this.corkedIn !== burst) {
      this.corkedIn = burst;
      this.line.cork();
      corked.push(this.line);
    }
  }

  close(name: CloseName): void {
    const { code, text } = CLOSE_CODES[name];
    this.queue = null;
    // A paused socket would never read the other side's closing frame.
    if (this.socket.isPaused) this.socket.resume();
    this.socket.close(code, text);
  }

  /** Closes after the frame in hand was answered, so that nobody has to guess whether it was kept (SPEC W10). */
  closeWhenDone(name: CloseName): void {
    if (this.underWay) this.leaveAs ??= name;
    else this.close(name);
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** Waits for the store or for its turn: not silent, whatever the clock says. */
  get isWorking(): boolean {
    return this.underWay !== null;
  }

  /** Begins frames in the order they came; one that may not begin yet holds up those behind it (SPEC W11). */
  work(frame: Frame, handling: Handling<this, Frame>): void {
    if (!this.queue && this.mayBegin(frame, handling)) {
      this.begin(frame, handling);
      return;
    }
    this.queue ??= [];
    this.queue.push(frame);
    if (this.queue.length >= MAX_QUEUE) this.socket.pause();
  }

  private mayBegin(frame: Frame, { mayBegin }: Handling<this, Frame>): boolean {
    return this.underWay === null || (this.underWay.length < MAX_QUEUE && mayBegin(this, frame, this.underWay));
  }

  private async begin(frame: Frame, handling: Handling<this, Frame>): Promise<void> {
    this.underWay ??= [];
    this.underWay.push(frame);
    await handling.handle(this, frame);
    this.underWay.splice(this.underWay.indexOf(frame), 1);
    if (this.underWay.length === 0) this.underWay = null;
    this.beginWaiting(handling);
    if (this.leaveAs && !this.underWay) this.close(this.leaveAs);
  }

  private beginWaiting(handling: Handling<this, Frame>): void {
    while (this.queue && this.mayBegin(this.queue[0]!, handling)) {
      this.begin(this.queue.shift()!, handling);
      if (this.queue?.length) continue;
      this.queue = null;
      if (this.socket.isPaused) this.socket.resume();
    }
  }

  /** Counts a frame that could not be read; too many in a minute close the socket (SPEC W5). */
  countBad(now: number): void {
    this.countFrom(now);
    this.badFrames += 1;
    if (this.badFrames > MAX_BAD_FRAMES) this.close('BAD_FRAMES');
  }

  /** Counts a frame that came too fast; who does not slow down at all is sent away for a while. */
  countHasty(now: number): void {
    this.countFrom(now);
    this.hastyFrames += 1;
    if (this.hastyFrames > MAX_HASTY_FRAMES) this.close('TRY_LATER');
  }

  private countFrom(now: number): void {
    if (now - this.badSince <= MINUTE_MS) return;
    this.badSince = now;
    this.badFrames = 0;
    this.hastyFrames = 0;
  }
}

/** What an upgrade request said; dropped after hello. */
export interface Arrival {
  origin: string | undefined;
  ownOrigin: string;
  userAgent: string;
}

/** A page of a visitor. Site and visitor are known after hello. */
export class VisitorPeer extends Peer<VisitorFrame, VisitorNews> {
  readonly kind = 'visitor';
  arrival: Arrival | null;
  siteId = '';
  visitorId = '';
  conversationId: string | null = null;
  /** The last work that it was asked for (SPEC SP6), and when; ms since epoch. */
  workAsked: { conversationId: string; at: number } | null = null;

  constructor(socket: Carrier, line: Line, address: string, now: number, arrival: Arrival) {
    super(socket, line, address, now);
    this.arrival = arrival;
  }
}

const NONE: ReadonlySet<string> = new Set();

/** A page of an agent, authenticated at its upgrade. */
export class AgentPeer extends Peer<AgentFrame, AgentNews> {
  readonly kind = 'agent';
  readonly agentId: string;
  readonly sessionId: string;
  /** When its session is over, however it is used (SPEC ST13); ms since epoch. */
  readonly endsAt: number;
  /** Ids of the sites that its agent sees, from hello on; null: all. A change closes it (SPEC RI6). */
  sees: ReadonlySet<string> | null = NONE;
  /** What it listens to, by the hub; null: to everything. */
  topics: readonly string[] | null = null;
  /** When it was told something only to hear it answer; 0: never. */
  nudgedAt = 0;
  /** The news that it was told last, by the hub: it may listen to several topics of it. */
  toldLast = 0;

  constructor(
    socket: Carrier,
    line: Line,
    address: string,
    now: number,
    { agentId, sessionId, endsAt }: Pick<AgentPeer, 'agentId' | 'sessionId' | 'endsAt'>,
  ) {
    super(socket, line, address, now);
    this.agentId = agentId;
    this.sessionId = sessionId;
    this.endsAt = endsAt;
  }

  maySee(siteId: string): boolean {
    return this.sees === null || this.sees.has(siteId);
  }
}

/** A socket is closed when nothing was heard for so long; clients speak every `LIMITS.heartbeatMs` (SPEC W6). */
export const SILENT_MS = 60_000;
/** An agent's page that was silent for so long is told something, since timers of a hidden tab may come once a minute (SPEC W6). */
export const NUDGE_MS = 30_000;
/** Time to say hello (SPEC W2). */
export const HELLO_MS = 10_000;
