import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { onTestFinished } from 'vitest';

/** A SOCKS5 proxy that lets through whoever shows the right name and password. It writes byte by byte, as a slow line brings them. */
export async function openSocksProxy({ login = null, answer = 0 }: { login?: string | null; answer?: number } = {}) {
  const through: string[] = [];
  const server = createServer(socket => {
    let had = Buffer.alloc(0);
    let step: 'hello' | 'login' | 'connect' = 'hello';
    const say = (...bytes: number[]) => {
      for (const each of bytes) socket.write(Buffer.from([each]));
    };
    socket.setNoDelay(true).on('error', () => {});
    socket.on('data', function take(bytes: Buffer) {
      had = Buffer.concat([had, bytes]);
      if (step === 'hello' && had.length >= 2 + had[1]!) {
        had = had.subarray(2 + had[1]!);
        step = login === null ? 'connect' : 'login';
        say(5, login === null ? 0 : 2);
      } else if (step === 'login') {
        const name = had.subarray(2, 2 + had[1]!).toString();
        const password = had.subarray(3 + had[1]!, 3 + had[1]! + had[2 + had[1]!]!).toString();
        had = Buffer.alloc(0);
        step = 'connect';
        say(1, `${name}:${password}` === login ? 0 : 1);
      } else if (step === 'connect' && had.length >= 7 + had[4]!) {
        const host = had.subarray(5, 5 + had[4]!).toString();
        const port = had.readUInt16BE(5 + had[4]!);
        socket.off('data', take);
        if (answer !== 0) return say(5, answer, 0, 1, 0, 0, 0, 0, 0, 0);
        through.push(`${host}:${port}`);
        const other = connect(port, host, () => {
          say(5, 0, 0, 3, 4, ...Buffer.from('here'), 0, 80);
          other.pipe(socket).pipe(other);
        });
        other.on('error', () => socket.destroy());
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, through };
}
