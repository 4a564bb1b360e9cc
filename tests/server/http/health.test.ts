import { expect, test } from 'vitest';
import { AppError } from '../../../server/app-error.ts';
import { agent, buildTestApp, send, visitor } from '../../helpers/app.ts';
import { ask } from '../../helpers/http.ts';

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
