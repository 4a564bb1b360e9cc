import { describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { CLOSE_CODES } from '../../../protocol/wire/errors.ts';
import { LIMITS, VISITOR_VERSION } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../../server/app-error.ts';
import { agent, agentSocket, buildTestApp, send, signedIn, visitor, visitorSocket } from '../../helpers/app.ts';

const hello = { type: 'hello', version: VISITOR_VERSION, site: 'altan' } as const;
const error = (code: string) => expect.objectContaining({ type: 'error', code });

describe('a socket begins', () => {
  test('W1 another version of the protocol is refused for good', async () => {
    const page = await visitorSocket(await buildTestApp());
    expect(await page.ask({ ...hello, version: 99 })).toEqual(error('VERSION_UNSUPPORTED'));
    expect(await page.closed).toBe(CLOSE_CODES.REFUSED.code);
  });

  test('W1 an inbox of 0.1, left open over the update, is refused for good: it would misread what it is told', async () => {
    const desk = await buildTestApp();
    const { cookie } = await signedIn(desk);
    const page = await agentSocket(desk, { cookie, origin: 'http://desk.example' });
    expect(await page.ask({ type: 'hello', version: 1 })).toEqual(error('VERSION_UNSUPPORTED'));
    expect(await page.closed).toBe(CLOSE_CODES.REFUSED.code);
    expect(desk.context.staff.all().filter(({ isHere }) => isHere)).toEqual([]);
  });

  test('W2 whatever comes before hello is refused, and the socket stays', async () => {
    const page = await visitorSocket(await buildTestApp());
    expect(await page.ask({ type: 'message.send', text: 'Hello?' })).toEqual(error('HELLO_EXPECTED'));
    expect((await page.ask(hello)).type).toBe('welcome');
  });

  test('W2 a socket that says no hello within 10 s is closed', async () => {
    const desk = await buildTestApp();
    const page = await visitorSocket(desk);
    await desk.pass(9_999);
    expect(page.socket.readyState).toBe(WebSocket.OPEN);
    await desk.pass(1);
    expect(await page.closed).toBe(CLOSE_CODES.SILENT.code);
  });

  test('W2 a second hello is refused, and the socket stays', async () => {
    const page = await visitor(await buildTestApp());
    expect(await page.ask(hello)).toEqual(error('BAD_FRAME'));
    expect((await page.ask({ type: 'ping' })).type).toBe('pong');
  });

  test('W2 a first visit gets a token, once; with it the same visitor comes back', async () => {
    const desk = await buildTestApp();
    const first = await visitor(desk, { locale: 'mn-MN' });
    expect(first.token.length).toBeGreaterThanOrEqual(22);
    expect(first.welcome).toMatchObject({ version: VISITOR_VERSION, conversation: null, entries: [], isFresh: true });
    const again = await visitor(desk, { token: first.token });
    expect(again.welcome.visitorId).toBe(first.visitorId);
    expect(again.welcome.token).toBeUndefined();
  });

  test('W2 an unknown site key closes the socket for good', async () => {
    const page = await visitorSocket(await buildTestApp());
    expect(await page.ask({ ...hello, site: 'nobody' })).toEqual(error('SITE_UNKNOWN'));
    expect(await page.closed).toBe(CLOSE_CODES.REFUSED.code);
  });

  test('W2 a token that opens nothing is refused, and the same socket may begin without one', async () => {
    const page = await visitorSocket(await buildTestApp());
    expect(await page.ask({ ...hello, token: 'made up' })).toEqual(error('TOKEN_INVALID'));
    expect((await page.ask(hello)).type).toBe('welcome');
  });

  test('P2 a token is bound to its site', async () => {
    const desk = await buildTestApp();
    await desk.addSite({ key: 'other' });
    const { token } = await visitor(desk);
    const page = await visitorSocket(desk);
    expect(await page.ask({ ...hello, site: 'other', token })).toEqual(error('TOKEN_INVALID'));
  });

  test('W7 a page of another origin is refused, a listed one and our own are welcome', async () => {
    const desk = await buildTestApp({ site: { origins: ['https://altan.example'] } });
    const stranger = await visitorSocket(desk, { origin: 'https://evil.example' });
    expect(await stranger.ask(hello)).toEqual(error('ORIGIN_REFUSED'));
    expect(await stranger.closed).toBe(CLOSE_CODES.REFUSED.code);
    for (const origin of ['https://altan.example', 'http://desk.example', undefined]) {
      expect((await visitor(desk, { origin })).welcome.type).toBe('welcome');
    }
  });

  test('W7 an agent without a session is refused with a code that a page can read', async () => {
    const desk = await buildTestApp();
    const nobody = await agentSocket(desk, { origin: 'http://desk.example' });
    expect(await nobody.hears('error')).toEqual(error('SIGN_IN_REQUIRED'));
    expect(await nobody.closed).toBe(CLOSE_CODES.SIGNED_OUT.code);
  });

  test('W7 HT2 an agent on a page that is not known as ours is refused before the upgrade, and so goes on over HTTP', async () => {
    const desk = await buildTestApp();
    const { cookie } = await signedIn(desk);
    const origin = 'https://chat.example';
    await expect(agentSocket(desk, { origin, cookie })).rejects.toThrow('Unexpected server response: 403');
    await expect(agentSocket(desk, { origin, cookie, 'sec-fetch-site': 'same-site' })).rejects.toThrow('403');
    expect((await agentSocket(desk, { origin, cookie, 'sec-fetch-site': 'same-origin' })).socket.readyState).toBe(1);
  });

  test('ST9 signing out closes the sockets of that session at once', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk);
    const bold = await agent(desk, { name: 'Bold' });
    const answer = await desk.app.inject({
      method: 'DELETE',
      url: '/v1/sessions/current',
      headers: { cookie: sarnai.cookie, host: 'desk.example', origin: 'http://desk.example' },
    });
    expect(answer.statusCode).toBeLessThan(300);
    expect(await sarnai.closed).toBe(CLOSE_CODES.SIGNED_OUT.code);
    expect((await bold.ask({ type: 'ping' })).type).toBe('pong');
  });
});

