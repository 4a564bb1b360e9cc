import { setImmediate as turn } from 'node:timers/promises';
import cookie from '@fastify/cookie';
import websocket from '@fastify/websocket';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import { LIMITS } from '../../protocol/wire/limits.ts';
import { AppError } from '../app-error.ts';
import { startBeat } from '../beat.ts';
import type { Context } from '../context.ts';
import { publishPresence } from '../features/conversations/news.ts';
import { agentOfRequest } from '../features/sessions/commands.ts';
import { mindRequests } from '../http/manners.ts';
import type { Metrics } from '../http/metrics.ts';
import { isOwnPage } from '../http/origins.ts';
import { followFeed } from '../other-servers.ts';
import { createArrivals } from './arrivals.ts';
import { createHttpLinks } from './http-links.ts';
import { createReceive } from './receive.ts';
import { type AnyPeer, streamRoutes } from './streams.ts';
import { createTurnstile } from './turnstile.ts';

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
  /** The hub knows them all. */
  clientTracking: false,
};

/**
 * Sockets opened in one turn of the event loop: some 10 ms. When thousands come back at once, whatever is said meanwhile
 * waits for no more of them (SPEC R7).
 */
const UPGRADES_A_TURN = 64;

const PEER = Symbol('peer');
type PeerSocket = WebSocket & { [PEER]: AnyPeer };

/**
 * Adds `/v1/visitor` and `/v1/agent`, the same over HTTP, and everything that lives by them: the WebSocket plugin, the
 * beat, and sending everybody away when the app closes. `main` may call `context.hub.drain()` before, to spread that over seconds.
 */
export function registerSockets(app: FastifyInstance, context: Context, metrics: Metrics): void {
  const { hub, staff, log } = context;
  const { visitorOn, agentOn, begin } = createArrivals(context);
  const receive = createReceive(context);

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
    mindRequests(scope, context, metrics);
    await scope.register(cookie);
    scope.decorateRequest('opener');
    const upgrades = createTurnstile(UPGRADES_A_TURN);
    scope.addHook('onRequest', async request => {
      if (request.ws) await upgrades(() => turn());
    });
    scope.addHook('preValidation', letGo);
    scope.get('/v1/visitor', { websocket: true }, (socket, request) =>
      attach(socket, visitorOn(socket, request.raw.socket, request)),
    );
    const agentSocket = { websocket: true, onRequest: refuseForeignSocket, preValidation: identifyOpener } as const;
    scope.get('/v1/agent', agentSocket, (socket, request) => {
      const peer = agentOn(socket, request.raw.socket, request);
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

  function onClose(this: WebSocket): void {
    end((this as PeerSocket)[PEER]);
  }

  function end(peer: AnyPeer): void {
    if (peer.kind === 'agent') context.onlookers.look(peer, null);
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

/**
 * Takes the HTTP answer, which an upgrade never sends, off the connection: a socket of hours would keep it, the request
 * and all that hangs on them, 3 KB, and count as a request of hours when it closes.
 */
async function letGo(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (request.ws && reply.raw.socket) reply.raw.detachSocket(reply.raw.socket);
}
