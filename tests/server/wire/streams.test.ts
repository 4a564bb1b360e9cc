import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { MongoClient } from 'mongodb';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { CLOSE_CODES } from '../../../protocol/wire/errors.ts';
import { AGENT_VERSION, LIMITS, VISITOR_VERSION } from '../../../protocol/wire/limits.ts';
import { hashToken } from '../../../server/tokens.ts';
import { agent, buildFleet, buildTestApp, type Desk, send, signedIn, visitor } from '../../helpers/app.ts';
import { newDatabase, sharedMongo } from '../../helpers/mongod.ts';

const mongo = await sharedMongo();

const hello = { type: 'hello', clientId: 'hello-0001', version: VISITOR_VERSION, site: 'altan' };
const helloAgent = { type: 'hello', clientId: 'hello-0001', version: AGENT_VERSION };
const error = (code: string) => expect.objectContaining({ type: 'error', code });

type News = { type: string; ref?: string; code?: string } & Record<string, unknown>;

async function addressOf(desk: Desk): Promise<string> {
  if (!desk.app.server.listening) await desk.app.listen({ port: 0, host: '127.0.0.1' });
  return `http://127.0.0.1:${(desk.app.server.address() as AddressInfo).port}`;
}

/** A link by HTTP: as bare as a stranger would write it. */
class HttpWire {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly heard: News[] = [];
  link = '';
  /** The close event's code, or `broken` where there was none; null while it is open. */
  closedWith: number | 'broken' | null = null;
  answer!: IncomingMessage;

  constructor(url: string, headers: Record<string, string>) {
    this.url = url;
    this.headers = headers;
  }

  async open(): Promise<this> {
    // Not by `fetch`: what takes the place of a request that it aborts keeps the server waiting at the end of a test.
    [this.answer] = await once(get(this.url, { headers: this.headers, agent: false }), 'response');
    let text = '';
    this.answer.setEncoding('utf8').on('data', (more: string) => {
      const events = (text + more).split('\n\n');
      text = events.pop()!;
      for (const event of events) this.take(event);
    });
    this.answer
      .on('error', () => {})
      .on('close', () => {
        this.closedWith ??= 'broken';
      });
    await vi.waitFor(() => expect(this.link || this.closedWith).toBeTruthy());
    return this;
  }

  private take(event: string): void {
    const [, name, data] = /^(?:event: (\w+)\n)?data: (.*)$/.exec(event)!;
    if (name === 'link') this.link = data!;
    else if (name === 'close') this.closedWith = Number(data);
    else this.heard.push(JSON.parse(data!));
  }

  /** The page is gone, without a goodbye. */
  break(): void {
    this.answer.destroy();
  }
  post(body: string, headers: Record<string, string> = this.headers, link = this.link): Promise<Response> {
    return fetch(`${this.url}/${link}`, { method: 'POST', body, headers });
  }
  /** Sends frames, several in one request, and waits until they are taken. */
  async say(...frames: object[]): Promise<void> {
    expect((await this.post(frames.map(frame => JSON.stringify(frame)).join('\n'))).status).toBe(204);
  }
  hears(what: object): Promise<News> {
    return vi.waitFor(() => {
      expect(this.heard).toContainEqual(expect.objectContaining(what));
      return this.heard.find(news => Object.entries(what).every(([key, value]) => news[key] === value))!;
    });
  }
  closed(): Promise<number | 'broken'> {
    return vi.waitFor(() => {
      expect(this.closedWith).not.toBeNull();
      return this.closedWith!;
    });
  }
}

async function visitorLink(desk: Desk, headers: Record<string, string> = {}): Promise<HttpWire> {
  return new HttpWire(`${await addressOf(desk)}/v1/visitor/stream`, headers).open();
}
async function agentLink(desk: Desk, headers: Record<string, string>): Promise<HttpWire> {
  return new HttpWire(`${await addressOf(desk)}/v1/agent/stream`, headers).open();
}
/** A visitor who was welcomed. */
async function welcomed(desk: Desk, headers: Record<string, string> = {}): Promise<HttpWire> {
  const wire = await visitorLink(desk, headers);
  await wire.say(hello);
  await wire.hears({ type: 'welcome', ref: 'hello-0001' });
  return wire;
}

