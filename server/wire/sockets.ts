import websocket from '@fastify/websocket';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import type { AgentFrame } from '../../protocol/agent.ts';
import type { VisitorFrame } from '../../protocol/visitor.ts';
import type { CloseName, ErrorCode } from '../../protocol/wire/errors.ts';
import { LIMITS } from '../../protocol/wire/limits.ts';
import { AppError } from '../app-error.ts';
import { startBeat } from '../beat.ts';
import type { Context } from '../context.ts';
import { publishPresence } from '../features/conversations/news.ts';
import { agentOfRequest } from '../features/sessions/commands.ts';
import { lastMoment } from '../features/sessions/rules.ts';
import { isOwnPage, ownOrigin } from '../http/origins.ts';
import { followFeed } from '../other-servers.ts';
import { isPublicAddress } from '../outbox/addresses.ts';
import { handleAgentFrame } from './agent-commands.ts';
import { type Read, readAgentFrame, readVisitorFrame } from './frames.ts';
import { createHttpLinks } from './http-links.ts';
import { AgentPeer, type Carrier, VisitorPeer } from './peer.ts';
import { type AnyPeer, streamRoutes } from './streams.ts';
import { handleVisitorFrame } from './visitor-commands.ts';

/** A variable of its own because the types of `ws` do not know all of its options yet. */
const WS_OPTIONS = {
  /**
   * What `ws` reads at all; beyond it closes with 1009. Above `LIMITS.frameBytes` an error frame answers and the socket
   * stays, so that one long paste does not cost the connection.
   */
  maxPayload: 4 * LIMITS.frameBytes,
  /** Our clients never fragment, browsers may; each fragment is an object that waits in memory. */
  maxFragments: 64,
  /** Ms after `close()` for the other side's answer. */
  closeTimeout: 5_000,
  /** Costs 5x the CPU and 270 KB for each connection. */
  perMessageDeflate: false,
};

