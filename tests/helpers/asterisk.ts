/** Asterisk's manager interface as far as we speak to it: signs in whoever has the password, and tells what the test says. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { createArrivals } from './arrivals.ts';

export type Action = Record<string, string>;

export async function openAsterisk(user = 'deskbell', secret = 'peonies') {
  const { got, add, hasGot } = createArrivals<Action>();
  const signedIn = new Set<Socket>();
  const all = new Set<Socket>();
  const server = createServer(socket => {
    all.add(socket);
    socket.on('close', () => {
      all.delete(socket);
      signedIn.delete(socket);
    });
    socket.on('error', () => undefined);
    socket.setEncoding('utf8');
    socket.write('Asterisk Call Manager/9.0.0\r\n');
    let text = '';
    socket.on('data', (more: string) => {
      text += more;
      for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
        const lines = text.slice(0, end).split('\r\n');
        text = text.slice(end + 4);
        take(socket, Object.fromEntries(lines.map(line => line.split(/: (.*)/s).slice(0, 2))));
      }
    });
  });

  function take(socket: Socket, action: Action): void {
    const isRight = action.Action !== 'Login' || (action.Username === user && action.Secret === secret);
    const [response, message] = isRight ? ['Success', 'Authentication accepted'] : ['Error', 'Authentication failed'];
    socket.write(`Response: ${response}\r\nActionID: ${action.ActionID}\r\nMessage: ${message}\r\n\r\n`);
    if (action.Action === 'Login' && isRight && action.Events !== 'off') signedIn.add(socket);
    add(action);
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of all) socket.destroy();
    server.close();
  });
  return {
    port: (server.address() as AddressInfo).port,
    got,
    hasGot,
    /** Events, each a block, to all who hear them; in pieces, as a network brings them. */
    tell(...events: Action[]) {
      const text = events.map(
        each =>
          `${Object.entries(each)
            .map(([name, value]) => `${name}: ${value}`)
            .join('\r\n')}\r\n\r\n`,
      );
      for (const socket of signedIn)
        for (const piece of text.join('').match(/[\s\S]{1,97}/g) ?? []) socket.write(piece);
    },
    cut() {
      for (const socket of all) socket.destroy();
    },
  };
}
