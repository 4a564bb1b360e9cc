/** A program that is told by webhook: counts what comes, and when the last came. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveOrders } from './child.ts';

const seen = new Set<string>();
let repeated = 0;
const waiting: { count: number; resolve: () => void }[] = [];

const server = createServer((request, response) => {
  const id = String(request.headers['webhook-id']);
  if (seen.has(id)) repeated += 1;
  seen.add(id);
  request.resume().on('end', () => response.writeHead(204).end());
  for (const each of waiting) if (seen.size >= each.count) each.resolve();
});
await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));

serveOrders(
  { port: (server.address() as AddressInfo).port },
  {
    /** Resolves when so many different ones are there. */
    async heard({ count }: { count: number }) {
      if (seen.size < count) await new Promise<void>(resolve => waiting.push({ count, resolve }));
      return { at: Date.now(), seen: seen.size, repeated };
    },
  },
);