/** Refusals after which the socket is of no use: of a hello, or because the agent is signed out. */
const CLOSES: Partial<Record<ErrorCode, CloseName>> = {
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

/** Sockets of visitors at one address: everybody in an office, or behind a carrier's gateway, who looks at one shop. */
const MAX_AT_ADDRESS = 500;
/**
 * Sockets of one agent on all their devices, and of one session, which is one browser: far more tabs than anybody can look
 * at. Each is told whatever its page shows, so that a thousand would be a thousand times the work (SPEC R6). Agents are not
 * counted by address: nobody opens one without an account, and visitors at a shared address must not shut them out.
 */
const MAX_OF_AGENT = 60;
const MAX_OF_SESSION = 30;
/** Whoever is refused. */
const NOBODY = { agentId: '', sessionId: '', endsAt: 0 };
/** When to ask whether a tab was closed meanwhile. */
const CROWDED_MS = 30_000;

const PEER = Symbol('peer');
type PeerSocket = WebSocket & { [PEER]: AnyPeer };

declare module 'fastify' {
  interface FastifyRequest {
    /** Who opens an agent's socket, or why that could not be told. */
    opener: Awaited<ReturnType<typeof agentOfRequest>> | AppError;
  }
}

/**
 * Adds `/v1/visitor` and `/v1/agent`, the same over HTTP, and everything that lives by them: the WebSocket plugin, the
 * beat, and sending everybody away when the app closes. `main` may call `context.hub.drain()` before, to spread that over seconds.
 */
export function registerSockets(app: FastifyInstance, context: Context): void {
  const { hub, staff, rates, now, log } = context;

  app.register(websocket, {
    options: WS_OPTIONS,
    errorHandler: error => log.debug({ err: error }, 'a socket broke'),
    preClose: async () => {
      // From here on Fastify answers everything with 503. Node ends the connection of a plain request after that; of an
      // upgrade nobody would, and the server would wait for it.
      app.server.removeAllListeners('upgrade');
      await hub.drain(0);
      app.websocketServer.close();
    },
  });
  // Routes must come after the plugin has loaded, hence the scope.
  app.register(async scope => {
    scope.decorateRequest('opener');
    scope.addHook('preValidation', letGo);
    scope.get('/v1/visitor', { websocket: true }, (socket, request) => attach(socket, visitorOn(socket, request)));
    const agentSocket = { websocket: true, onRequest: refuseForeignSocket, preValidation: identifyOpener } as const;
    scope.get('/v1/agent', agentSocket, (socket, request) => {
      const peer = agentOn(socket, request);
      if (peer) attach(socket, peer);
    });
    streamRoutes(scope, context, { identifyOpener, visitorOn, agentOn, begin, end }, links);
  });

  const links = createHttpLinks(context, (peer, frame) => receive(peer, frame, false));
  let stopBeat: (() => void) | null = null;
  app.addHook('onReady', async () => {
    await staff.reload();
    if (context.feed) await followFeed(context, context.feed, links);
    stopBeat = startBeat(context);
  });
  app.addHook('onClose', async () => stopBeat?.());

  /**
   * Before the upgrade, so that the page goes on over HTTP (SPEC W7, HT2): Chromium says of no WebSocket whether its page is
   * ours. Behind a proxy that writes into Host, our own page is known there.
   */
  async function refuseForeignSocket(request: FastifyRequest): Promise<void> {
    if (request.ws && !isOwnPage(context.config, request)) throw new AppError('ORIGIN_REFUSED');
  }

  /**
   * Before the upgrade, because frames that come while the store is asked would be lost after it. A refusal follows the
   * upgrade all the same: a browser shows its page neither status nor body of an upgrade that failed.
   */
  async function identifyOpener(request: FastifyRequest): Promise<void> {
    if (!isOwnPage(context.config, request)) {
      request.opener = new AppError('ORIGIN_REFUSED');
      return;
    }
    try {
      request.opener = await agentOfRequest(context, request);
    } catch (error) {
      request.opener = error instanceof AppError ? error : new AppError('INTERNAL', undefined, { cause: error });
    }
  }

  function visitorOn(carrier: Carrier, request: FastifyRequest): VisitorPeer {
    const { origin, 'user-agent': userAgent = '' } = request.headers;
    const arrival = { origin, ownOrigin: ownOrigin(context.config, request), userAgent };
    return new VisitorPeer(carrier, request.raw.socket, addressOf(request), now(), arrival);
  }

  /** Null: whoever opened it was told why it is refused. */
  function agentOn(carrier: Carrier, request: FastifyRequest): AgentPeer | null {
    const opener = request.opener ?? new AppError('SIGN_IN_REQUIRED');
    if (!(opener instanceof AppError)) {
      const { agent, session } = opener;
      const who = { agentId: agent.id, sessionId: session.id, endsAt: lastMoment(session) };
      return new AgentPeer(carrier, request.raw.socket, addressOf(request), now(), who);
    }
    if (opener.status >= 500) log.error({ err: opener.cause ?? opener }, 'a session could not be read');
    const peer = new AgentPeer(carrier, request.raw.socket, '', now(), NOBODY);
    peer.tell({ type: 'error', code: opener.code });
    peer.close(CLOSES[opener.code] ?? 'TRY_LATER');
    return null;
  }

  /** @returns false when it was sent away */
  function begin(peer: AnyPeer): boolean {
    const away = hub.isDraining ? 'RESTART' : isCrowded(peer) ? 'TRY_LATER' : null;
    if (away === 'TRY_LATER') peer.tell({ type: 'error', code: 'RATE_LIMITED', retryAfterMs: CROWDED_MS });
    if (away) peer.close(away);
    else hub.add(peer);
    return away === null;
  }

  /** Whether there are as many sockets of its kind as there may be (SPEC R4, R6). */
  function isCrowded(peer: AnyPeer): boolean {
    if (peer.kind === 'agent')
      return hub.countOfAgent(peer.agentId) >= MAX_OF_AGENT || hub.countOfSession(peer.sessionId) >= MAX_OF_SESSION;
    // Addresses within a network are proxies, or people of the house: who knows how many they are.
    return isPublicAddress(peer.address) && hub.countAt(peer.address) >= MAX_AT_ADDRESS;
  }

  function attach(socket: WebSocket, peer: AnyPeer): void {
    if (!begin(peer)) return;
    // One set of listeners serves all sockets, and the plugin's own, which holds request and reply, makes room.
    (socket as PeerSocket)[PEER] = peer;
    socket.removeAllListeners('error');
    socket.on('error', onError).on('message', onMessage).on('close', onClose);
  }

  function onMessage(this: WebSocket, data: Buffer, isBinary: boolean): void {
    receive((this as PeerSocket)[PEER], data, isBinary);
  }

  function receive(peer: AnyPeer, data: Buffer, isBinary: boolean): void {
    peer.heardAt = now();
    if (peer.kind === 'visitor') {
      const frame = accept(peer, readVisitorFrame(data, isBinary));
      if (frame) peer.work(frame, answerVisitor);
    } else {
      const frame = accept(peer, readAgentFrame(data, isBinary));
      if (frame) peer.work(frame, answerAgent);
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
      await handleVisitorFrame(context, peer, frame);
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
    if (error.status >= 500 && code !== 'STOPPING')
      log.error({ err: error.cause ?? error }, 'a frame could not be handled');
    else log.debug({ code }, 'a frame was refused');
    if (code === 'STORE_UNAVAILABLE') context.storeWatch.doubt();
    peer.tellNow({ type: 'error', code, ref, fields, retryAfterMs, nextAt });
    if (code === 'HELLO_EXPECTED') peer.countBad(now());
    const closes = CLOSES[code] ?? (peer.isWelcome ? undefined : CLOSES_HELLO[code]);
    if (closes) peer.close(closes);
  }

  function onClose(this: WebSocket): void {
    end((this as PeerSocket)[PEER]);
  }

  function end(peer: AnyPeer): void {
    if (!hub.leave(peer)) return;
    // Colleagues and visitors hear that an agent went from the beat, when the grace is over.
    if (peer.kind === 'agent') staff.went(peer.agentId);
    else if (peer.conversationId) publishPresence(context, { id: peer.conversationId, siteId: peer.siteId }, false);
  }

  function onError(error: Error): void {
    // `ws` has closed the socket, with the fitting code, before it says so.
    log.debug({ err: error }, 'a socket broke');
  }
}

/** Empty for sockets that come from no network, as in tests. */
function addressOf(request: FastifyRequest): string {
  return request.ip ?? '';
}

/**
 * Takes the HTTP answer, which an upgrade never sends, off the connection: a socket of hours would keep it, the request
 * and all that hangs on them, 3 KB, and count as a request of hours when it closes.
 */
async function letGo(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (request.ws && reply.raw.socket) reply.raw.detachSocket(reply.raw.socket);
}
