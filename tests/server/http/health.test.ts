import { expect, test, vi } from 'vitest';
import { AppError } from '../../../server/app-error.ts';
import { agent, buildTestApp, send, visitor } from '../../helpers/app.ts';
import { type Ask, ask } from '../../helpers/http.ts';

test('HE1 the process lives, whatever the store does', async () => {
  const desk = await buildTestApp();
  await desk.store.close();
  expect((await ask(desk, 'GET /healthz')).json()).toEqual({ status: 'ok' });
});

test('HE2 it is ready while the store would keep a write', async () => {
  const desk = await buildTestApp();
  const answer = await ask(desk, 'GET /readyz');
  expect([answer.statusCode, answer.json()]).toEqual([200, { status: 'ready', store: desk.store.description }]);
});

test('HE2 without its store it is not ready, and says why without telling secrets', async () => {
  const desk = await buildTestApp();
  const { ping } = desk.store;
  desk.store.ping = async () => {
    throw new AppError('STORE_UNAVAILABLE', 'No primary answers.');
  };
  const answer = await ask(desk, 'GET /readyz');
  expect([answer.statusCode, answer.json()]).toEqual([
    503,
    { status: 'store unavailable', problem: 'No primary answers.', store: desk.store.description },
  ]);
  desk.store.ping = async () => {
    throw new Error('connect mongodb://ann:hunter2@db');
  };
  expect((await ask(desk, 'GET /readyz')).body).not.toContain('hunter2');
  desk.store.ping = ping;
});

test('HE6 metrics and details are for this machine, and not for whom a proxy on it asks', async () => {
  const desk = await buildTestApp({ config: { trustProxy: ['loopback'] } });
  const answers = async (options: Ask) => {
    const [metrics, ready] = [await ask(desk, 'GET /metrics', options), await ask(desk, 'GET /readyz', options)];
    return [metrics.statusCode, ready.statusCode, ready.json()];
  };
  const details = { status: 'ready', store: desk.store.description };
  expect(await answers({})).toEqual([200, 200, details]);
  expect(await answers({ address: '::ffff:127.0.0.1' })).toEqual([200, 200, details]);
  const foreign: Ask[] = [
    { address: '10.0.0.7' },
    { headers: { 'x-forwarded-for': '203.0.113.7' } },
    { headers: { 'x-forwarded-for': '127.0.0.1' } },
    { headers: { 'x-forwarded-proto': 'https' } },
    { headers: { forwarded: 'for=203.0.113.7' } },
  ];
  for (const options of foreign) expect(await answers(options)).toEqual([401, 200, { status: 'ready' }]);
});

test('HE6 with a METRICS_TOKEN they are for who brings it, from wherever', async () => {
  const desk = await buildTestApp({ config: { metricsToken: 'a token for Prometheus' } });
  const statusOf = async (options: Ask) => (await ask(desk, 'GET /metrics', options)).statusCode;
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const address = '203.0.113.7';
  expect(await statusOf({ address, headers: bearer('a token for Prometheus') })).toBe(200);
  for (const headers of [{}, bearer(''), bearer('a token for somebody'), { authorization: 'a token for Prometheus' }]) {
    expect(await statusOf({ headers })).toBe(401);
  }
});

test('HE6 who may not know more is told of a store that is away, and not why', async () => {
  const desk = await buildTestApp();
  desk.store.ping = async () => {
    throw new AppError('STORE_UNAVAILABLE', 'No primary answers at db.inside.');
  };
  const answer = await ask(desk, 'GET /readyz', { address: '203.0.113.7' });
  expect([answer.statusCode, answer.json()]).toEqual([503, { status: 'store unavailable' }]);
});

test('HE7 whoever asks whether it is ready, and however often, makes one write a second', async () => {
  const desk = await buildTestApp();
  const ping = vi.spyOn(desk.store, 'ping');
  const ready = (address: string) => ask(desk, 'GET /readyz', { address }).then(answer => answer.statusCode);
  const crowd = Array.from({ length: 50 }, (_, place) => ready(`203.0.113.${place}`));
  expect(new Set(await Promise.all(crowd))).toEqual(new Set([200]));
  expect(ping).toHaveBeenCalledTimes(1);
  // A second later it is another look, which another state answers.
  ping.mockRejectedValueOnce(new AppError('STORE_UNAVAILABLE'));
  await desk.pass(1_000);
  const before = ping.mock.calls.length;
  expect([await ready('203.0.113.1'), await ready('203.0.113.2')]).toEqual([503, 503]);
  expect(ping.mock.calls.length).toBe(before + 1);
});

test('W10 HE3 from the first moment of stopping it is not ready', async () => {
  const desk = await buildTestApp();
  const drained = desk.context.hub.drain(0);
  const answer = await ask(desk, 'GET /readyz');
  expect([answer.statusCode, answer.json().status]).toEqual([503, 'stopping']);
  await drained;
});

test('HE4 metrics count sockets, entries, requests and broken verbs', async () => {
  const desk = await buildTestApp();
  await agent(desk);
  const ann = await visitor(desk);
  await send(ann, 'Hello');
  await ask(desk, 'GET /v1/sites/altan/panel');
  await ask(desk, 'GET /v1/conversations/secret-id-of-somebody');
  const read = async () => (await ask(desk, 'GET /metrics')).body;
  const text = await read();
  expect(text).toContain('deskbell_sockets_open{kind="visitor"} 1');
  expect(text).toContain('deskbell_sockets_open{kind="agent"} 1');
  expect(text).toContain('deskbell_entries_stored_total{kind="message"} 1');
  expect(text).toMatch(/deskbell_http_request_duration_seconds_count\{[^}]*route="\/v1\/sites\/:key\/panel"[^}]*\} 1/);
  expect(text).not.toContain('secret-id-of-somebody');
  expect(text).toContain('process_cpu_user_seconds_total');
  expect(text).not.toContain('deskbell_store_errors_total{');
  await desk.store.close();
  await ask(desk, 'GET /v1/agents', { cookie: 'deskbell_agent=any' });
  expect(await read()).toContain('deskbell_store_errors_total{verb="sessions.byToken"} 1');
});

test('HE4 two servers in one process count apart', async () => {
  const [one, two] = [await buildTestApp(), await buildTestApp()];
  await send(await visitor(one), 'Hello');
  expect((await ask(two, 'GET /metrics')).body).not.toContain('deskbell_entries_stored_total{');
});

test('HE5 from 500 on a caller hears the code and nothing else', async () => {
  const desk = await buildTestApp();
  desk.store.sessions.byToken = async () => {
    throw new Error('the inside of the inside');
  };
  const answer = await ask(desk, 'GET /v1/me', { cookie: 'deskbell_agent=any' });
  expect([answer.statusCode, answer.json()]).toEqual([500, { code: 'INTERNAL' }]);
});
