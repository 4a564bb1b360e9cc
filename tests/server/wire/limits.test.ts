import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { CLOSE_CODES } from '../../../protocol/wire/errors.ts';
import { AGENT_VERSION } from '../../../protocol/wire/limits.ts';
import { beat } from '../../../server/beat.ts';
import { SESSION_COOKIE } from '../../../server/features/sessions/commands.ts';
import { SESSION_MS } from '../../../server/features/sessions/rules.ts';
import { hashToken, newToken } from '../../../server/tokens.ts';
import { agent, agentSocket, buildTestApp, type Desk, send, visitor, visitorSocket } from '../../helpers/app.ts';

const hello = { type: 'hello', version: 1, site: 'altan' } as const;

async function portOf({ app }: Desk): Promise<number> {
  if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' });
  return (app.server.address() as AddressInfo).port;
}

test('R4 one visitor has so many pages, and room again when one goes', async () => {
  const desk = await buildTestApp();
  const first = await visitor(desk);
  const pages = [first];
  while (pages.length < 30) pages.push(await visitor(desk, { token: first.token }));
  const late = await visitorSocket(desk);
  expect(await late.ask({ ...hello, token: first.token })).toMatchObject({
    code: 'RATE_LIMITED',
    retryAfterMs: expect.any(Number),
  });
  expect(await late.closed).toBe(CLOSE_CODES.TRY_LATER.code);
  expect((await pages[0]!.ask({ type: 'ping' })).type).toBe('pong');
  await pages.pop()!.leave();
  await expect.poll(() => desk.context.hub.countOf(first.visitorId)).toBe(29);
  expect((await visitor(desk, { token: first.token })).visitorId).toBe(first.visitorId);
});

test('R4 what one visitor sends counts over all of their sockets', async () => {
  const desk = await buildTestApp();
  const first = await visitor(desk);
  const pages = [first, await visitor(desk, { token: first.token }), await visitor(desk, { token: first.token })];
  const answers = await Promise.all(
    pages.flatMap(page => Array.from({ length: 50 }, () => page.ask({ type: 'typing.set', isTyping: false }))),
  );
  const refused = answers.filter(each => each.type === 'error');
  expect(refused.length).toBeGreaterThan(25);
  for (const each of refused) expect(each).toMatchObject({ code: 'RATE_LIMITED' });
  // Somebody else is not held back.
  expect((await (await visitor(desk)).ask({ type: 'ping' })).type).toBe('pong');
});

test('R4 a visitor who is called otherwise again and again is few news to agents, and the last one is true', async () => {
  const desk = await buildTestApp();
  const sarnai = await agent(desk, { capacity: 0 });
  const first = await visitor(desk);
  await send(first, 'Hello');
  const pages = [first, await visitor(desk, { token: first.token }), await visitor(desk, { token: first.token })];
  await sarnai.rest();
  const answers = [];
  for (let round = 0; round < 7; round++) {
    for (const [at, page] of pages.entries())
      answers.push(await page.ask({ type: 'visitor.identify', name: `Bat ${round} ${at}` }));
  }
  const taken = answers.filter(each => each.type === 'ack').length;
  expect([taken, answers.length - taken]).toEqual([10, 11]);
  const changes = () =>
    sarnai.rest().then(all => all.flatMap(news => (news.type === 'conversation.changed' ? [news.conversation] : [])));
  const told = await changes();
  await beat(desk.context);
  told.push(...(await changes()));
  expect(told.length).toBeLessThan(5);
  expect(told.at(-1)!.contact.name).toBe('Bat 3 0');
});

test('R4 an address on the internet has so many sockets; one within a network may be a proxy', async () => {
  const desk = await buildTestApp({ config: { trustProxy: ['127.0.0.1'] } });
  const url = `ws://127.0.0.1:${await portOf(desk)}/v1/visitor`;
  async function open(address: string): Promise<WebSocket> {
    const socket = new WebSocket(url, { headers: { 'x-forwarded-for': address } });
    onTestFinished(() => socket.terminate());
    await once(socket, 'open');
    return socket;
  }
  for (let count = 0; count < 500; count++) await open(`203.0.114.7`);
  const [crowded] = await once(await open('203.0.114.7'), 'close');
  expect(crowded).toBe(CLOSE_CODES.TRY_LATER.code);
  expect(desk.context.hub.countAt('203.0.114.7')).toBe(500);
  // As who listens on :: hears the same address.
  const [clothed] = await once(await open('::ffff:203.0.114.7'), 'close');
  expect(clothed).toBe(CLOSE_CODES.TRY_LATER.code);
  expect((await open('203.0.114.8')).readyState).toBe(WebSocket.OPEN);
  for (let count = 0; count < 501; count++) await open('10.0.0.7');
  expect(desk.context.hub.countAt('10.0.0.7')).toBe(501);
});