describe('bad frames', () => {
  test.each([
    ['no JSON', 'hello?', 'BAD_FRAME', undefined],
    ['no object', '42', 'BAD_FRAME', undefined],
    ['null', 'null', 'BAD_FRAME', undefined],
    ['no type', '{"clientId":"client-1"}', 'BAD_FRAME', 'client-1'],
    ['an unknown type', '{"type":"message.burn","clientId":"client-1"}', 'FRAME_TYPE_UNKNOWN', 'client-1'],
    ['no text', '{"type":"message.send","clientId":"client-1"}', 'FIELD_INVALID', 'client-1'],
    ['an empty text', '{"type":"message.send","clientId":"client-1","text":"  "}', 'FIELD_INVALID', 'client-1'],
    ['no clientId', '{"type":"message.send","text":"hi"}', 'FIELD_INVALID', undefined],
  ])('W5 a frame with %s costs one error frame, and the socket stays', async (_, text, code, ref) => {
    const page = await visitor(await buildTestApp());
    page.socket.send(text);
    const answer = await page.hears('error');
    expect([answer.code, answer.ref]).toEqual([code, ref]);
    expect((await page.ask({ type: 'ping' })).type).toBe('pong');
  });

  test('W4 a refusal names the fields, each with its own code', async () => {
    const page = await visitor(await buildTestApp());
    const answer = await page.ask({ type: 'message.send', text: 'x'.repeat(LIMITS.messageChars + 1) });
    expect(answer).toMatchObject({ code: 'FIELD_INVALID', fields: { text: 'TEXT_TOO_LONG' } });
    expect(await page.ask({ type: 'message.send', text: ' ' })).toMatchObject({ fields: { text: 'FIELD_REQUIRED' } });
  });

  test('W5 bytes instead of text are refused', async () => {
    const page = await visitor(await buildTestApp());
    page.socket.send(Buffer.from('{"type":"ping"}'), { binary: true });
    expect((await page.hears('error')).code).toBe('BAD_FRAME');
  });

  test('W5 a frame of more than 64 KiB is refused by its id, and the socket stays', async () => {
    const page = await visitor(await buildTestApp());
    const text = 'x'.repeat(LIMITS.frameBytes);
    expect(await page.ask({ type: 'message.send', clientId: 'a-long-paste', text })).toMatchObject({
      code: 'FRAME_TOO_LARGE',
      ref: 'a-long-paste',
    });
    expect((await page.ask({ type: 'ping' })).type).toBe('pong');
  });

  test('W5 a frame of four times that closes the socket with 1009', async () => {
    const page = await visitor(await buildTestApp());
    page.socket.send('x'.repeat(4 * LIMITS.frameBytes + 1));
    expect(await page.closed).toBe(CLOSE_CODES.TOO_LARGE.code);
  });

  test('W5 more than 20 bad frames in a minute close the socket; spread over minutes they do not', async () => {
    const desk = await buildTestApp();
    const page = await visitor(desk);
    for (let round = 0; round < 2; round++) {
      for (let count = 0; count < 20; count++) page.socket.send('?');
      await page.rest();
      await desk.pass(61_000, page);
    }
    for (let count = 0; count < 21; count++) page.socket.send('?');
    expect(await page.closed).toBe(CLOSE_CODES.BAD_FRAMES.code);
  });
});