describe('a link by HTTP', () => {
  test('HT1 carries the same frames: hello, ack, and news of both sides', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk);
    const wire = await welcomed(desk);
    await wire.say({ type: 'message.send', clientId: 'client-0001', text: 'Do you deliver to Darkhan?' });
    expect(await wire.hears({ type: 'ack' })).toMatchObject({ ref: 'client-0001', entry: { seq: 1 } });
    const { entry } = await sarnai.hears('entry.added', news => news.entry.seq === 1);
    const { conversationId } = entry;
    await sarnai.ask({ type: 'message.send', conversationId, text: 'On Tuesdays.' });
    expect(await wire.hears({ type: 'entry.added' })).toMatchObject({ entry: { body: expect.anything() } });
    await wire.say({ type: 'ping', clientId: 'ping-0001' });
    await wire.hears({ type: 'pong', ref: 'ping-0001' });
  });

  test('HT1 ST4 what was acked over a WebSocket gets the same answer here, and is there once', async () => {
    const desk = await buildTestApp();
    const page = await visitor(desk);
    const message = { type: 'message.send', clientId: 'client-0001', text: 'Once' } as const;
    const first = await page.ask(message);
    const wire = await visitorLink(desk);
    await wire.say({ ...hello, token: page.token });
    expect(await wire.hears({ type: 'welcome' })).toMatchObject({ visitorId: page.visitorId, entries: [{ seq: 1 }] });
    await wire.say(message);
    expect(await wire.hears({ type: 'ack' })).toEqual(first);
    const again = await visitor(desk, { token: page.token });
    expect(again.welcome.entries.map(({ seq }) => seq)).toEqual([1]);
  });

  test('HT1 is neither collected nor kept nor changed on its way', async () => {
    const { answer } = await visitorLink(await buildTestApp(), { origin: 'https://altan.example' });
    expect(answer.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'access-control-allow-origin': '*',
    });
    expect(answer.headers['content-encoding']).toBeUndefined();
  });

  test('HT1 W11 frames of one request are handled in their order, and so are requests', async () => {
    const wire = await welcomed(await buildTestApp());
    const message = (number: number) => ({
      type: 'message.send',
      clientId: `client-${1000 + number}`,
      text: `${number}`,
    });
    await wire.say(message(1), message(2), message(3));
    await wire.say(message(4));
    await wire.hears({ type: 'ack', ref: 'client-1004' });
    const acks = wire.heard.filter(({ type }) => type === 'ack') as unknown as {
      entry: { seq: number; body: object };
    }[];
    expect(acks.map(({ entry }) => [entry.seq, entry.body])).toEqual(
      [1, 2, 3, 4].map(seq => [seq, { kind: 'message', text: `${seq}` }]),
    );
  });

  test('HT1 HT3 whoever has no such link is told so, and a page can read it', async () => {
    const desk = await buildTestApp();
    const wire = await welcomed(desk);
    const { link } = wire;
    for (const other of ['', 'made-up', `${link}x`, link.slice(0, -1)]) {
      const answer = await wire.post('{"type":"ping"}', {}, other);
      expect([answer.status, await answer.json()]).toEqual([404, expect.objectContaining({ code: 'NOT_FOUND' })]);
      if (other) expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    }
    wire.break();
    await vi.waitFor(async () => expect((await wire.post('{"type":"ping"}')).status).toBe(404));
  });

  test('HT6 a request for a link that is not there, or not its own, is answered before its body is read', async () => {
    const desk = await buildTestApp();
    const wire = await welcomed(desk, { origin: 'https://altan.example' });
    const { cookie } = await signedIn(desk);
    const own = await agentLink(desk, { cookie, host: 'desk.example', origin: 'http://desk.example' });
    const { port } = new URL(await addressOf(desk));
    /** Says that a body comes, sends none of it, and waits for the answer. */
    async function begin(path: string, headers: string): Promise<string> {
      const socket = connect(Number(port), '127.0.0.1').setEncoding('utf8');
      onTestFinished(() => void socket.destroy());
      const head = `POST ${path} HTTP/1.1\r\nhost: desk.example\r\ncontent-type: text/plain\r\ncontent-length: 200000`;
      socket.write(`${head}\r\n${headers}\r\n`);
      const [answer] = (await once(socket, 'data')) as [string];
      return answer.split('\r\n', 1)[0]!;
    }
    const altan = 'origin: https://altan.example\r\n';
    const missing = 'HTTP/1.1 404 Not Found';
    expect(await begin('/v1/visitor/stream/made-up', altan)).toBe(missing);
    expect(await begin(`/v1/visitor/stream/${wire.link}`, 'origin: https://evil.example\r\n')).toBe(missing);
    expect(await begin('/v1/agent/stream/made-up', `cookie: ${cookie}\r\norigin: http://desk.example\r\n`)).toBe(
      missing,
    );
    expect(await begin(`/v1/agent/stream/${own.link}`, 'origin: http://desk.example\r\n')).toBe(missing);
    await wire.say({ type: 'ping', clientId: 'ping-0001' });
    await wire.hears({ type: 'pong' });
  });

  test('HT1 a stream that breaks is a page that has gone', async () => {
    const desk = await buildTestApp();
    const wire = await welcomed(desk);
    expect(desk.context.hub.counts().visitors).toBe(1);
    wire.break();
    await vi.waitFor(() => expect(desk.context.hub.counts().visitors).toBe(0));
    expect([...desk.context.hub.peers()]).toEqual([]);
  });

  test('HT1 is no slow answer in the metrics', async () => {
    const desk = await buildTestApp();
    const wire = await welcomed(desk);
    wire.break();
    await vi.waitFor(() => expect(desk.context.hub.counts().visitors).toBe(0));
    const { payload } = await desk.app.inject('/metrics');
    expect(payload).toContain('route="/v1/visitor/stream/:link"');
    expect(payload).not.toContain('route="/v1/visitor/stream"');
  });
});

