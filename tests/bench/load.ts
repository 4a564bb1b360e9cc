/**
 * The client's process: visitors that say hello once and then send messages, each the next one when the last is acked.
 * It speaks to Deskbell and to the echo alike.
 */
import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import { PROTOCOL_VERSION } from '../../protocol/limits.ts';
import { serveOrders, settings } from './child.ts';

const { port, siteKey } = settings<{ port: number; siteKey: string }>();
/** What a person types: some 60 characters, not all of them Latin. */
const TEXT = 'Сайн байна уу? Do you deliver to Darkhan by Friday noon?';
/** Connections being opened at once: below every listen backlog. */
const OPENING = 50;

interface Client {
  socket: WebSocket;
  heard: (frame: { type: string; ref?: string }) => void;
}
const clients: Client[] = [];

function open(): Promise<Client> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/v1/visitor`, { perMessageDeflate: false });
    const client: Client = { socket, heard: () => {} };
    socket.on('error', reject);
    socket.on('open', () =>
      socket.send(
        JSON.stringify({
          type: 'hello',
          clientId: randomUUID(),
          version: PROTOCOL_VERSION,
          site: siteKey,
          locale: 'mn',
        }),
      ),
    );
    socket.on('message', data => {
      const frame = JSON.parse(data.toString()) as { type: string; ref?: string };
      if (frame.type === 'welcome') resolve(client);
      else if (frame.type === 'error') reject(new Error(`refused: ${data}`));
      else client.heard(frame);
    });
  });
}

/** Sends and waits for acks in a closed loop until the time is up. @returns acked messages and each one's wait in ms */
async function send({ clients: active, ms, pauseMs }: { clients: number; ms: number; pauseMs: number }) {
  const waits: number[] = [];
  const until = performance.now() + ms;
  const loop = async (client: Client) => {
    while (performance.now() < until) {
      const sentAt = performance.now();
      const clientId = randomUUID();
      await new Promise<void>(resolve => {
        client.heard = frame => frame.ref === clientId && resolve();
        client.socket.send(JSON.stringify({ type: 'message.send', clientId, text: TEXT }));
      });
      waits.push(performance.now() - sentAt);
      if (pauseMs) await new Promise(resolve => setTimeout(resolve, pauseMs));
    }
  };
  const startedAt = performance.now();
  await Promise.all(clients.slice(0, active).map(loop));
  const sorted = waits.toSorted((a, b) => a - b);
  return {
    acked: waits.length,
    ms: performance.now() - startedAt,
    p50: sorted[Math.floor(sorted.length * 0.5)] ?? 0,
    p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
  };
}

serveOrders(
  {},
  {
    async open({ clients: wanted }: { clients: number }) {
      while (clients.length < wanted) {
        const batch = Math.min(OPENING, wanted - clients.length);
        clients.push(...(await Promise.all(Array.from({ length: batch }, open))));
      }
    },
    send,
  },
);
process.on('SIGTERM', () => process.exit());
