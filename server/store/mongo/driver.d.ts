/** What `closed-sockets.ts` mends of MongoDB's driver, which has no types for its own inside. */
declare module 'mongodb/lib/cmap/connection.js' {
  import type { Socket } from 'node:net';

  export class Connection {
    socket: Socket;
    /** Resolves when the socket has taken the command. */
    writeCommand(...command: unknown[]): Promise<void>;
  }
}
