import cookie from '@fastify/cookie';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { KEY_PREFIX } from '../../../../protocol/keys.ts';
import { SCOPES, type Scope } from '../../../../protocol/scopes.ts';
import type { App } from '../../../../server/context.ts';
import { USE_NOTED_MS } from '../../../../server/features/keys/rules.ts';
import { askerOf, guard } from '../../../../server/rights.ts';
import { buildTestApp } from '../../../helpers/app.ts';
import { ask, staffed } from '../../../helpers/http.ts';

const from = (key: string) => ({ headers: { authorization: `Bearer ${key}` }, origin: null });

/** A desk with a program's key, and a door of the scope `purchases` that says who came in. */
async function deskWithKey(scopes: Scope[] = ['purchases']) {
  const desk = await buildTestApp();
  const owner = await staffed(desk, { role: 'owner' });
  const made = await owner.ask('POST /v1/keys', { body: { name: 'The till', scopes } });
  expect(made.statusCode).toBe(201);
  const { key, secret } = made.json();
  const door = Fastify() as unknown as App;
  await door.register(cookie);
  door.setErrorHandler((error, _request, reply) => reply.code(400).send({ code: (error as { code?: string }).code }));
  guard(door, desk.context);
  door.post('/purchases', { config: { rights: 'agent', scope: 'purchases' } }, async request => askerOf(request));
  door.post('/agents', { config: { rights: 'reader' } }, async () => 'no key comes here');
  const knock = async (url: string, headers: Record<string, string>) =>
    (await door.inject({ method: 'POST', url, headers })).json();
  return { ...desk, owner, key, secret, knock, withKey: { authorization: `Bearer ${secret}` } };
}

test('KY1 an owner makes a key, sees it once, and everything of it is written down', async () => {
  const { owner, key, secret, ...desk } = await deskWithKey(['purchases', 'purchases', 'contacts']);
  expect(secret).toMatch(new RegExp(`^${KEY_PREFIX}[\\w-]{32}$`));
  expect(key).toMatchObject({
    name: 'The till',
    scopes: ['purchases', 'contacts'],
    ending: secret.slice(-4),
    usedAt: null,
  });
  expect((await owner.ask('GET /v1/keys')).json()).toEqual([key]);
  const bold = await staffed(desk);
  expect((await bold.ask('GET /v1/keys')).statusCode).toBe(403);
  const { items } = await desk.store.audit.page({ what: 'key.made', limit: 10 });
  expect(items[0]).toMatchObject({ on: { kind: 'key', id: key.id, text: 'scope purchases, scope contacts' } });
});

test('KY2 it opens what has its scope, from no page of ours, and nothing else', async () => {
  const { knock, withKey, key, owner, ...desk } = await deskWithKey();
  expect(await knock('/purchases', { ...withKey, origin: 'https://till.example' })).toMatchObject({
    by: { role: 'agent', siteIds: null },
    actor: { who: { kind: 'key', id: key.id, name: 'The till' } },
  });
  expect(await knock('/agents', withKey)).toEqual({ code: 'FORBIDDEN' });
  expect(await knock('/purchases', { authorization: `Bearer ${KEY_PREFIX}nothing` })).toEqual({ code: 'KEY_INVALID' });
  expect(await knock('/purchases', { authorization: 'Bearer something else' })).toEqual({ code: 'SIGN_IN_REQUIRED' });
  // Beside a key a session is nobody's.
  const both = { ...from(withKey.authorization.slice(7)), cookie: owner.cookie };
  expect((await ask(desk, 'GET /v1/agents', both)).json().code).toBe('FORBIDDEN');
  const other = (await owner.ask('POST /v1/keys', { body: { name: 'Site', scopes: ['contacts'] } })).json();
  expect(await knock('/purchases', { authorization: `Bearer ${other.secret}` })).toEqual({ code: 'FORBIDDEN' });
});

