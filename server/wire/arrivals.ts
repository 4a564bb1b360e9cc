import type { FastifyRequest } from 'fastify';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import type { agentOfRequest } from '../features/sessions/commands.ts';
import { lastMoment } from '../features/sessions/rules.ts';
import { plainAddress } from '../http/addresses.ts';
import { ownOrigin } from '../http/origins.ts';
import { isPublicAddress } from '../outbox/addresses.ts';
import { AgentPeer, type Carrier, type Line, VisitorPeer } from './peer.ts';
import { CLOSES } from './receive.ts';
import type { AnyPeer } from './streams.ts';

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

declare module 'fastify' {
  interface FastifyRequest {
    /** Who opens an agent's socket, or why that could not be told. */
    opener: Awaited<ReturnType<typeof agentOfRequest>> | AppError;
  }
}

export type Arrivals = ReturnType<typeof createArrivals>;

/** Makes who comes by a carrier known, or sends them away. */
export function createArrivals({ config, hub, now, log }: Context) {
  function visitorOn(carrier: Carrier, line: Line, request: FastifyRequest): VisitorPeer {
    const { origin, 'user-agent': userAgent = '' } = request.headers;
    const arrival = { origin, ownOrigin: ownOrigin(config, request), userAgent };
    return new VisitorPeer(carrier, line, addressOf(request), now(), arrival);
  }

  /** Null: whoever opened it was told why it is refused. */
  function agentOn(carrier: Carrier, line: Line, request: FastifyRequest): AgentPeer | null {
    const opener = request.opener ?? new AppError('SIGN_IN_REQUIRED');
    if (!(opener instanceof AppError)) {
      const { agent, session } = opener;
      const who = { agentId: agent.id, sessionId: session.id, endsAt: lastMoment(session) };
      return new AgentPeer(carrier, line, addressOf(request), now(), who);
    }
    if (opener.status >= 500) log.error({ err: opener.cause ?? opener }, 'a session could not be read');
    const peer = new AgentPeer(carrier, line, '', now(), NOBODY);
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
    return isPublicAddress(plainAddress(peer.address)) && hub.countAt(peer.address) >= MAX_AT_ADDRESS;
  }

  return { visitorOn, agentOn, begin };
}

/** Empty for sockets that come from no network, as in tests. */
function addressOf(request: FastifyRequest): string {
  return request.ip ?? '';
}