test('R6 an agent has so many links in one browser and in all of them, and room again when one goes', async () => {
  const desk = await buildTestApp();
  const first = await agent(desk, { capacity: 0 });
  const { cookie } = first;
  const { hub } = desk.context;
  const url = `http://127.0.0.1:${await portOf(desk)}/v1/agent/stream`;
  const crowded = { code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) };
  /** Another session of the same agent. */
  async function anotherBrowser(): Promise<string> {
    const token = newToken();
    const at = desk.context.now();
    const session = {
      id: desk.context.newId(),
      agentId: first.agent.id,
      userAgent: 'test',
      address: '',
      createdAt: at,
    };
    const tokenHash = hashToken(token);
    await desk.store.sessions.create({ ...session, seenAt: at, expiresAt: at + SESSION_MS, tokenHash }, 'none');
    return `${SESSION_COOKIE}=${token}`;
  }
  const socketOf = (cookies: string) => agentSocket(desk, { cookie: cookies, origin: 'http://desk.example' });

  const sockets = [first];
  // Also those that have not said hello.
  while (sockets.length < 30) sockets.push(await socketOf(cookie));
  const late = await socketOf(cookie);
  expect(await late.hears('error')).toMatchObject(crowded);
  expect(await late.closed).toBe(CLOSE_CODES.TRY_LATER.code);
  const stream = await (await fetch(url, { headers: { cookie } })).text();
  expect(stream).toContain('"code":"RATE_LIMITED"');
  expect(stream).toContain(`event: close\ndata: ${CLOSE_CODES.TRY_LATER.code}`);

  const second = await anotherBrowser();
  for (let count = 0; count < 30; count++) await socketOf(second);
  expect(hub.countOfAgent(first.agent.id)).toBe(60);
  const third = await anotherBrowser();
  expect(await (await socketOf(third)).closed).toBe(CLOSE_CODES.TRY_LATER.code);
  // Nobody else is held back, and who has a page goes on with it.
  await agent(desk, { capacity: 0 });
  await first.ping();

  await sockets.pop()!.leave();
  await expect.poll(() => hub.countOfSession(first.sessionId)).toBe(29);
  const again = await socketOf(cookie);
  expect(await again.ask({ type: 'hello', version: AGENT_VERSION })).toMatchObject({ type: 'welcome' });
});

test('R5 a body that does not come is not waited for, and one that comes slowly but surely is', async () => {
  const desk = await buildTestApp();
  const connections: Socket[] = [];
  desk.app.server.on('connection', (socket: Socket) => connections.push(socket));
  const port = await portOf(desk);
  async function begin(): Promise<{ write(text: string): void; closed: Promise<unknown>; isClosed(): boolean }> {
    const socket = connect(port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    await once(socket, 'connect');
    socket.on('error', () => {}).resume();
    socket.write(
      'POST /v1/sites/altan/submissions HTTP/1.1\r\nhost: desk.example\r\ncontent-type: application/json\r\n' +
        'content-length: 60000\r\n\r\n{',
    );
    return { write: text => void socket.write(text), closed: once(socket, 'close'), isClosed: () => socket.destroyed };
  }
  const requests = () => desk.context.slowBodies.count;
  const [idle, slow] = [await begin(), await begin()];
  await expect.poll(requests).toBe(2);
  await desk.pass(14_000);
  slow.write(' '.repeat(20_000));
  // Until the server has it.
  await expect.poll(() => Math.max(...connections.map(each => each.bytesRead))).toBeGreaterThan(20_000);
  await desk.pass(2_000);
  await idle.closed;
  expect(slow.isClosed()).toBe(false);
  expect(requests()).toBe(1);
  await desk.pass(120_000);
  await slow.closed;
  expect(requests()).toBe(0);
});

test('R5 no request and no connection is waited for without an end', async () => {
  const { server } = (await buildTestApp()).app;
  expect([server.requestTimeout, server.headersTimeout, server.timeout]).toEqual([300_000, 20_000, 90_000]);
});
