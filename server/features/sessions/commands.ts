/** Who is signed in, how that begins and ends, and which pages may ask for changes. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Session, signIn } from '../../../protocol/sessions.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { shortAddress } from '../../http/addresses.ts';
import { isOwnPage, originOf, ownOrigin, proxyAdvice } from '../../http/origins.ts';
import { publicPath } from '../../http/paths.ts';
import { verifyPassword } from '../../passwords.ts';
import { hashToken, newToken } from '../../tokens.ts';
import type { AgentRecord } from '../agents/store.ts';
import { type Act, type Actor, actorOf, audit, auditRow, strangerOf } from '../audit/commands.ts';
import { proofOf } from '../factors/commands.ts';
import type { FactorProof } from '../factors/store.ts';
import { SESSION_MS, surplusSessions } from './rules.ts';
import type { SessionStore, SignedIn } from './store.ts';

/** What a new owner meets first, and no crowd asks for. */
const SIGNING_IN = ['/v1/sessions', '/v1/invitations/peek', '/v1/invitations/accept'];

/**
 * The cookie's name on plain http. On https it has a prefix that browsers hold to (RFC 6265bis section 4.1.3): it is Secure,
 * and of this host alone. So the name says how the cookie was set, also to a request that does not say how it came here.
 */
export const SESSION_COOKIE = 'deskbell_agent';
const HOST_COOKIE = `__Host-${SESSION_COOKIE}`;
/** Below a path of a host that has other things too: `__Host-` is for whole hosts. */
const PATH_COOKIE = `__Secure-${SESSION_COOKIE}`;
/** The best kept one first. */
const COOKIES = [HOST_COOKIE, PATH_COOKIE, SESSION_COOKIE] as const;
type CookieName = (typeof COOKIES)[number];
const USER_AGENT_CHARS = 500;

/** What tells who asks. */
type Asked = Pick<Context, 'store' | 'now' | 'factorPolicy'>;

/**
 * Who asks, by the session cookie; null when nobody is signed in. Works for HTTP requests and socket upgrades.
 * @throws AppError FACTOR_REQUIRED where everybody needs a second factor and this agent has none (SPEC FA5)
 */
export async function agentOfRequest(
  context: Asked,
  request: Pick<FastifyRequest, 'cookies'>,
): Promise<SignedIn | null> {
  const signedIn = await sessionOfRequest(context, request);
  if (signedIn?.agent.factor === null && (await context.factorPolicy.isRequired())) {
    throw new AppError('FACTOR_REQUIRED');
  }
  return signedIn;
}

/** The same, also before a second factor is set up. */
export async function sessionOfRequest(
  { store, now }: Pick<Context, 'store' | 'now'>,
  request: Pick<FastifyRequest, 'cookies'>,
): Promise<SignedIn | null> {
  const cookie = sessionCookie(request);
  return cookie ? store.sessions.byToken(hashToken(cookie.token), now()) : null;
}

/** The session's token as the browser keeps it, and under which name; null: it has none. */
export function sessionCookie({
  cookies,
}: Pick<FastifyRequest, 'cookies'>): { name: CookieName; token: string } | null {
  const name = COOKIES.find(each => cookies[each]);
  return name ? { name, token: cookies[name]! } : null;
}

/**
 * Who signs in with these. A refusal is written down. Of the second factor nobody hears before the password is right.
 * @throws AppError SIGN_IN_FAILED, CODE_REQUIRED, CODE_WRONG, RATE_LIMITED
 */
export async function agentBehind(
  context: Context,
  { email, password, code }: z.infer<typeof signIn>,
  request: FastifyRequest,
): Promise<{ agent: AgentRecord; proof?: FactorProof }> {
  const { store, guesses } = context;
  const { ip } = request;
  guesses.begin(email, ip);
  const known = (await store.agents.all()).find(each => each.email === email && !each.isDisabled);
  // Also where nobody has the address, so that the time it takes tells nothing.
  const isRight = await verifyPassword(password, known?.passwordHash ?? null);
  if (!known || !isRight) {
    await noteRefusal(context, request, known?.id ?? null);
    throw new AppError('SIGN_IN_FAILED');
  }
  guesses.right(email, ip);
  if (!known.factor) {
    guesses.entered(email, ip);
    return { agent: known };
  }
  if (code === undefined) throw new AppError('CODE_REQUIRED');
  guesses.beginCode(email, ip);
  try {
    const proof = proofOf(context, known, code);
    guesses.rightCode(email, ip);
    guesses.entered(email, ip);
    return { agent: known, proof };
  } catch (refusal) {
    await noteRefusal(context, request, known.id);
    throw refusal;
  }
}

