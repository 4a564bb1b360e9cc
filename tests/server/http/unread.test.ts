import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { buildTestApp } from '../../helpers/app.ts';
import { ask } from '../../helpers/http.ts';

const refused = { code: 'BAD_REQUEST', message: expect.any(String) };

test.each(['/v1/agents/%zz', '/f/%ff/contact', '/docs/%zz', `/v1/sites/${'a'.repeat(200)}/slots`])(
  'UR1 an address that can not be read is refused as everything else is, and is not repeated: %.20s',
  async path => {
    const answer = await ask(await buildTestApp(), `GET ${path}` as 'GET /');
    expect([answer.statusCode, answer.json()]).toEqual([400, refused]);
    expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
    expect(answer.payload).not.toContain(path.slice(-10));
  },
);

test.each([
  ['no HTTP', 'Sain baina uu\r\n\r\n', 400],
  ['a header of two lines', 'GET / HTTP/1.1\r\nhost: a\r\n b\x01: c\r\n\r\n', 400],
  ['two lengths', 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n', 400],
  ['headers without end', `GET / HTTP/1.1\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
])('UR1 what is %s is refused with a code, and the connection ends', async (_, said, status) => {
  const { app } = await buildTestApp();
  await app.listen({ port: 0, host: '127.0.0.1' });
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(said);
  const answer = await text(socket);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(JSON.parse(answer.split('\r\n\r\n')[1]!)).toEqual(refused);
});

test('UR1 what is nowhere under /docs is refused as everything else is', async () => {
  const answer = await ask(await buildTestApp(), 'GET /docs/nowhere');
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'NOT_FOUND']);
});
