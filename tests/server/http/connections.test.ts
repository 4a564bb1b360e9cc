import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { watchConnections } from '../../../server/http/connections.ts';

const POST = 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\n';

/** A server that answers when the test says so. */
async function startServer() {
  const asked: ServerResponse[] = [];
  const server = createServer((request, response) => {
    asked.push(response);
    request.resume();
  });
  const connections = watchConnections(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close().closeAllConnections());
  const { port } = server.address() as AddressInfo;

  /** A connection that writes `words`, and all that it hears until it ends. */
  function dial(words: string) {
    const socket = connect(port, '127.0.0.1').on('error', () => {});
    socket.write(words);
    return { socket, heard: text(socket).catch(() => 'cut') };
  }
  return { server, connections, asked, dial };
}

test('W10 who has asked wholly is answered, however late, and everybody else is sent away', async () => {
  const { server, connections, asked, dial } = await startServer();
  const silent = dial('');
  const half = dial(`${POST}{`);
  const waiting = dial(`${POST}{}`);
  const deaf = dial('GET /large HTTP/1.1\r\nhost: a\r\n\r\n');
  await expect.poll(() => asked.filter(each => each.req.complete).length).toBe(2);
  await expect.poll(() => asked.length).toBe(3);
  const large = asked.find(each => each.req.url === '/large')!;
  deaf.socket.pause();
  large.write('x'.repeat(1_000));

  const closed = once(server.close(), 'close');
  connections.endOthers();
  await Promise.all([silent.heard, half.heard, once(large, 'close')]);
  deaf.socket.destroy();

  asked.find(each => each.req.method === 'POST' && each.req.complete)!.end('kept');
  expect(await waiting.heard).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*connection: close[\s\S]*kept/i);
  await closed;
});

test('W10 a connection that was answered once and asks again is answered again', async () => {
  const { connections, asked, dial } = await startServer();
  const twice = dial(`${POST}{}`);
  await expect.poll(() => asked.length).toBe(1);
  asked[0]!.end('first');
  twice.socket.write(`${POST}{}`);
  await expect.poll(() => asked.filter(each => each.req.complete).length).toBe(2);
  connections.endOthers();
  asked[1]!.end('second');
  expect(await twice.heard).toMatch(/first[\s\S]*second/);
});
