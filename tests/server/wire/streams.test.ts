import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { CLOSE_CODES } from '../../../protocol/wire/errors.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { agent, buildTestApp, send, signedIn, visitor } from '../../helpers/app.ts';
import { addressOf, agentLink, error, hello, visitorLink, welcomed } from './http-wire.ts';

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
      // Those who ask for the rest, and not the server itself, which looks at one.
      if (args[2] !== 1) await gate.promise;
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