describe('too much at once', () => {
  test('R1 frames that come too fast are refused with the time to wait, and after it they pass', async () => {
    const desk = await buildTestApp();
    const page = await visitor(desk);
    for (let count = 0; count < 100; count++) page.say({ type: 'typing.set', isTyping: true });
    const { retryAfterMs } = await page.hears('error', news => news.code === 'RATE_LIMITED');
    expect(retryAfterMs).toBeGreaterThan(0);
    await desk.pass(retryAfterMs!);
    expect((await page.ask({ type: 'ping' })).type).toBe('pong');
  });

  test('R2 what a visitor may send counts over all of their pages', async () => {
    const desk = await buildTestApp();
    const pages = [await visitor(desk)];
    pages.push(await visitor(desk, { token: pages[0]!.token }));
    const answers = [];
    for (let count = 0; count < 22; count++) {
      answers.push(await pages[count % 2]!.ask({ type: 'message.send', text: `${count}` }));
    }
    expect(answers.filter(each => each.type === 'ack')).toHaveLength(20);
    expect(answers.at(-1)).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) });
  });

  test('R1 who does not slow down at all is sent away for a while', async () => {
    const page = await visitor(await buildTestApp());
    for (let count = 0; count < 700; count++) page.say({ type: 'ping' });
    expect(await page.closed).toBe(CLOSE_CODES.TRY_LATER.code);
  });
});

