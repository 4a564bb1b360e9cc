import { expect, test } from 'vitest';
import { buildTestApp, visitor } from '../helpers/app.ts';
import { ask, staffed } from '../helpers/http.ts';

test('AU5 what is refused is told once a minute by its code, and what people get wrong is not', async () => {
  const lines: string[] = [];
  const desk = await buildTestApp({
    config: { logLevel: 'info' },
    logTo: { write: line => void lines.push(JSON.parse(line).msg) },
  });
  const told = () => lines.filter(line => line.startsWith('refused within a minute'));
  const bold = await staffed(desk);
  const page = await visitor(desk);
  await desk.pass(1_000, page);
  for (const line of ['GET /v1/audit', 'POST /v1/sites'] as const)
    expect((await bold.ask(line, line.startsWith('P') ? { body: { name: 'X' } } : {})).statusCode).toBe(403);
  const body = { email: 'nobody@altan.example', password: 'a guess' };
  expect((await ask(desk, 'POST /v1/sessions', { body })).statusCode).toBe(401);
  expect((await bold.ask('DELETE /v1/sessions', { origin: 'https://evil.example' })).statusCode).toBe(403);
  expect((await ask(desk, 'POST /f/altan/contact', { body: {} })).statusCode).toBe(422);
  for (let round = 0; round < 3; round += 1) page.socket.send('{"what": "is this');
  for (let round = 0; round < 3; round += 1) await page.hears('error', ({ code }) => code === 'BAD_FRAME');
  await page.ask({ type: 'callback.request', phone: 'no number', name: '', topic: '' });
  expect(told()).toEqual([]);
  await desk.pass(60_000, page);
  expect(told()).toEqual(['refused within a minute: BAD_FRAME 3, FORBIDDEN 2, SIGN_IN_FAILED 1, ORIGIN_REFUSED 1']);
  await desk.pass(120_000, page);
  expect(told()).toHaveLength(1);
});