test('KY3 a revoked key opens nothing, and its last use is known to a quarter of an hour', async () => {
  const { knock, withKey, key, owner, ...desk } = await deskWithKey();
  const usedAt = async () => (await owner.ask('GET /v1/keys')).json()[0].usedAt;
  await knock('/purchases', withKey);
  await expect.poll(usedAt).toBe(desk.context.now());
  const first = desk.context.now();
  await desk.pass(USE_NOTED_MS - 1);
  await knock('/purchases', withKey);
  expect(await usedAt()).toBe(first);
  await desk.pass(1);
  await knock('/purchases', withKey);
  await expect.poll(usedAt).toBe(first + USE_NOTED_MS);
  expect((await owner.ask(`DELETE /v1/keys/${key.id}`)).statusCode).toBe(204);
  expect(await knock('/purchases', withKey)).toEqual({ code: 'KEY_INVALID' });
  expect((await owner.ask(`DELETE /v1/keys/${key.id}`)).statusCode).toBe(404);
});

test('KY4 who asks too much by one key hears when to go on, and another key is as good as before', async () => {
  const { knock, withKey, owner } = await deskWithKey();
  let answer: { code?: string } = {};
  for (let n = 0; n < 200 && answer.code === undefined; n++) answer = await knock('/purchases', withKey);
  expect(answer).toEqual({ code: 'RATE_LIMITED' });
  const other = (await owner.ask('POST /v1/keys', { body: { name: 'Site', scopes: ['purchases'] } })).json();
  expect(await knock('/purchases', { authorization: `Bearer ${other.secret}` })).toHaveProperty('actor');
});

/** What reaches the command of an address; the others need nothing, or refuse an empty body by themselves. */
const BODIES: Readonly<Record<string, object>> = {
  'POST /v1/people': { phone: '+97699112233' },
  'PATCH /v1/contacts/{id}': { callMe: 'Bat' },
  'POST /v1/contacts/{id}/identities': { kind: 'email', value: 'bat@shop.example' },
  'POST /v1/contacts/{id}/identities/primary': { kind: 'phone', value: '+97699112233' },
  'POST /v1/contacts/{id}/identities/removal': { kind: 'email', value: 'bat@shop.example' },
  'POST /v1/contacts/{id}/stage': { stageId: 'talking' },
  'POST /v1/purchases': { person: { phone: '+97699112233' }, lines: [{ name: 'Tea', quantity: 1, price: 100 }] },
  'POST /v1/calls': { callId: 'one', event: 'ringing', number: '+97699112233' },
};

test('KY2 each address of a scope answers a program, and what it writes down is said to come from one', async () => {
  const desk = await buildTestApp();
  const owner = await staffed(desk, { role: 'owner' });
  await owner.ask('PATCH /v1/switches', { body: { telephone: true } });
  const { secret } = (await owner.ask('POST /v1/keys', { body: { name: 'Shop', scopes: SCOPES } })).json();
  const say = (line: `${string} /${string}`, body?: object) => ask(desk, line, { ...from(secret), body });
  const { id } = (await say('POST /v1/people', BODIES['POST /v1/people'])).json() as { id: string };
  const { paths } = (await ask(desk, 'GET /docs/json')).json() as {
    paths: Record<`/${string}`, Record<string, { 'x-scope'?: Scope }>>;
  };
  const lines = Object.entries(paths).flatMap(([path, all]) =>
    Object.entries(all).flatMap(([method, each]) =>
      each['x-scope'] ? [`${method.toUpperCase()} ${path as `/${string}`}` as const] : [],
    ),
  );
  expect(lines).toEqual(expect.arrayContaining(Object.keys(BODIES)));
  for (const line of lines) {
    const body = BODIES[line] ?? (line.startsWith('GET') ? undefined : {});
    const { statusCode } = await say(line.replace(/\{\w+\}/g, id) as typeof line, body);
    expect([line, statusCode >= 500 || statusCode === 401]).toEqual([line, false]);
  }
  const { identities } = (await say(`GET /v1/contacts/${id}`)).json() as { identities: object[] };
  expect(identities).toMatchObject([{ kind: 'phone', source: 'api', isVerified: false }]);
});
