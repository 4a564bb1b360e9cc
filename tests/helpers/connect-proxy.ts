import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { onTestFinished } from 'vitest';

/** A proxy that lets through whoever shows the right name and password. */
export async function openProxy(credentials: string | null = null) {
  const through: string[] = [];
  const server = createServer((_request, response) => void response.writeHead(405).end());
  server.on('connect', (request, socket) => {
    const shown = request.headers['proxy-authorization'];
    if (credentials !== null && shown !== `Basic ${Buffer.from(credentials).toString('base64')}`) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    through.push(request.url ?? '');
    const [host, port] = (request.url ?? '').split(':');
    const other = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      other.pipe(socket).pipe(other);
    });
    const cut = () => {
      other.destroy();
      socket.destroy();
    };
    other.on('error', cut);
    socket.on('error', cut);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, through };
}
