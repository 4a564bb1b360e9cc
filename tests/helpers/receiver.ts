import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Received {
  id: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What to answer: a status, with headers and a body perhaps, or nothing at all, until the line is cut. */
export type Answer = number | [status: number, headers: Record<string, string>, body?: string] | 'silence';

/** A webhook's receiver on this machine: keeps what it got, and answers as it is told. */
export async function openReceiver(answers: (received: Received) => Answer = () => 204) {
  const got: Received[] = [];
  const waiting = new Set<() => void>();
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const received = {
      id: String(request.headers['webhook-id']),
      headers: request.headers,
      body: String(Buffer.concat(parts)),
    };
    got.push(received);
    for (const look of waiting) look();
    const answer = answers(received);
    if (answer === 'silence') return;
    const [status, headers, body] = typeof answer === 'number' ? [answer, {}] : answer;
    response.writeHead(status, headers).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    got,
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
