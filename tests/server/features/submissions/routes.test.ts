import { expect, test } from 'vitest';
import { LIMITS } from '../../../../protocol/wire/limits.ts';
import { agent, buildTestApp, type Desk, visitor } from '../../../helpers/app.ts';
import { type Ask, ask } from '../../../helpers/http.ts';

const SHOP = 'https://shop.example';
const message = { type: 'message.send', clientId: 'client-1-of-ann', text: 'Do you have peonies?' };
const submit = (desk: Desk, body: unknown, options: Ask = {}) =>
  ask(desk, 'POST /v1/sites/altan/submissions', { body, origin: SHOP, ...options });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

test('ST1 a submission is stored, told to agents, and answered with its entry and a token', async () => {
  const desk = await buildTestApp();
  const sarnai = await agent(desk);
  const answer = await submit(desk, { ...message, context: { locale: 'mn-MN', timeZone: 'Asia/Ulaanbaatar' } });
  expect(answer.statusCode).toBe(201);
  const { entry, token } = answer.json();
  expect(entry).toMatchObject({ seq: 1, clientId: message.clientId, body: { kind: 'message', text: message.text } });
  expect(await sarnai.hears('entry.added')).toMatchObject({
    entry,
    conversation: { contact: { locale: 'mn', timeZone: 'Asia/Ulaanbaatar' } },
  });
  const page = await visitor(desk, { token });
  expect(page.welcome.entries[0]).toEqual(entry);
});

test('ST2 a repeat gets the first answer, also when nobody heard the first one', async () => {
  const desk = await buildTestApp();
  const [first, second] = [await submit(desk, message), await submit(desk, message)];
  expect([first.statusCode, second.statusCode]).toEqual([201, 200]);
  expect(second.json()).toEqual(first.json());
  const both = await Promise.all([1, 2, 3].map(() => submit(desk, { ...message, clientId: 'client-2-of-ann' })));
  expect(new Set(both.map(each => each.json().entry.conversationId)).size).toBe(1);
  const other = await submit(desk, { ...message, text: 'Something else' });
  expect(other.json()).toMatchObject({ code: 'CLIENT_ID_REUSED' });
  expect(other.statusCode).toBe(409);
});

test('P1 with a token it joins that visitor, and a strange token opens nothing', async () => {
  const desk = await buildTestApp();
  const { token, entry } = (await submit(desk, message)).json();
  const again = await submit(desk, { ...message, clientId: 'client-2-of-ann' }, { headers: bearer(token) });
  expect(again.json()).toEqual({ entry: expect.objectContaining({ seq: 2, conversationId: entry.conversationId }) });
  const strange = await submit(desk, { ...message, clientId: 'client-3-of-ann' }, { headers: bearer('strange') });
  expect(strange.statusCode).toBe(401);
  expect(strange.json()).toMatchObject({ code: 'TOKEN_INVALID' });
  await desk.addSite({ key: 'other' });
  const elsewhere = await ask(desk, 'POST /v1/sites/other/submissions', { body: message, headers: bearer(token) });
  expect(elsewhere.json()).toMatchObject({ code: 'TOKEN_INVALID' });
});

test('P1 knowing an id and the words does not hand over the conversation', async () => {
  const desk = await buildTestApp();
  expect((await submit(desk, message, { address: '203.0.113.1' })).statusCode).toBe(201);
  const eve = await submit(desk, message, { address: '203.0.113.2' });
  expect([eve.statusCode, eve.json().code]).toEqual([409, 'CLIENT_ID_REUSED']);
  expect(eve.json()).not.toHaveProperty('token');
});

test.each([
  ['another type', { type: 'message.shout' }, 422, 'FIELD_INVALID', { type: 'FIELD_INVALID' }],
  ['no text', { ...message, text: ' \n ' }, 422, 'FIELD_INVALID', { text: 'FIELD_REQUIRED' }],
  ['a text too long', { ...message, text: 'x'.repeat(4001) }, 422, 'FIELD_INVALID', { text: 'TEXT_TOO_LONG' }],
  ['no client id', { ...message, clientId: undefined }, 422, 'FIELD_INVALID', { clientId: 'FIELD_REQUIRED' }],
  ['no object', '"hello"', 400, 'BAD_REQUEST', undefined],
  ['no JSON', '{"type":', 400, 'BAD_REQUEST', undefined],
])('W5 a body with %s is refused with its fields', async (_what, body, status, code, fields) => {
  const desk = await buildTestApp();
  const answer = await submit(desk, body, { headers: { 'content-type': 'application/json' } });
  expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  if (fields) expect(answer.json().fields).toMatchObject(fields);
});