describe('a socket lives', () => {
  test('W6 a ping is answered, with its id', async () => {
    const page = await visitor(await buildTestApp());
    expect(await page.ask({ type: 'ping', clientId: 'ping-number-1' })).toEqual({ type: 'pong', ref: 'ping-number-1' });
  });

  test('W6 a socket that is silent for 60 s is closed, one that pings is not', async () => {
    const desk = await buildTestApp();
    const [silent, lively] = [await visitor(desk), await visitor(desk)];
    await desk.pass(59_999, lively);
    expect(silent.socket.readyState).toBe(WebSocket.OPEN);
    await desk.pass(1);
    expect(await silent.closed).toBe(CLOSE_CODES.SILENT.code);
    expect((await lively.ask({ type: 'ping' })).type).toBe('pong');
  });

  test('W6 a silent page of an agent is told something once, and stays when it answers', async () => {
    const desk = await buildTestApp();
    const page = await agent(desk);
    await desk.pass(29_000);
    expect((await page.rest()).filter(news => news.type === 'pong')).toEqual([]);
    await desk.pass(31_000);
    await page.hears('pong');
    await page.ping();
    await desk.pass(50_000);
    expect((await page.rest()).filter(news => news.type === 'pong')).toHaveLength(1);
  });

  test('W3 an ack waits for the store, and when the store fails the sender is told', async () => {
    const desk = await buildTestApp();
    const page = await visitor(desk);
    const { conversations } = desk.store;
    const keep = conversations.submit;
    const submit = vi.spyOn(conversations, 'submit');
    const gate = Promise.withResolvers<void>();
    submit.mockImplementationOnce(async submission => {
      await gate.promise;
      return keep(submission);
    });
    page.say({ type: 'message.send', clientId: 'client-1', text: 'Kept?' });
    expect(await page.rest()).toEqual([]);
    gate.resolve();
    expect(await page.hears('ack')).toMatchObject({ ref: 'client-1', entry: { seq: 1 } });

    submit.mockRejectedValueOnce(new AppError('STORE_UNAVAILABLE'));
    expect(await page.ask({ type: 'message.send', text: 'Kept?' })).toEqual(error('STORE_UNAVAILABLE'));
    expect((await page.ask({ type: 'message.send', text: 'Now?' })).type).toBe('ack');
  });

  test('R7 of a crowd that says hello in one moment so many are asked about at once, and those who left are not', async () => {
    const desk = await buildTestApp();
    const page = await visitor(desk);
    const { visitors } = desk.store;
    const create = visitors.create;
    const gate = Promise.withResolvers<void>();
    const made = vi.spyOn(visitors, 'create').mockImplementation(async (...who) => {
      await gate.promise;
      return create(...who);
    });
    const come = async (count: number) => {
      const pages = await Promise.all(Array.from({ length: count }, () => visitorSocket(desk)));
      for (const each of pages) each.say({ ...hello, clientId: desk.context.newId(), locale: 'en' });
      return pages;
    };
    const first = await come(32);
    await vi.waitFor(() => expect(made).toHaveBeenCalledTimes(32));
    const late = await come(8);
    expect((await page.ask({ type: 'message.send', text: 'Meanwhile' })).type).toBe('ack');
    expect(made).toHaveBeenCalledTimes(32);
    await late.pop()!.leave();
    gate.resolve();
    await Promise.all([...first, ...late].map(each => each.hears('welcome')));
    expect(made).toHaveBeenCalledTimes(39);
  });

  test('W4 what breaks in a handler becomes INTERNAL, with the id and without the details', async () => {
    const desk = await buildTestApp();
    const page = await visitor(desk);
    const broken = vi
      .spyOn(desk.store.conversations, 'entriesAfter')
      .mockRejectedValue(new Error('SELECT secret FROM table'));
    await send(page, 'One');
    const answer = await page.ask({ type: 'conversation.resume', afterSeq: 0 });
    expect(answer).toEqual({ type: 'error', code: 'INTERNAL', ref: expect.any(String) });
    broken.mockRestore();
  });

  test('W5 a refusal is short, however many fields are wrong and whatever they are called', async () => {
    const desk = await buildTestApp();
    const page = await visitor(desk);
    const names = Array.from({ length: 400 }, (_, at) => [`${at}${'\u0001'.repeat(20)}`, 'x'.repeat(501)]);
    const attributes = Object.fromEntries(names.slice(0, 60));
    const long = { [`n${'x'.repeat(60_000)}`]: 'x' };
    for (const said of [attributes, long, Object.fromEntries(names.map(([name]) => [name, 1]))]) {
      const answer = await page.ask({ type: 'visitor.identify', attributes: said as Record<string, string> });
      expect(answer).toMatchObject({ code: 'FIELD_INVALID' });
      expect(JSON.stringify(answer).length).toBeLessThan(8_000);
    }
  });

  test('R3 who says nothing fills no disk: an address makes so many silent visitors in a day, and talkers are none', async () => {
    const desk = await buildTestApp();
    const { rates } = desk.context;
    const hello = async () => {
      const page = await visitorSocket(desk);
      return [page, await page.ask({ type: 'hello', version: 1, site: desk.site.key })] as const;
    };
    const [talker] = await hello();
    expect(() => {
      for (;;) rates.spendOfAddress('silentVisitorsOfAddress', '127.0.0.1');
    }).toThrow();
    expect((await hello())[1]).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) });
    await send(talker, 'I am somebody');
    expect((await hello())[1].type).toBe('welcome');
    expect((await hello())[1]).toMatchObject({ code: 'RATE_LIMITED' });
  });

  test('P7 after a month a visitor is told a new token, as often as they come by the old one, and keeps the talk', async () => {
    const desk = await buildTestApp();
    const first = await visitor(desk);
    await send(first, 'Hello');
    expect((await visitor(desk, { token: first.token })).welcome.token).toBe(undefined);
    await desk.pass(31 * 24 * 3_600_000);
    const [one, two] = [await visitor(desk, { token: first.token }), await visitor(desk, { token: first.token })];
    const { token } = one.welcome;
    expect(token).toMatch(/^[\w-]{43}$/);
    expect([two.welcome.token, one.welcome.entries.length, two.welcome.entries.length]).toEqual([token, 1, 1]);
    const newer = await visitor(desk, { token });
    expect([newer.visitorId, newer.welcome.token]).toEqual([first.visitorId, undefined]);
    await desk.pass(8 * 24 * 3_600_000);
    const late = await visitorSocket(desk);
    const hello = { type: 'hello', version: 1, site: 'altan' } as const;
    expect(await late.ask({ ...hello, token: first.token })).toMatchObject({ code: 'TOKEN_INVALID' });
    expect((await late.ask({ ...hello, token })).type).toBe('welcome');
  });

  test('W10 when the server stops, sockets close with 1012 and new ones are sent away', async () => {
    const desk = await buildTestApp();
    const [page, sarnai] = [await visitor(desk), await agent(desk)];
    const drained = desk.context.hub.drain(0);
    expect(await Promise.all([page.closed, sarnai.closed])).toEqual([1012, 1012]);
    await drained;
    expect(await (await visitorSocket(desk)).closed).toBe(1012);
  });

  test('W9 a reader that stops reading is closed, what waits for it is bounded, and resume heals it', async () => {
    const desk = await buildTestApp();
    const talk = await visitor(desk);
    const { conversationId } = await send(talk, 'Tell me everything');
    const [peer] = [...desk.context.hub.peers()];

    talk.socket.pause();
    const frame = { type: 'typing', name: 'x'.repeat(64 * 1024), isTyping: true } as const;
    let mostBytes = 0;
    for (let count = 0; count < 1_000 && peer!.socket.readyState === WebSocket.OPEN; count++) {
      desk.context.hub.toConversation(conversationId, frame);
      mostBytes = Math.max(mostBytes, peer!.socket.bufferedAmount);
      await new Promise(setImmediate);
    }
    expect(peer!.socket.readyState).not.toBe(WebSocket.OPEN);
    expect(mostBytes).toBeLessThan(2 * 1024 * 1024);
    talk.socket.resume();
    expect(await talk.closed).toBe(CLOSE_CODES.SLOW_READER.code);
    const back = await visitor(desk, { token: talk.token, conversationId, afterSeq: 0 });
    expect(back.welcome.entries.map(each => each.seq)).toEqual([1]);
  });
});
