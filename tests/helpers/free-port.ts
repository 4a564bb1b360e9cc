import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Given here already, perhaps to somebody who has yet to listen. */
const given = new Set<number>();

/**
 * A free port below those that the system lends to outgoing connections (from 32768 on Linux): somebody who knocks while
 * its owner is away could be lent that very port.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 30_000);
    if (given.has(port)) continue;
    given.add(port);
    const isFree = await new Promise<boolean>(resolve => {
      const probe = createServer()
        .once('error', () => resolve(false))
        .listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}