describe('who may', () => {
  test('HT3 W7 a page that the site does not list is refused by its hello, and told so', async () => {
    const desk = await buildTestApp({ site: { origins: ['https://altan.example'] } });
    const stranger = await visitorLink(desk, { origin: 'https://evil.example' });
    await stranger.say(hello);
    expect(await stranger.hears({ type: 'error' })).toEqual(error('ORIGIN_REFUSED'));
    expect(await stranger.closed()).toBe(CLOSE_CODES.REFUSED.code);
    await welcomed(desk, { origin: 'https://altan.example' });
  });

  test('HT3 a page of another origin says nothing on a link that it has read somewhere', async () => {
    const desk = await buildTestApp();
    const wire = await welcomed(desk, { origin: 'https://altan.example' });
    const ping = '{"type":"ping","clientId":"ping-0001"}';
    expect((await wire.post(ping, { origin: 'https://evil.example' })).status).toBe(404);
    expect((await wire.post(ping, {})).status).toBe(404);
    await wire.say({ type: 'ping', clientId: 'ping-0002' });
    await wire.hears({ type: 'pong' });
    expect(wire.heard).not.toContainEqual(expect.objectContaining({ ref: 'ping-0001' }));
  });

  test.each([
    ['the browser says so, whatever a proxy made of Host', { 'sec-fetch-site': 'same-origin' }],
    ['the Referer says which page opened it', {}],
  ])('HT3 our own page opens a link without an Origin and speaks with one: %s', async (_what, headers) => {
    const desk = await buildTestApp({ site: { origins: [] } });
    const wire = await visitorLink(desk, { referer: 'https://chat.example/demo', ...headers });
    const body = JSON.stringify(hello);
    expect((await wire.post(body, { origin: 'https://chat.example', ...headers })).status).toBe(204);
    await wire.hears({ type: 'welcome' });
    const evil = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect((await wire.post(body, evil)).status).toBe(404);
  });

  test('HT3 a link of one kind is none at the address of the other, whatever its page calls itself', async () => {
    const desk = await buildTestApp();
    // What an agent's request without a cookie shows, as the origin of a visitor's page.
    const origin = hashToken('');
    const wire = await visitorLink(desk, { origin });
    const other = new HttpWire(wire.url.replace('/visitor/', '/agent/'), {});
    expect((await other.post(JSON.stringify(hello), {}, wire.link)).status).toBe(404);
    const { cookie } = await signedIn(desk);
    const own = await agentLink(desk, { cookie, host: 'desk.example', origin: 'http://desk.example' });
    const session = hashToken(cookie.slice(cookie.indexOf('=') + 1));
    expect((await wire.post(JSON.stringify(helloAgent), { origin: session }, own.link)).status).toBe(404);
    await wire.say(hello);
    await wire.hears({ type: 'welcome' });
  });

  test('HT3 an agent’s own page speaks behind a proxy that rewrote Host', async () => {
    const desk = await buildTestApp();
    const { cookie } = await signedIn(desk);
    const own = { cookie, 'sec-fetch-site': 'same-origin' };
    const wire = await agentLink(desk, own);
    expect((await wire.post(JSON.stringify(helloAgent), { ...own, origin: 'https://chat.example' })).status).toBe(204);
    await wire.hears({ type: 'welcome' });
  });

  test('HT3 ST9 an agent needs a session and our own page, for each request, and ends with the session', async () => {
    const desk = await buildTestApp();
    const origin = await addressOf(desk);
    const nobody = await agentLink(desk, { origin });
    expect(await nobody.closed()).toBe(CLOSE_CODES.SIGNED_OUT.code);
    expect(nobody.heard).toEqual([error('SIGN_IN_REQUIRED')]);
    const [{ cookie }, other] = [await signedIn(desk), await signedIn(desk, { name: 'Bold' })];
    const foreign = await agentLink(desk, { origin: 'https://evil.example', cookie });
    expect(await foreign.closed()).toBe(CLOSE_CODES.REFUSED.code);
    expect(foreign.heard).toEqual([error('ORIGIN_REFUSED')]);

    // A browser names no origin when a page asks its own.
    const wire = await agentLink(desk, { cookie });
    expect(wire.answer.headers['access-control-allow-origin']).toBeUndefined();
    const ping = '{"type":"ping","clientId":"ping-0001"}';
    expect((await wire.post(ping, { origin })).status).toBe(404);
    expect((await wire.post(ping, { origin, cookie: other.cookie })).status).toBe(404);
    expect((await wire.post(ping, { origin: 'https://evil.example', cookie })).status).toBe(403);
    expect((await wire.post(ping, { 'sec-fetch-site': 'same-site', cookie })).status).toBe(403);
    await wire.say(helloAgent);
    await wire.hears({ type: 'welcome' });
    expect(wire.heard.filter(({ type }) => type === 'pong')).toEqual([]);

    const signOut = await fetch(`${origin}/v1/sessions/current`, { method: 'DELETE', headers: { origin, cookie } });
    expect(signOut.ok).toBe(true);
    expect(await wire.closed()).toBe(CLOSE_CODES.SIGNED_OUT.code);
    await vi.waitFor(async () => expect((await wire.post(ping, { origin, cookie })).status).toBe(404));
  });
});

