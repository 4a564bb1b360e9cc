import Fastify from 'fastify';
import { describe, expect, test } from 'vitest';
import type { AgentFrameInput } from '../../protocol/agent.ts';
import type { Agent } from '../../protocol/agents.ts';
import type { VisitorFrameInput } from '../../protocol/visitor.ts';
import { FRAME_RIGHTS, guard, type RouteRight } from '../../server/rights.ts';
import { agent, buildTestApp, type Desk, send, visitor } from '../helpers/app.ts';
import { ask, staffed } from '../helpers/http.ts';

interface Route {
  line: `${string} /${string}`;
  right: RouteRight | undefined;
  isOfVisitors: boolean;
}

/** Every address that the server describes, with what it says of who may use it. */
async function routesOf(desk: Desk): Promise<Route[]> {
  const { paths } = (await ask(desk, 'GET /docs/json')).json() as {
    paths: Record<`/${string}`, Record<string, { 'x-right'?: RouteRight; security?: object[] }>>;
  };
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      line: `${method.toUpperCase()} ${path.replace(/\{\w+\}/g, 'another') as `/${string}`}` as const,
      right: operation['x-right'],
      isOfVisitors: path.startsWith('/v1/sites/{key}/') || path.startsWith('/v1/files/{id}/'),
    })),
  );
}

const ROLES = ['reader', 'agent', 'owner'] as const;
/** Whom a right leaves out. */
const WITHOUT: Record<RouteRight, readonly Agent['role'][]> = {
  anybody: [],
  session: [],
  reader: [],
  agent: ['reader'],
  owner: ['reader', 'agent'],
};

describe('requests', () => {
  test('RI1 every address of agents says who may use it, and refuses everybody else before it looks at what came', async () => {
    const desk = await buildTestApp();
    const staff = new Map<Agent['role'], Awaited<ReturnType<typeof staffed>>>();
    for (const role of ROLES) staff.set(role, await staffed(desk, { role, email: `${role}@altan.example` }));
    const routes = await routesOf(desk);
    const open = routes.filter(each => each.right === undefined);
    // Theirs are judged by site, origin and token, a mail by its signature, a payment by the secret in its address; no other may be
    // without a right.
    expect(open.filter(each => !each.isOfVisitors).map(each => each.line)).toEqual([
      'POST /v1/booking-hook/paid/another/another',
      'POST /v1/mail/in/another',
    ]);
    const guarded = routes.filter(each => each.right !== undefined && each.right !== 'anybody');
    expect(guarded.length).toBeGreaterThan(35);
    for (const { line, right } of guarded) {
      const body = line.startsWith('GET') ? undefined : '{"what": "is this';
      const headers: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
      const stranger = await ask(desk, line, { body, headers });
      expect([line, stranger.statusCode, stranger.json().code]).toEqual([line, 401, 'SIGN_IN_REQUIRED']);
      for (const role of WITHOUT[right!]) {
        const answer = await staff.get(role)!.ask(line, { body, headers });
        expect([line, role, answer.statusCode, answer.json().code]).toEqual([line, role, 403, 'FORBIDDEN']);
      }
    }
  });

  test('RI1 a route that does not say who may use it stops the start', async () => {
    const { context } = await buildTestApp();
    const app = Fastify();
    guard(app, context);
    expect(() => app.get('/v1/everything', async () => null)).toThrow('GET /v1/everything does not say who may use it');
  });
});

/** One of each command, about somebody's conversation and call. A new command does not compile without. */
const AGENT_FRAMES = (ids: { conversationId: string; callbackId: string; agentId: string }) =>
  ({
    ping: {},
    'views.watch': { view: 'all', site: null, conversationId: ids.conversationId },
    'conversation.resume': { conversationId: ids.conversationId, afterSeq: 0 },
    'history.get': { conversationId: ids.conversationId, beforeSeq: 10 },
    'message.send': { conversationId: ids.conversationId, text: 'Yes, we do' },
    'note.add': { conversationId: ids.conversationId, text: 'A kind one' },
    'conversation.claim': { conversationId: ids.conversationId },
    'conversation.assign': { conversationId: ids.conversationId, agentId: ids.agentId },
    'conversation.close': { conversationId: ids.conversationId },
    'conversation.reopen': { conversationId: ids.conversationId },
    'conversation.hold': { conversationId: ids.conversationId },
    'conversation.release': { conversationId: ids.conversationId },
    'conversation.snooze': { conversationId: ids.conversationId, until: null },
    'conversation.wake': { conversationId: ids.conversationId },
    'script.resume': { conversationId: ids.conversationId },
    'callback.ring': { callbackId: ids.callbackId },
    'conversation.tag': { conversationId: ids.conversationId, tag: 'delivery', isOn: true },
    'callback.resolve': { callbackId: ids.callbackId, outcome: 'reached', note: '' },
    'typing.set': { conversationId: ids.conversationId, isTyping: true },
    'read.set': { conversationId: ids.conversationId, seq: 1 },
    'mentions.read': { conversationId: ids.conversationId },
    'presence.set': { isAway: true },
  }) satisfies Record<Exclude<AgentFrameInput['type'], 'hello'>, object>;

