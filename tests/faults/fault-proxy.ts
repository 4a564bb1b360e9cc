/**
 * A TCP proxy that breaks links on purpose: cuts them, lets one direction through only, delays, hands bytes on in
 * slivers, or takes the WebSocket upgrade out of a request or never answers it, as some company proxies do.
 */
import { connect, createServer, type Socket } from 'node:net';

export type Direction = 'up' | 'down';

type Target = number | null;

export interface FaultProxy {
  readonly port: number;
  /** Links open now. */
  readonly links: number;
  /** Bytes that came from clients, and from the server, so far; also those that are held back or were lost in a cut. */
  readonly bytes: Readonly<Record<Direction, number>>;
  /** Where new links lead; a function is asked for each. Null: nowhere, they are reset, as at a server that is down. */
  aim(at: Target | (() => Target)): void;
  /** Resets every link; new ones work. */
  drop(): void;
  /** Resets every link, and refuses new ones until `mend`. */
  cut(): void;
  /** Resets every link as soon as the next bytes in this direction were handed on whole: up, "the server got it". */
  cutAfterNext(direction: Direction): void;
  /** Resets every link when the next bytes in this direction come, and loses them: down, "the server answered into the void". */
  cutBeforeNext(direction: Direction): void;
  /** Holds back one direction, of present and new links, without closing anything. */
  stall(direction: Direction): void;
  /** Hands bytes on so many ms late, and at most so many at a time. */
  shape(how: { delayMs?: number; sliceBytes?: number }): void;
  /** Takes `Upgrade` out of requests: WebSocket is blocked, plain HTTP passes. */
  stripUpgrade(isStripped: boolean): void;
  /** Hands on nothing of a request for an upgrade, and answers nothing. */
  swallowUpgrade(isSwallowed: boolean): void;
  /** Requests for an upgrade that met either. */
  readonly blocked: number;
  /** Ends every fault. What was held back flows on. */
  mend(): void;
  close(): Promise<void>;
}

/** Taken while it is real: a test may hold the clock of its pages, and the network must go on. */
const { setTimeout } = globalThis;

interface Gate {
  opened: Promise<void>;
  open(): void;
}

/** Starts one on loopback, in front of `port`. */
export async function startFaultProxy(target: { port: Target }): Promise<FaultProxy> {
  const pairs = new Set<[client: Socket, server: Socket]>();
  const gates: Partial<Record<Direction, Gate>> = {};
  const bytes = { up: 0, down: 0 };
  let targetOf = () => target.port;
  let isCut = false;
  let cutting: { direction: Direction; isAfter: boolean } | null = null;
  let delayMs = 0;
  let sliceBytes = Number.POSITIVE_INFINITY;
  let isUpgradeStripped = false;
  let isUpgradeSwallowed = false;
  let blocked = 0;

  // Half-open, because TCP is: whoever has said everything may still have to hear the answer.
  const server = createServer({ allowHalfOpen: true, noDelay: true }, client => {
    // Whatever breaks a link here is meant to; each side hears of it by its own end.
    client.on('error', () => {});
    const port = isCut ? null : targetOf();
    if (port === null) return void client.resetAndDestroy();
    const upstream = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    upstream.on('error', () => {});
    const pair: [Socket, Socket] = [client, upstream];
    pairs.add(pair);
    join(client, upstream, 'up');
    join(upstream, client, 'down');
    for (const socket of pair) {
      socket.on('close', () => {
        pairs.delete(pair);
        for (const each of pair) each.destroy();
      });
    }
  });

  /** One chunk at a time: who does not read is felt at the other end, as it would be without a proxy. */
  function join(from: Socket, to: Socket, direction: Direction) {
    let handing = Promise.resolve();
    from.on('data', data => {
      from.pause();
      bytes[direction] += data.length;
      handing = handOn(direction === 'up' ? blockedOr(data) : data, to, direction);
      handing.then(() => from.resume());
    });
    // It comes while paused, too.
    from.on('end', () => handing.then(() => to.end()));
  }

  function blockedOr(data: Buffer): Buffer {
    if ((!isUpgradeStripped && !isUpgradeSwallowed) || !isUpgrade(data)) return data;
    blocked += 1;
    return isUpgradeSwallowed ? Buffer.alloc(0) : withoutUpgrade(data);
  }

  async function handOn(data: Buffer, to: Socket, direction: Direction) {
    const cut = cutting?.direction === direction ? cutting : null;
    if (cut) cutting = null;
    if (cut?.isAfter === false) return drop();
    for (let at = 0; at < data.length; at += sliceBytes) {
      await gates[direction]?.opened;
      if (delayMs) await new Promise(resolve => setTimeout(resolve, delayMs));
      await new Promise<void>(resolve => to.write(data.subarray(at, at + sliceBytes), () => resolve()));
    }
    if (cut) drop();
  }

  function drop() {
    for (const pair of pairs) for (const socket of pair) socket.resetAndDestroy();
  }

  function mend() {
    isCut = false;
    cutting = null;
    delayMs = 0;
    sliceBytes = Number.POSITIVE_INFINITY;
    isUpgradeStripped = false;
    isUpgradeSwallowed = false;
    for (const direction of ['up', 'down'] as const) {
      gates[direction]?.open();
      delete gates[direction];
    }
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    get links() {
      return pairs.size;
    },
    bytes,
    aim(at) {
      targetOf = typeof at === 'function' ? at : () => at;
    },
    drop,
    cut() {
      isCut = true;
      drop();
    },
    cutAfterNext(direction) {
      cutting = { direction, isAfter: true };
    },
    cutBeforeNext(direction) {
      cutting = { direction, isAfter: false };
    },
    stall(direction) {
      if (gates[direction]) return;
      const { promise: opened, resolve: open } = Promise.withResolvers<void>();
      gates[direction] = { opened, open };
    },
    shape(how) {
      delayMs = how.delayMs ?? 0;
      sliceBytes = how.sliceBytes ?? Number.POSITIVE_INFINITY;
    },
    stripUpgrade(isStripped) {
      isUpgradeStripped = isStripped;
    },
    swallowUpgrade(isSwallowed) {
      isUpgradeSwallowed = isSwallowed;
    },
    get blocked() {
      return blocked;
    },
    mend,
    close() {
      mend();
      drop();
      return new Promise(resolve => server.close(() => resolve()));
    },
  };
}

function isUpgrade(data: Buffer): boolean {
  return /^GET [^\r]+ HTTP\/1\.1\r\n(?:[^\r]+\r\n)*upgrade:/i.test(data.toString('latin1'));
}

/** The request without its two upgrade headers. */
function withoutUpgrade(data: Buffer): Buffer {
  return Buffer.from(data.toString('latin1').replace(/^(upgrade|connection):[^\r]*\r\n/gim, ''), 'latin1');
}
