import type { AgentFrame } from '../../protocol/agent.ts';
import type { VisitorFrame } from '../../protocol/visitor.ts';
import type { CloseName, ErrorCode } from '../../protocol/wire/errors.ts';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import { handleAgentFrame, mayBeginBeside } from './agent-commands.ts';
import { type Read, readAgentFrame, readVisitorFrame } from './frames.ts';
import type { AgentPeer, Handling, VisitorPeer } from './peer.ts';
import type { AnyPeer } from './streams.ts';
import { createTurnstile } from './turnstile.ts';
import { handleVisitorFrame } from './visitor-commands.ts';

/** Refusals after which the socket is of no use: of a hello, or because the agent is signed out. */
export const CLOSES: Partial<Record<ErrorCode, CloseName>> = {
  SITE_UNKNOWN: 'REFUSED',
  ORIGIN_REFUSED: 'REFUSED',
  VERSION_UNSUPPORTED: 'REFUSED',
  SIGN_IN_REQUIRED: 'SIGNED_OUT',
  FACTOR_REQUIRED: 'SIGNED_OUT',
};
/** Of a hello alone. All but the first may pass: the page should come back later. */
const CLOSES_HELLO: Partial<Record<ErrorCode, CloseName>> = {
  ERASED: 'REFUSED',
  RATE_LIMITED: 'TRY_LATER',
  STORE_UNAVAILABLE: 'TRY_LATER',
  INTERNAL: 'TRY_LATER',
};

/** Hellos of visitors in hand, on SQLite of one turn of the event loop: some 10 ms. The others wait their turn (SPEC R7). */
const HELLOS_AT_ONCE = 32;

/** Takes what somebody sent, as it came over whichever carrier. */
export type Receive = (peer: AnyPeer, data: Buffer, isBinary: boolean) => void;

/** Makes what becomes of each frame: read, held to its rate, handled in its turn, and refused where it must be. */
export function createReceive(context: Context): Receive {
  const { hub, rates, now, log } = context;
  const hellos = createTurnstile(HELLOS_AT_ONCE);

  const ofVisitor: Handling<VisitorPeer, VisitorFrame> = { handle: answerVisitor, mayBegin: () => false };
  const ofAgent: Handling<AgentPeer, AgentFrame> = { handle: answerAgent, mayBegin: mayBeginBeside };

  function receive(peer: AnyPeer, data: Buffer, isBinary: boolean): void {
    peer.heardAt = now();
    if (peer.kind === 'visitor') {
      const frame = accept(peer, readVisitorFrame(data, isBinary));
      if (frame) peer.work(frame, ofVisitor);
    } else {
      const frame = accept(peer, readAgentFrame(data, isBinary));
      if (frame) peer.work(frame, ofAgent);
    }
  }

  /** Rate and shape. A bad frame costs one error frame, not the connection (SPEC W5). Null: it was answered already. */
  function accept<Frame extends { type: string; clientId?: string }>(peer: AnyPeer, read: Read<Frame>): Frame | null {
    const ref = 'frame' in read ? read.frame.clientId : read.ref;
    const retryAfterMs = rates.takeFrame(peer, peer.heardAt, peer.kind === 'visitor' ? peer.visitorId : undefined);
    if (retryAfterMs > 0) {
      refuse(peer, new AppError('RATE_LIMITED', undefined, { retryAfterMs }), ref);
      peer.countHasty(peer.heardAt);
      return null;
    }
    if ('refusal' in read) {
      refuse(peer, read.refusal, ref);
      peer.countBad(peer.heardAt);
      return null;
    }
    // At once, even while the store is slow: it says that the link lives, not that the store does.
    if (read.frame.type === 'ping' && peer.isWelcome) {
      peer.tell({ type: 'pong', ref });
      return null;
    }
    if (!hub.isDraining) return read.frame;
    refuse(peer, new AppError('STOPPING'), ref);
    return null;
  }

  async function answerVisitor(peer: VisitorPeer, frame: VisitorFrame): Promise<void> {
    try {
      // Whoever went while they waited costs nothing.
      if (frame.type === 'hello')
        await hellos(async () => {
          if (peer.isOpen) await handleVisitorFrame(context, peer, frame);
        });
      else await handleVisitorFrame(context, peer, frame);
    } catch (error) {
      refuse(peer, error, frame.clientId);
    }
  }

  async function answerAgent(peer: AgentPeer, frame: AgentFrame): Promise<void> {
    try {
      await handleAgentFrame(context, peer, frame);
    } catch (error) {
      refuse(peer, error, frame.clientId);
    }
  }

  /** Answers with an error frame, and closes where nothing else can come of it. */
  function refuse(peer: AnyPeer, thrown: unknown, ref?: string): void {
    const error = thrown instanceof AppError ? thrown : new AppError('INTERNAL', undefined, { cause: thrown });
    const { code, fields, retryAfterMs, nextAt } = error;
    context.refusals.count(code);
    if (error.status >= 500 && code !== 'STOPPING')
      log.error({ err: error.cause ?? error }, 'a frame could not be handled');
    else log.debug({ code }, 'a frame was refused');
    if (code === 'STORE_UNAVAILABLE') context.storeWatch.doubt();
    peer.tellNow({ type: 'error', code, ref, fields, retryAfterMs, nextAt });
    if (code === 'HELLO_EXPECTED') peer.countBad(now());
    const closes = CLOSES[code] ?? (peer.isWelcome ? undefined : CLOSES_HELLO[code]);
    if (closes) peer.close(closes);
  }

  return receive;
}
