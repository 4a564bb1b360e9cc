import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startFaultProxy } from './fault-proxy.ts';
import { until } from './until.ts';

/** A client and a server with the proxy between them, and what each has read so far. */
async function link() {
  const servers: End[] = [];
  const listener = createServer(socket => void servers.push(end(socket))).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const proxy = await startFaultProxy(listener.address() as { port: number });
  onTestFinished(async () => {
    await proxy.close();
    listener.close();
  });
  const dial = () => end(connect(proxy.port, '127.0.0.1'));
  const client = dial();
  client.socket.write('hello');
  await until('the first bytes', () => servers[0]?.read === 'hello');
  const server = servers[0]!;
  server.read = '';
  return { proxy, client, server, servers, dial };
}

interface End {
  socket: Socket;
  read: string;
  isGone: boolean;
}
function end(socket: Socket): End {
  const own: End = { socket, read: '', isGone: false };
  socket.on('data', data => {
    own.read += data.toString('latin1');
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    own.isGone = true;
  });
  return own;
}

// What proves others must be proven first: a fault that does not happen would let every test pass.
describe('the fault proxy', () => {
  test('cuts every link, and refuses new ones until it is mended', async () => {
    const { proxy, client, server, servers, dial } = await link();
    proxy.cut();
    await until('both ends to notice', () => client.isGone && server.isGone);
    await until('a new link to be refused', () => dial().isGone || proxy.links === 0);
    const refused = dial();
    await until('the refusal', () => refused.isGone);
    expect(servers.length).toBe(1);
    proxy.mend();
    dial().socket.write('again');
    await until('bytes of a new link', () => servers[1]?.read === 'again');
  });

  test('leads nowhere while the server is down', async () => {
    const { proxy, dial, servers } = await link();
    proxy.aim(null);
    const refused = dial();
    await until('the refusal', () => refused.isGone);
    expect(servers.length).toBe(1);
  });

  test('cuts after the next bytes were read, or before they are', async () => {
    const { proxy, client, server, servers, dial } = await link();
    proxy.cutAfterNext('up');
    server.socket.write('still passes');
    await until('the other direction', () => client.read === 'still passes');
    client.socket.write('the last words');
    await until('the cut', () => client.isGone && server.isGone);
    expect(server.read).toBe('the last words');

    const again = dial();
    again.socket.write('more');
    await until('a new link', () => servers[1]?.read === 'more');
    proxy.cutBeforeNext('down');
    servers[1]!.socket.write('an answer');
    await until('the cut', () => again.isGone && servers[1]!.isGone);
    expect(again.read).toBe('');
    expect(proxy.bytes.down).toBe('still passes'.length + 'an answer'.length);
  });

  test('holds back one direction, and lets it flow on in order', async () => {
    const { proxy, client, server } = await link();
    proxy.stall('down');
    for (let number = 0; number < 5; number++) server.socket.write(`${number}`);
    client.socket.write('up passes');
    await until('the other direction', () => server.read === 'up passes');
    await until('the stall to hold something', () => proxy.bytes.down > 0);
    expect(client.read).toBe('');
    proxy.mend();
    await until('the rest', () => client.read === '01234');
  });

  test('lets a sender feel a reader that stopped', async () => {
    const { proxy, client, server } = await link();
    client.socket.pause();
    const flood = Buffer.alloc(64 * 1024 * 1024);
    server.socket.write(flood);
    await until('its buffers to fill', () => proxy.bytes.down > 64 * 1024);
    const passed = async () => {
      const before = proxy.bytes.down;
      await new Promise(setImmediate);
      return proxy.bytes.down === before;
    };
    await until('it to stop', passed);
    expect(server.socket.writableLength).toBeGreaterThan(0);
    client.socket.resume();
    await until('all of it', () => client.read.length === flood.length);
  });

  test('hands bytes on in slivers, whole and in order', async () => {
    const { proxy, client, server } = await link();
    proxy.shape({ sliceBytes: 3, delayMs: 1 });
    const text = 'abcdefghijklmnopqrstuvwxyz'.repeat(4);
    client.socket.write(text.slice(0, 50));
    client.socket.write(text.slice(50));
    client.socket.end();
    await until('all of it', () => server.read === text);
  });

  test('takes the upgrade out of a request and leaves the rest', async () => {
    const { proxy, client, server } = await link();
    proxy.stripUpgrade(true);
    client.socket.write('GET /v1/visitor HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    await until('the request', () => server.read.endsWith('\r\n\r\n'));
    expect(server.read).toBe('GET /v1/visitor HTTP/1.1\r\nHost: a\r\n\r\n');
  });

  test('swallows a request for an upgrade, and answers others', async () => {
    const { proxy, client, server, servers, dial } = await link();
    proxy.swallowUpgrade(true);
    const blocked = dial();
    blocked.socket.write('GET /v1/visitor HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n\r\n');
    await until('the request', () => proxy.blocked === 1);
    client.socket.write('GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n');
    await until('another request', () => server.read.endsWith('\r\n\r\n'));
    expect([servers[1]?.read ?? '', blocked.read, blocked.isGone]).toEqual(['', '', false]);
    blocked.socket.destroy();
    await until('its end', () => proxy.links === 1);
  });
});
