import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Connections that may wait to be taken, as many as Linux allows. Node asks for 511: a crowd that comes back after a restart
 * overflows that, and the system lets the others try again after one second, three and seven.
 */
export const BACKLOG = 4096;

/** The connections of a server that is about to stop. */
export interface Connections {
  /** Ends all but those that asked for something and were told nothing yet: these end with their answer (SPEC W10). */
  endOthers(): void;
}

/** Watches who connects and who asks, from before the server listens. */
export function watchConnections(server: Server): Connections {
  const open = new Set<Socket>();
  const asked = new Map<Socket, { request: IncomingMessage; response: ServerResponse }>();

  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    asked.set(request.socket, { request, response });
    response.once('close', () => {
      // The connection may ask again by then.
      if (asked.get(request.socket)?.request === request) asked.delete(request.socket);
    });
  });

  return {
    endOthers() {
      for (const socket of open) {
        const asking = asked.get(socket);
        // An answer that has begun is known to whoever asked; a download that nobody reads would never end.
        if (asking?.request.complete && !asking.response.headersSent) asking.response.shouldKeepAlive = false;
        else socket.destroy();
      }
    },
  };
}
