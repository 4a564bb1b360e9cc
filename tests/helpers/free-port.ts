import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * A free port below those that the system lends to outgoing connections (from 32768 on Linux): somebody who knocks while
 * its owner is away could be lent that very port.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 30_000);
    if (!(await claim(port))) continue;
    const isFree = await new Promise<boolean>(resolve => {
      const probe = createServer()
        .once('error', () => resolve(false))
        .listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}

/**
 * Takes the UDP port of the same number for as long as this process lives, so that no other test process gives it to
 * anybody: its owner may have yet to listen, or be away between two starts.
 */
async function claim(port: number): Promise<boolean> {
  const claim = createSocket('udp4').unref();
  try {
    claim.bind({ port, address: '127.0.0.1', exclusive: true });
    await once(claim, 'listening');
    return true;
  } catch {
    claim.close();
    return false;
  }
}