/** A flood of them is written down in part: the log is to be read, and its disk has an end. */
async function noteRefusal(context: Context, request: FastifyRequest, agentId: string | null): Promise<void> {
  const { rates, log } = context;
  try {
    rates.spendOfAddress('refusalsNotedOfAddress', request.ip);
    rates.spend('refusalsNoted', 'all');
  } catch {
    log.debug('a refused sign-in was not written down: there are too many');
    return;
  }
  await audit(context, strangerOf(request), {
    what: 'session.refused',
    on: { kind: 'agent', id: agentId, text: '' },
  });
}

/**
 * Begins a session and puts its cookie on the reply. Only the token's hash is kept.
 * @param agent as they were when their password was checked
 * @param proof of their second factor, which is used up; left out: they have none
 * @throws AppError SIGN_IN_FAILED when they have another password by now, or are disabled, or the proof is used
 */
export async function startSession(
  context: Context,
  agent: AgentRecord,
  request: FastifyRequest,
  reply: FastifyReply,
  proof?: FactorProof,
): Promise<SignedIn> {
  const at = context.now();
  const token = newToken();
  const session: Session = {
    id: context.newId(),
    agentId: agent.id,
    userAgent: (request.headers['user-agent'] ?? '').slice(0, USER_AGENT_CHARS),
    address: shortAddress(request.ip),
    createdAt: at,
    seenAt: at,
    expiresAt: at + SESSION_MS,
  };
  const on = { kind: 'session', id: session.id, text: '' } as const;
  const what = proof?.kind === 'recovery' ? 'recovery.used' : 'session.begun';
  const row = auditRow(context, actorOf(request, { agent }), { what, on });
  const kept = { ...session, tokenHash: hashToken(token) };
  const hasBegun = await context.store.sessions.create(kept, agent.passwordHash, row, proof);
  if (!hasBegun) throw new AppError('SIGN_IN_FAILED');
  setSessionCookie(context, reply, { name: cookieName(context, request), token });
  await endSurplus(context, actorOf(request, { agent }), session);
  return { session, agent };
}

/** Of more browsers than may be signed in, those go that were used longest ago (SPEC ST14); never the one of now. */
async function endSurplus(context: Context, actor: Actor, { id, agentId }: Session): Promise<void> {
  const all = await context.store.sessions.all(agentId, context.now());
  for (const each of surplusSessions(all)) {
    if (each.id !== id) await endSessions(context, actor, agentId, { id: each.id }, 'session.ended');
  }
}

/** Ends one session of an agent, or all but one, and closes what is connected by them. False: there was none. */
export async function endSessions(
  context: Context,
  actor: Actor,
  agentId: string,
  which: Parameters<SessionStore['end']>[1],
  what: Extract<Act['what'], 'session.left' | 'session.ended' | 'sessions.ended'>,
): Promise<boolean> {
  const on = { kind: 'session', id: 'id' in which ? which.id : null, text: '' } as const;
  const ended = await context.store.sessions.end(agentId, which, auditRow(context, actor, { what, on }));
  context.hub.closeSessions(ended);
  return ended.length > 0;
}

/** Lets the browser keep the cookie for another 30 days, as the store does with the session. */
export function renewSessionCookie(context: Context, request: FastifyRequest, reply: FastifyReply): void {
  const cookie = sessionCookie(request);
  if (cookie) setSessionCookie(context, reply, cookie);
}

/** Takes every one away that came: an older one under another name would sign its agent in again. */
export function clearSessionCookie(
  context: Pick<Context, 'config'>,
  { cookies }: Pick<FastifyRequest, 'cookies'>,
  reply: FastifyReply,
): void {
  for (const name of COOKIES) if (cookies[name] !== undefined) reply.clearCookie(name, cookieFlags(context, name));
  // Nothing of ours is cached that is not for everybody, and pages of before could be shown again by "back". Not "storage":
  // what was typed and not sent waits there (SPEC W13), and the host may have things of others in it.
  reply.header('clear-site-data', '"cache"');
}

/** Decided when somebody signs in, which a page does and says where it is. Later requests of browsers say less. */
function cookieName({ config }: Pick<Context, 'config'>, request: FastifyRequest): CookieName {
  // A page on plain http could not keep a Secure cookie, and signing in would seem to do nothing.
  if (!ownOrigin(config, request).startsWith('https:')) return SESSION_COOKIE;
  return publicPath(config) === '' ? HOST_COOKIE : PATH_COOKIE;
}

function setSessionCookie(
  context: Pick<Context, 'config'>,
  reply: FastifyReply,
  { name, token }: { name: CookieName; token: string },
): void {
  reply.setCookie(name, token, { ...cookieFlags(context, name), maxAge: SESSION_MS / 1000 });
}

function cookieFlags({ config }: Pick<Context, 'config'>, name: CookieName) {
  return {
    // Below our own path only: what else is on that host has no business with it.
    path: name === HOST_COOKIE ? '/' : publicPath(config) || '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: name !== SESSION_COOKIE,
  } as const;
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