describe('the rules of a socket hold', () => {
  test('HT1 W5 for size: a long frame costs an error frame, a longer request is not read', async () => {
    const wire = await welcomed(await buildTestApp());
    await wire.say({ type: 'message.send', clientId: 'a-long-paste', text: 'x'.repeat(LIMITS.frameBytes) });
    await wire.hears({ type: 'error', code: 'FRAME_TOO_LARGE', ref: 'a-long-paste' });
    const answer = await wire.post('x'.repeat(4 * LIMITS.frameBytes + 1));
    expect([answer.status, await answer.json()]).toEqual([413, expect.objectContaining({ code: 'FRAME_TOO_LARGE' })]);
    await wire.say({ type: 'ping', clientId: 'ping-0001' });
    await wire.hears({ type: 'pong' });
  });

  test('HT1 W5 for shape: a bad frame costs an error frame, too many end the link', async () => {
    const wire = await welcomed(await buildTestApp());
    expect((await wire.post('{"type":"message.send"}\nno JSON\n\n')).status).toBe(204);
    await wire.hears({ type: 'error', code: 'BAD_FRAME' });
    expect(wire.heard.filter(({ type }) => type === 'error')).toEqual([error('FIELD_INVALID'), error('BAD_FRAME')]);
    await wire.post('?\n'.repeat(1_000));
    expect(await wire.closed()).toBe(CLOSE_CODES.BAD_FRAMES.code);
    // What came after the last straw was not looked at.
    expect(wire.heard.length).toBeLessThan(30);
  });

  test('HT1 R1 for speed', async () => {
    const wire = await welcomed(await buildTestApp());
    await wire.say(...Array.from({ length: 100 }, () => ({ type: 'typing.set', isTyping: true })));
    expect(await wire.hears({ code: 'RATE_LIMITED' })).toMatchObject({ retryAfterMs: expect.any(Number) });
  });

  test('HT1 W2 W6 for silence', async () => {
    const desk = await buildTestApp();
    const shy = await visitorLink(desk);
    await desk.pass(10_000);
    expect(await shy.closed()).toBe(CLOSE_CODES.SILENT.code);
    const silent = await welcomed(desk);
    await desk.pass(60_000);
    expect(await silent.closed()).toBe(CLOSE_CODES.SILENT.code);
    await vi.waitFor(() => expect([...desk.context.hub.peers()]).toEqual([]));
  });

  test('HT1 W10 for a server that stops', async () => {
    const desk = await buildTestApp();
    const wire = await welcomed(desk);
    const drained = desk.context.hub.drain(0);
    expect(await wire.closed()).toBe(1012);
    await drained;
    const late = await visitorLink(desk);
    expect([late.closedWith, late.link]).toEqual([1012, '']);
  });

  test('HT1 W11 for a sender who runs ahead of the store: the request is answered when more may come', async () => {
    const desk = await buildTestApp();
    const wire = await welcomed(desk);
    const gate = Promise.withResolvers<void>();
    const { conversations } = desk.store;
    const { entriesAfter } = conversations;
    vi.spyOn(conversations, 'entriesAfter').mockImplementation(async (...args) => {
      await gate.promise;
      return entriesAfter(...args);
    });
    await wire.say({ type: 'message.send', clientId: 'client-0001', text: 'One' });
    await wire.hears({ type: 'ack' });
    // So that the rate is not what holds it back.
    await desk.pass(10_000, { ping: () => wire.say({ type: 'ping' }) });
    const resume = (number: number) => ({ type: 'conversation.resume', clientId: `client-${number}`, afterSeq: 0 });
    const some = Array.from({ length: 60 }, (_, index) => resume(1000 + index));
    await wire.say(...some);
    await desk.pass(10_000, { ping: () => wire.say({ type: 'ping' }) });
    let isTaken = false;
    const more = wire.say(...Array.from({ length: 10 }, (_, index) => resume(2000 + index))).then(() => {
      isTaken = true;
    });
    const [peer] = [...desk.context.hub.peers()];
    await vi.waitFor(() => expect(peer!.socket.isPaused).toBe(true));
    expect(isTaken).toBe(false);
    gate.resolve();
    await more;
    await wire.hears({ type: 'conversation.resumed', ref: 'client-2009' });
  });

  test('HT1 W9 for a reader that stops reading: what waits is bounded, and it is closed', async () => {
    const desk = await buildTestApp();
    const talk = await visitor(desk);
    const { conversationId } = await send(talk, 'Tell me everything');
    const wire = await visitorLink(desk);
    await wire.say({ ...hello, token: talk.token });
    await wire.hears({ type: 'welcome' });
    const [, peer] = [...desk.context.hub.peers()];
    wire.answer.pause();
    const news = { type: 'typing', name: 'x'.repeat(64 * 1024), isTyping: true } as const;
    let mostBytes = 0;
    for (let count = 0; count < 1_000 && peer!.socket.readyState === WebSocket.OPEN; count++) {
      desk.context.hub.toConversation(conversationId, news);
      mostBytes = Math.max(mostBytes, peer!.socket.bufferedAmount);
      await new Promise(setImmediate);
    }
    expect(peer!.socket.readyState).not.toBe(WebSocket.OPEN);
    expect(mostBytes).toBeLessThan(2 * 1024 * 1024);
    wire.answer.resume();
    expect(await wire.closed()).toBe(CLOSE_CODES.SLOW_READER.code);
    await vi.waitFor(() => expect([...desk.context.hub.peers()]).not.toContain(peer));
  });
});

