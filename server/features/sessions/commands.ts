/** Who is signed in, how that begins and ends, and which pages may ask for changes. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Session } from '../../../protocol/sessions.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { isOwnPage, originOf, ownOrigin, proxyAdvice } from '../../http/origins.ts';
import { publicPath } from '../../http/paths.ts';
import { verifyPassword } from '../../passwords.ts';
import { hashToken, newToken } from '../../tokens.ts';
import type { AgentRecord } from '../agents/store.ts';
import type { SessionStore, SignedIn } from './store.ts';

/** What a new owner meets first, and no crowd asks for. */
const SIGNING_IN = ['/v1/sessions', '/v1/invitations/peek', '/v1/invitations/accept'];

export const SESSION_COOKIE = 'deskbell_session';
/** A session ends after 30 days without use. */
export const SESSION_MS = 30 * 24 * 3_600_000;
const USER_AGENT_CHARS = 500;

/** Who asks, by the session cookie; null when nobody is signed in. Works for HTTP requests and socket upgrades. */
export async function agentOfRequest(
  context: Pick<Context, 'store' | 'now'>,
  request: Pick<FastifyRequest, 'cookies'>,
): Promise<SignedIn | null> {
  const token = request.cookies[SESSION_COOKIE];
  return token ? context.store.sessions.byToken(hashToken(token), context.now()) : null;
}

/** @throws AppError SIGN_IN_REQUIRED */
export async function requireAgent(
  context: Pick<Context, 'store' | 'now'>,
  request: FastifyRequest,
): Promise<SignedIn> {
  const signedIn = await agentOfRequest(context, request);
  if (!signedIn) throw new AppError('SIGN_IN_REQUIRED');
  return signedIn;
}

/** @throws AppError SIGN_IN_REQUIRED, FORBIDDEN */
export async function requireOwner(
  context: Pick<Context, 'store' | 'now'>,
  request: FastifyRequest,
): Promise<SignedIn> {
  const signedIn = await requireAgent(context, request);
  if (signedIn.agent.role !== 'owner') throw new AppError('FORBIDDEN');
  return signedIn;
}

/** Who signs in with these. @throws AppError SIGN_IN_FAILED */
export async function agentBehind(
  { store }: Pick<Context, 'store'>,
  { email, password }: { email: string; password: string },
): Promise<AgentRecord> {
  const known = (await store.agents.all()).find(each => each.email === email && !each.isDisabled);
  // Also where nobody has the address, so that the time it takes tells nothing.
  const isRight = await verifyPassword(password, known?.passwordHash ?? null);
  if (!known || !isRight) throw new AppError('SIGN_IN_FAILED');
  return known;
}

/** Begins a session and puts its cookie on the reply. Only the token's hash is kept. */
export async function startSession(
  context: Context,
  agent: AgentRecord,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<SignedIn> {
  const at = context.now();
  const token = newToken();
  const session: Session = {
    id: context.newId(),
    agentId: agent.id,
    userAgent: (request.headers['user-agent'] ?? '').slice(0, USER_AGENT_CHARS),
    createdAt: at,
    seenAt: at,
    expiresAt: at + SESSION_MS,
  };
  await context.store.sessions.create({ ...session, tokenHash: hashToken(token) });
  setSessionCookie(context, request, reply, token);
  return { session, agent };
}

/** Ends one session of an agent, or all but one, and closes what is connected by them. False: there was none. */
export async function endSessions(
  { store, hub }: Pick<Context, 'store' | 'hub'>,
  agentId: string,
  which: Parameters<SessionStore['end']>[1],
): Promise<boolean> {
  const ended = await store.sessions.end(agentId, which);
  hub.closeSessions(ended);
  return ended.length > 0;
}

/** Lets the browser keep the cookie for another 30 days, as the store does with the session. */
export function renewSessionCookie(context: Context, request: FastifyRequest, reply: FastifyReply): void {
  const token = request.cookies[SESSION_COOKIE];
  if (token) setSessionCookie(context, request, reply, token);
}

export function clearSessionCookie(context: Pick<Context, 'config'>, reply: FastifyReply): void {
  reply.clearCookie(SESSION_COOKIE, { path: cookiePath(context) });
}

/** Below our own path only: what else is on that host has no business with it. */
function cookiePath({ config }: Pick<Context, 'config'>): string {
  return publicPath(config) || '/';
}

function setSessionCookie(context: Context, request: FastifyRequest, reply: FastifyReply, token: string): void {
  reply.setCookie(SESSION_COOKIE, token, {
    path: cookiePath(context),
    httpOnly: true,
    sameSite: 'strict',
    // A page on plain http could not keep a Secure cookie, and signing in would seem to do nothing.
    secure: ownOrigin(context.config, request).startsWith('https:'),
    maxAge: SESSION_MS / 1000,
  });
}

/**
 * Refuses a change that a foreign page may have asked for (CSRF), besides SameSite=Strict. A client that is no browser has
 * the cookie only because somebody gave it one.
 * @throws AppError ORIGIN_REFUSED, which says what a proxy in between may lack
 */
export function refuseForeignPage({ config, log }: Pick<Context, 'config' | 'log'>, request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  if (isOwnPage(config, request)) return;
  const { origin, 'sec-fetch-site': distance } = request.headers;
  const refusal = `Changes are taken from pages at ${ownOrigin(config, request)} only, got one from ${origin ?? distance}.`;
  // A browser that calls the page foreign knows better than to be the fault of a proxy.
  const isProxy = distance === undefined && originOf(origin) !== null;
  const sentence = isProxy ? `${refusal} ${proxyAdvice(origin!)}` : refusal;
  if (isProxy && SIGNING_IN.includes(request.routeOptions.url ?? '')) log.warn(sentence);
  throw new AppError('ORIGIN_REFUSED', sentence);
}
