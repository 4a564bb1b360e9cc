import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LIMITS } from '../../protocol/wire/limits.ts';
import type { Context } from '../context.ts';
import { refuseForeignPage, sessionCookie } from '../features/sessions/commands.ts';
import { ownOrigin, pageOrigin } from '../http/origins.ts';
import { hashToken } from '../tokens.ts';
import { EventStream } from './event-stream.ts';
import type { HttpLinks } from './http-links.ts';
import type { AgentPeer, Carrier, Line, VisitorPeer } from './peer.ts';

export type AnyPeer = VisitorPeer | AgentPeer;

/** What sockets.ts does with a client, whatever carries its frames: so all rules of the wire hold here too. */
export interface LinkEnds {
  identifyOpener(request: FastifyRequest): Promise<void>;
  visitorOn(carrier: Carrier, line: Line, request: FastifyRequest): VisitorPeer;
  agentOn(carrier: Carrier, line: Line, request: FastifyRequest): AgentPeer | null;
  /** @returns false when it was sent away */
  begin(peer: AnyPeer): boolean;
  end(peer: AnyPeer): void;
}

/** Of one request up, as of one WebSocket frame: beyond it nothing is read (SPEC W5). */
const BODY_BYTES = 4 * LIMITS.frameBytes;

/**
 * The wire where WebSockets do not get through: `GET …/stream` stays open and brings news, `POST …/stream/:link` takes
 * commands (SPEC HT1..HT4).
 *
 * The id of a link is in addresses, and so in the logs of proxies. Whoever reads it there in time may say frames as its
 * visitor or agent for as long as the link lives, and hears nothing of the answers; for an agent they need the session's
 * cookie as well, and a page needs the origin that opened it. It has 192 random bits, and dies with its stream.
 */
export function streamRoutes(app: FastifyInstance, context: Context, ends: LinkEnds, links: HttpLinks): void {
  app.register(async scope => {
    scope.addContentTypeParser('text/plain', { parseAs: 'string', bodyLimit: BODY_BYTES }, (_request, body, done) =>
      done(null, body),
    );
    scope.addHook('onRequest', async (_request, reply) => void reply.header('cache-control', 'no-store, no-transform'));

    // Any page may open a stream and read it, as any may open a WebSocket: hello then asks who may speak (SPEC W7).
    const forAnyPage = async (_request: FastifyRequest, reply: FastifyReply) =>
      void reply.header('access-control-allow-origin', '*');
    scope.get('/v1/visitor/stream', { onRequest: forAnyPage }, async (request, reply) => {
      const stream = open(reply);
      carry(stream, ends.visitorOn(stream, stream, request), reply, visitorOwner(request));
    });
    const ofVisitor = { onRequest: [forAnyPage, admit(visitorOwner)], bodyLimit: BODY_BYTES };
    scope.post('/v1/visitor/stream/:link', ofVisitor, (request, reply) => take(request, reply, visitorOwner(request)));

    // A page of another origin may open one and can not read it: it learns no link, and nobody says hello.
    scope.get('/v1/agent/stream', { preValidation: ends.identifyOpener }, async (request, reply) => {
      const stream = open(reply);
      const peer = ends.agentOn(stream, stream, request);
      if (peer) carry(stream, peer, reply, agentOwner(request));
    });
    const forOwnPages = async (request: FastifyRequest) => refuseForeignPage(context, request);
    const ofAgent = { onRequest: [forOwnPages, admit(agentOwner)], bodyLimit: BODY_BYTES };
    scope.post('/v1/agent/stream/:link', ofAgent, (request, reply) => take(request, reply, agentOwner(request)));
  });

  /**
   * The page that opened the link; nothing for our own ones and for a client that is no browser. A browser names no origin
   * when a page opens a stream of its own server, and names it with each frame: both are ours.
   */
  function pageOf(request: FastifyRequest): string {
    const page = pageOrigin(request) ?? '';
    return page === ownOrigin(context.config, request) ? '' : page;
  }

  /** Of which kind a link is stands in whose it is: what one door lets in has no business behind the other. */
  const visitorOwner = (request: FastifyRequest) => `visitor ${pageOf(request)}`;
  const agentOwner = (request: FastifyRequest) => `agent ${sessionOf(request)}`;

  function carry(stream: EventStream, peer: AnyPeer, reply: FastifyReply, owner: string): void {
    if (!ends.begin(peer)) return;
    const id = links.add({ stream, peer, owner });
    reply.raw.on('close', () => {
      links.delete(id);
      // Whoever waits to be let on waits for nobody.
      stream.terminate();
      stream.resume();
      ends.end(peer);
    });
    stream.say('link', id);
  }

  /** Before a body is read: who has no such link sends 256 KiB to nobody (SPEC HT6). */
  function admit(ownerOf: (request: FastifyRequest) => string) {
    return (request: FastifyRequest) => links.admit({ id: linkOf(request), owner: ownerOf(request) });
  }

  async function take(request: FastifyRequest, reply: FastifyReply, owner: string): Promise<void> {
    await links.take({ id: linkOf(request), owner, frames: (request.body as string | undefined) ?? '' });
    reply.code(204);
  }
}

function open(reply: FastifyReply): EventStream {
  // Not collected and not compressed on the way, or news would wait for more of it. The second is nginx's word for that.
  reply.header('content-type', 'text/event-stream').header('x-accel-buffering', 'no');
  // It ends with the link: kept for another request, it would keep a server that stops waiting.
  reply.header('connection', 'close');
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(name, value!);
  reply.raw.flushHeaders();
  return new EventStream(reply.raw);
}

function linkOf({ params }: FastifyRequest): string {
  return (params as { link: string }).link;
}

/** The session that opened the link. One that ends takes its links along, so nobody has to ask the store again. */
function sessionOf(request: FastifyRequest): string {
  return hashToken(sessionCookie(request)?.token ?? '');
}
