import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** Has a test's own server listen on this machine; it ends with the test. @returns its origin */
export async function listenHere(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What came to a server of a test, and whoever waits for it. */
export function createArrivals<T>() {
  const got: T[] = [];
  const waiting = new Set<() => void>();
  return {
    got,
    add(arrived: T) {
      got.push(arrived);
      for (const look of waiting) look();
    },
    /** Resolves when so many came. */
    hasGot: (count: number) =>
      new Promise<void>(resolve => {
        const look = () => {
          if (got.length < count) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}