describe.skipIf(!mongo.uri)(`a link by HTTP to one of several servers ${mongo.reason ?? ''}`, () => {
  /** A link here, and the way by which its requests reach the other server. */
  async function astray(headers: Record<string, string> = {}) {
    const url = newDatabase(mongo);
    const [here, there] = await buildFleet(url, 2);
    const wire = await visitorLink(here!, headers);
    const other = new HttpWire(`${await addressOf(there!)}/v1/visitor/stream`, headers);
    other.link = wire.link;
    return { url, wire, other, there: there! };
  }
  const message = (number: number) => ({ type: 'message.send', clientId: `client-000${number}`, text: `${number}` });

  test('HT5 requests that reach another server are handed on, in their order', async () => {
    const { wire, other } = await astray();
    await other.say(hello);
    await wire.hears({ type: 'welcome', ref: 'hello-0001' });
    // By the long way and the short one in turn: none overtakes another.
    for (let number = 1; number <= 5; number++) await (number % 2 ? other : wire).say(message(number));
    await wire.hears({ type: 'ack', ref: 'client-0005' });
    const acks = wire.heard.filter(news => news.type === 'ack') as unknown as { ref: string; entry: { seq: number } }[];
    expect(acks.map(({ ref, entry }) => [ref, entry.seq])).toEqual(
      [1, 2, 3, 4, 5].map(number => [`client-000${number}`, number]),
    );
  });

  test('HT5 HT3 what is handed on is asked for its origin where the link is', async () => {
    const { wire, other, there } = await astray({ origin: 'https://altan.example' });
    expect((await other.post(JSON.stringify(hello), { origin: 'https://elsewhere.example' })).status).toBe(404);
    await other.say({ ...hello, clientId: 'hello-0002' });
    await wire.hears({ type: 'welcome', ref: 'hello-0002' });
    expect(wire.heard.some(news => news.ref === 'hello-0001')).toBe(false);
    // The other server has no peer of it.
    expect([...there.context.hub.peers()]).toEqual([]);
  });

  test('HT5 a link of a server that nobody has heard of is told not to be', async () => {
    const { other } = await astray();
    expect((await other.post('', {}, `4711.${'a'.repeat(32)}`)).status).toBe(404);
    // Nor does a forged id of one that lives cost the database anything.
    expect((await other.post('', {}, `${other.link.slice(0, -1)}!`)).status).toBe(404);
  });

  test('HT5 P2 the database does not learn what is in the frames, tokens among them', async () => {
    const { url, wire, other } = await astray();
    const token = `${'a'.repeat(31)}b`;
    await other.say({ ...hello, token });
    await wire.hears({ type: 'error', code: 'TOKEN_INVALID' });
    const client = await MongoClient.connect(url);
    onTestFinished(() => client.close());
    const words = await client.db().collection('words').find({ 'word.kind': 'frames' }).toArray();
    expect(words.length).toBe(1);
    expect(JSON.stringify(words)).not.toContain(token);
    expect(JSON.stringify(words)).not.toContain('hello');
  });
});
