import { createServer, type IncomingHttpHeaders } from 'node:http';
import { createArrivals, listenHere } from './arrivals.ts';

export interface Received {
  id: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What to answer: a status, with headers and a body perhaps, or nothing at all, until the line is cut. */
export type Answer = number | [status: number, headers: Record<string, string>, body?: string] | 'silence';

/** A webhook's receiver on this machine: keeps what it got, and answers as it is told. */
export async function openReceiver(answers: (received: Received) => Answer = () => 204) {
  const { got, add, hasGot } = createArrivals<Received>();
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const received = {
      id: String(request.headers['webhook-id']),
      headers: request.headers,
      body: String(Buffer.concat(parts)),
    };
    add(received);
    const answer = answers(received);
    if (answer === 'silence') return;
    const [status, headers, body] = typeof answer === 'number' ? [answer, {}] : answer;
    response.writeHead(status, headers).end(body);
  });
  return { url: `${await listenHere(server)}/hook`, got, hasGot };
}