test('W5 a body above 64 KiB is refused', async () => {
  const desk = await buildTestApp();
  const answer = await submit(desk, { ...message, text: 'x'.repeat(66_000) });
  expect([answer.statusCode, answer.json().code]).toEqual([413, 'FRAME_TOO_LARGE']);
});

test.each([
  ['as it is', (text: string) => text],
  [
    'escaped',
    (text: string) => text.replace(/[^\0-\x7f]/g, each => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`),
  ],
])('W5 the longest letter of any script fits, %s', async (_how, written) => {
  const desk = await buildTestApp();
  const letter = 'ह'.repeat(LIMITS.letterChars);
  const sent = { type: 'form.send', clientId: 'client-1-of-ann', email: 'ann@post.example', message: letter };
  const from = { locale: 'hi', page: { url: `${SHOP}/${'p'.repeat(1500)}`, title: 'फूल', referrer: '' } };
  const body = written(JSON.stringify({ ...sent, context: from }));
  const answer = await submit(desk, body, { headers: { 'content-type': 'application/json' } });
  expect(answer.statusCode).toBe(201);
  expect(answer.json().entry.body.message).toBe(letter);
  const more = { ...sent, clientId: 'client-2-of-ann', message: `${letter}ह` };
  expect((await submit(desk, more)).json().fields).toEqual({ message: 'TEXT_TOO_LONG' });
});

test.each([
  ['a phone number that can not be rung', { phone: '12' }, { phone: 'PHONE_INVALID' }],
  ['a half e-mail', { email: 'ann@gmial' }, { email: 'EMAIL_INVALID' }],
  ['no way back', {}, { email: 'FIELD_REQUIRED' }],
])('F1 a contact form with %s is refused with its field', async (_what, form, fields) => {
  const desk = await buildTestApp();
  const answer = await submit(desk, { type: 'form.send', clientId: 'client-1-of-ann', message: 'Hello', ...form });
  expect(answer.statusCode).toBe(422);
  expect(answer.json().fields).toEqual(fields);
});

test('F2 a callback is promised in one of the offered slots', async () => {
  const desk = await buildTestApp();
  const slots = (await ask(desk, 'GET /v1/sites/altan/slots', { origin: SHOP })).json();
  expect(slots).toMatchObject({ timeZone: 'UTC', asapAt: desk.context.now() + 15 * 60_000 });
  const { startAt, endAt } = slots.slots[3];
  const request = { type: 'callback.request', clientId: 'client-1-of-ann', phone: '+976 9911 2233', startAt };
  const answer = await submit(desk, request);
  expect(answer.json().entry.body).toMatchObject({ kind: 'callback', phone: '+97699112233', startAt, endAt });
  const off = await submit(desk, { ...request, clientId: 'client-2-of-ann', startAt: startAt + 1 });
  expect([off.statusCode, off.json().code]).toEqual([409, 'SLOT_TAKEN']);
});

test('P1 the panel tells what a page may know, in its language, and nothing else', async () => {
  const desk = await buildTestApp({
    site: {
      identitySecret: 'sealed secret',
      texts: { en: { greeting: 'Hello', consent: '' }, mn: { greeting: 'Сайн уу', consent: '' } },
    },
  });
  await agent(desk, { name: 'Sarnai' });
  const answer = await ask(desk, 'GET /v1/sites/altan/panel?locale=mn-MN', { origin: SHOP });
  expect(answer.json()).toMatchObject({
    site: { key: 'altan', greeting: 'Сайн уу', channels: ['chat', 'callback', 'form'] },
    availability: { state: 'here', agents: ['Sarnai'] },
  });
  expect(answer.body).not.toMatch(/sealed secret|origins|@altan/);
  const german = await ask(desk, 'GET /v1/sites/altan/panel', { headers: { 'accept-language': 'de, mn;q=0.4' } });
  expect(german.json().site.greeting).toBe('Сайн уу');
});

test.each(['GET /v1/sites/nobody/panel', 'GET /v1/sites/nobody/slots', 'POST /v1/sites/nobody/submissions'] as const)(
  'P1 %s of an unknown site is refused by name',
  async line => {
    const desk = await buildTestApp();
    const answer = await ask(desk, line, { body: line.startsWith('POST') ? message : undefined });
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'SITE_UNKNOWN']);
  },
);

test('P1 only listed origins, our own pages and clients that are no browsers may speak', async () => {
  const desk = await buildTestApp({ site: { origins: [SHOP] } });
  const statuses = async (line: `GET /${string}`) =>
    Promise.all(
      [SHOP, 'https://shop.example.evil.example', 'http://shop.example', 'null', null, undefined].map(async origin => {
        const answer = await ask(desk, line, { origin });
        return [answer.statusCode, answer.headers['access-control-allow-origin'] ?? null];
      }),
    );
  const wanted = [
    [200, SHOP],
    [403, null],
    [403, null],
    [403, null],
    [200, null],
    [200, 'http://desk.example'],
  ];
  expect(await statuses('GET /v1/sites/altan/panel')).toEqual(wanted);
  expect(await statuses('GET /v1/sites/altan/slots')).toEqual(wanted);
  const refused = await submit(desk, message, { origin: 'https://evil.example' });
  expect([refused.statusCode, refused.json().code]).toEqual([403, 'ORIGIN_REFUSED']);
});

test('P1 a preflight is answered for listed origins only, and caches are told that it depends on the origin', async () => {
  const desk = await buildTestApp({ site: { origins: [SHOP] } });
  const preflight = (origin: string) =>
    ask(desk, 'OPTIONS /v1/sites/altan/submissions', {
      origin,
      headers: { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    });
  const allowed = await preflight(SHOP);
  expect(allowed.statusCode).toBe(204);
  expect(allowed.headers).toMatchObject({
    'access-control-allow-origin': SHOP,
    'access-control-allow-methods': 'GET, POST, PATCH, DELETE',
    'access-control-allow-headers': 'content-type, authorization, upload-offset',
    vary: 'Origin',
  });
  expect(allowed.headers).not.toHaveProperty('access-control-allow-credentials');
  const refused = await preflight('https://evil.example');
  expect(refused.statusCode).toBe(404);
  expect(refused.headers).not.toHaveProperty('access-control-allow-origin');
});

test('P1 no foreign page may read what agents read', async () => {
  const desk = await buildTestApp();
  for (const line of ['GET /v1/me', 'OPTIONS /v1/me', 'OPTIONS /v1/conversations'] as const) {
    const answer = await ask(desk, line, { origin: SHOP, headers: { 'access-control-request-method': 'GET' } });
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  }
});

test('W7 a flood is refused, and told when to try again', async () => {
  const desk = await buildTestApp();
  const { token } = (await submit(desk, message)).json();
  const answers = [];
  for (let round = 0; round < 25; round++) {
    answers.push(await submit(desk, { ...message, clientId: `client-flood-${round}` }, { headers: bearer(token) }));
  }
  const refused = answers.at(-1)!;
  expect(refused.statusCode).toBe(429);
  expect(refused.json()).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) });
  expect(Number(refused.headers['retry-after'])).toBe(Math.ceil(refused.json().retryAfterMs / 1000));
  expect(refused.headers['access-control-allow-origin']).toBe(SHOP);
  await desk.pass(refused.json().retryAfterMs);
  expect((await submit(desk, { ...message, clientId: 'client-later' }, { headers: bearer(token) })).statusCode).toBe(
    201,
  );
});

test('CH1 a channel that is switched off takes nothing', async () => {
  const desk = await buildTestApp({ site: { channels: ['form'] } });
  const answer = await submit(desk, message);
  expect([answer.statusCode, answer.json().code]).toEqual([403, 'CHANNEL_OFF']);
});

test('R3 a body is not read from an address that sends too much', async () => {
  const desk = await buildTestApp();
  expect(() => {
    for (;;) desk.context.rates.spendOfAddress('submissionsOfAddress', '2001:db8:1:2::7');
  }).toThrow();
  const from = (address: string) =>
    submit(desk, 'no JSON', { address, headers: { 'content-type': 'application/json' } });
  // All of one network is one: each machine in it may call itself as it likes.
  expect((await from('2001:db8:1:2:ffff::1')).json()).toMatchObject({ code: 'RATE_LIMITED' });
  expect((await from('2001:db8:1:3::7')).json()).toMatchObject({ code: 'BAD_REQUEST' });
});
