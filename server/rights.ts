/**
 * Who may do what: one order of roles, one table for frames, one function that refuses (SPEC RI1). Requests come by
 * `guard`, frames by `refuseWithout`; a route or a frame that does not say its right can not be added. A key of another
 * program opens only routes that name a scope of it (SPEC KY2).
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AgentFrame } from '../protocol/agent.ts';
import type { Agent } from '../protocol/agents.ts';
import type { Scope } from '../protocol/scopes.ts';
import { AppError } from './app-error.ts';
import type { Context } from './context.ts';
import { type Actor, actorOf, actorOfKey } from './features/audit/commands.ts';
import { keyOfRequest } from './features/keys/commands.ts';
import type { KeyRecord } from './features/keys/store.ts';
import { agentOfRequest, refuseForeignPage, sessionOfRequest } from './features/sessions/commands.ts';
import type { SignedIn } from './features/sessions/store.ts';

/** What a signed-in person needs, each with all that come before it: to read; to act; to set rules for everybody. */
export type Right = Agent['role'];

/**
 * What a route needs. `anybody`: no session. `session`: also before a second factor is set up, which is only for that and
 * for the way out.
 */
export type RouteRight = Right | 'anybody' | 'session';

declare module 'fastify' {
  interface FastifyContextConfig {
    rights?: RouteRight;
    /** Left out: no key of an integration opens it. */
    scope?: Scope;
  }
  interface FastifyRequest {
    /** Who asks; null where anybody may, and where a program asks. */
    signedIn: SignedIn | null;
    /** By which a program asks; null: it is somebody who is signed in. */
    key: KeyRecord | null;
  }
}

const RANK: Record<Right, number> = { reader: 1, agent: 2, owner: 3 };

/** What each command of an agent's page needs. Who may say hello, the session has decided. */
export const FRAME_RIGHTS: Record<Exclude<AgentFrame['type'], 'hello'>, Right> = {
  ping: 'reader',
  'views.watch': 'reader',
  'mentions.read': 'reader',
  'conversation.resume': 'reader',
  'history.get': 'reader',
  'message.send': 'agent',
  'note.add': 'agent',
  'conversation.claim': 'agent',
  'conversation.assign': 'agent',
  'conversation.close': 'agent',
  'conversation.reopen': 'agent',
  'conversation.hold': 'agent',
  'conversation.release': 'agent',
  'conversation.tag': 'agent',
  'conversation.snooze': 'agent',
  'conversation.wake': 'agent',
  'script.resume': 'agent',
  'callback.resolve': 'agent',
  'callback.ring': 'agent',
  'typing.set': 'agent',
  'read.set': 'agent',
  'presence.set': 'agent',
};

/** Whether somebody of this role has the right. */
export function hasRight({ role }: Pick<Agent, 'role'>, right: Right): boolean {
  return RANK[role] >= RANK[right];
}

/** @throws AppError FORBIDDEN */
export function refuseWithout(right: Right, agent: Pick<Agent, 'role'>): void {
  if (hasRight(agent, right)) return;
  throw new AppError('FORBIDDEN', `This needs the role ${right}, and you have the role ${agent.role}; ask an owner.`);
}

/**
 * Lets nobody into a scope's routes without the right that each names in its `config`.
 * @throws Error at start for a route that names none
 */
export function guard(scope: FastifyInstance, context: Context): void {
  scope.decorateRequest('signedIn', null);
  scope.decorateRequest('key', null);
  scope.addHook('onRoute', ({ method, url, config }) => {
    if (!config?.rights) throw new Error(`${method} ${url} does not say who may use it; give its config "rights"`);
  });
  scope.addHook('onRequest', async request => {
    const { rights, scope: wanted } = request.routeOptions.config;
    // No page sends a key by itself, as it sends a cookie: whoever brings one is no page that somebody was lured to.
    request.key = await keyOfRequest(context, request, wanted);
    if (request.key) return;
    refuseForeignPage(context, request);
    request.signedIn = await admit(context, request, rights!);
  });
}

/** @throws AppError SIGN_IN_REQUIRED, FACTOR_REQUIRED, FORBIDDEN */
async function admit(context: Context, request: FastifyRequest, right: RouteRight): Promise<SignedIn | null> {
  if (right === 'anybody') return null;
  const signedIn = await (right === 'session' ? sessionOfRequest : agentOfRequest)(context, request);
  if (!signedIn) throw new AppError('SIGN_IN_REQUIRED');
  if (right !== 'session') refuseWithout(right, signedIn.agent);
  return signedIn;
}

/** Who asks, in a route that somebody must be signed in for. */
export function signedInOf({ signedIn }: FastifyRequest): SignedIn {
  if (!signedIn) throw new Error('only a route that needs a session has somebody signed in');
  return signedIn;
}

/** Whoever asks: what they see, and as whom what they do is written down. */
export interface Asker {
  by: Pick<Agent, 'role' | 'siteIds'>;
  actor: Actor;
}

/** Of routes with a scope: an agent, with the rights of now, or a program, which sees what every agent of all sites does. */
export function askerOf(request: FastifyRequest): Asker {
  const { key } = request;
  if (key) return { by: { role: 'agent', siteIds: null }, actor: actorOfKey(request, key) };
  const signedIn = signedInOf(request);
  return { by: signedIn.agent, actor: actorOf(request, signedIn) };
}