const VISITOR_FRAMES = (ids: { callbackId: string; startAt: number }) =>
  ({
    ping: {},
    'message.send': { text: 'Mine' },
    'callback.request': { phone: '+97699112244' },
    'form.send': { fields: {}, message: 'Mine' },
    'contact.send': { name: 'B', email: 'b@b.example', message: 'Mine' },
    'callback.change': { callbackId: ids.callbackId, startAt: null },
    'rating.send': { askSeq: 1, score: 1 },
    'typing.set': { isTyping: true },
    'read.set': { seq: 1 },
    'conversation.resume': { afterSeq: 0 },
    'history.get': { beforeSeq: 10 },
    'visitor.identify': { name: 'B' },
    'visitor.track': { url: 'https://altan.example/b', title: 'B' },
  }) satisfies Record<Exclude<VisitorFrameInput['type'], 'hello'>, object>;

/** A visitor who has written and waits for a call. */
async function somebody(desk: Desk) {
  const guest = await visitor(desk);
  await send(guest, 'Do you deliver on Sunday?');
  await guest.ask({ type: 'callback.request', phone: '+97699112233', name: 'Anu', topic: '' });
  const [conversation] = (await desk.store.views.page({ view: 'all', agentId: '', limit: 10 })).items;
  const [queued] = (await desk.store.callbacks.queue({ limit: 10 })).items;
  return { guest, conversationId: conversation!.id, callbackId: queued!.callback.id };
}

describe('frames', () => {
  test('RI2 who only reads is refused every command that acts, and nothing of it is kept', async () => {
    const desk = await buildTestApp();
    const { conversationId, callbackId } = await somebody(desk);
    const reader = await agent(desk, { role: 'reader' });
    const before = await desk.store.conversations.find(conversationId);
    const frames = AGENT_FRAMES({ conversationId, callbackId, agentId: reader.agent.id });
    for (const [type, fields] of Object.entries(frames)) {
      const right = FRAME_RIGHTS[type as keyof typeof FRAME_RIGHTS];
      const answer = await reader.ask({ type, ...fields } as Parameters<typeof reader.ask>[0]);
      const code = answer.type === 'error' ? answer.code : null;
      expect([type, code]).toEqual([type, right === 'agent' ? 'FORBIDDEN' : null]);
    }
    expect(await desk.store.conversations.find(conversationId)).toEqual(before);
  });

  test('P2 no command of a visitor reaches what another one said or asked for', async () => {
    const desk = await buildTestApp();
    const { conversationId, callbackId } = await somebody(desk);
    const before = await desk.store.conversations.find(conversationId);
    const other = await visitor(desk);
    const heard: string[] = [];
    const frames = VISITOR_FRAMES({ callbackId, startAt: desk.context.now() });
    for (const [type, fields] of Object.entries(frames)) {
      heard.push(JSON.stringify(await other.ask({ type, ...fields } as Parameters<typeof other.ask>[0])));
    }
    expect(heard.join('\n')).not.toMatch(/Sunday|Anu|99112233/);
    expect(heard.filter(each => each.includes('"error"')).length).toBeGreaterThan(0);
    expect(await desk.store.conversations.find(conversationId)).toEqual(before);
    const [queued] = (await desk.store.callbacks.queue({ limit: 10 })).items;
    expect(queued!.callback).toMatchObject({ id: callbackId, status: 'pending' });
  });

  test('RI3 a role that changes ends the links of then, and holds from the next command on', async () => {
    const desk = await buildTestApp();
    const owner = await staffed(desk, { role: 'owner' });
    const { conversationId } = await somebody(desk);
    const bold = await agent(desk, { email: 'bold@altan.example' });
    const change = { body: { role: 'reader' } };
    expect((await owner.ask(`PATCH /v1/agents/${bold.agent.id}`, change)).json()).toMatchObject({ role: 'reader' });
    expect(await bold.closed).toBe(1012);
    const again = await agent(desk, bold);
    const answer = await again.ask({ type: 'message.send', conversationId, text: 'Still here' });
    expect(answer).toMatchObject({ type: 'error', code: 'FORBIDDEN' });
  });

  test('RI3 a role that another server changed ends the links, also where the agents are read anew for another reason', async () => {
    const desk = await buildTestApp();
    const bold = await agent(desk, { email: 'bold@altan.example' });
    await desk.store.agents.update(bold.agent.id, { role: 'reader' });
    // Somebody of whom this server has not heard.
    await agent(desk, { email: 'sarnai@altan.example' });
    expect(await bold.closed).toBe(1012);
  });

  test('RI2 who only reads is given nothing, and makes nobody available', async () => {
    const desk = await buildTestApp();
    const reader = await agent(desk, { role: 'reader' });
    const colleague = await agent(desk, { email: 'bold@altan.example', capacity: 0 });
    const { conversationId } = await somebody(desk);
    await desk.context.routing.settled();
    expect((await desk.store.conversations.find(conversationId))!.assigneeId).toBe(null);
    const answer = await colleague.ask({ type: 'conversation.assign', conversationId, agentId: reader.agent.id });
    expect(answer).toMatchObject({ type: 'error', code: 'FIELD_INVALID' });
    expect(desk.context.staff.here().map(each => each.id)).toEqual([colleague.agent.id]);
  });
});
