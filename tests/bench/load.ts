/**
 * The client's process: visitors that say hello once and then send messages, each the next one when the last is acked.
 * It speaks to Deskbell and to the echo alike.
 */
import { randomBytes } from 'node:crypto';
import { AGENT_VERSION, VISITOR_VERSION } from '../../protocol/wire/limits.ts';
import { gauges, serveOrders, settings } from './child.ts';
import { openRawSocket, type RawSocket } from './raw-socket.ts';

/** With cookies they are agents, who only listen, and use one after another. */
const { port, siteKey, cookies } = settings<{ port: number; siteKey?: string; cookies?: string[] }>();
const path = cookies ? '/v1/agent' : '/v1/visitor';
const version = cookies ? AGENT_VERSION : VISITOR_VERSION;
/** What a person types: some 60 characters, not all of them Latin. */
const TEXT = 'Сайн байна уу? Do you deliver to Darkhan by Friday noon?';
const TYPE_AT = '{"type":"'.length;
/** Connections being opened at once: below every listen backlog. */
const OPENING = 50;

interface Client {
  socket: RawSocket;
  /** Called at the welcome and at each ack; one command is under way at a time. */
  answered: () => void;
}
const clients: Client[] = [];
/** Those who have begun their conversation. */
let begun = 0;

const run = randomBytes(12).toString('hex');
let made = 0;
let opened = 0;
/** As the widget makes them: the time, then letters of chance. */
const newClientId = () => `${Date.now().toString(36)}${run}${(made++).toString(36).padStart(8, '0')}`;

async function open(): Promise<Client> {
  let resolve = (): void => {};
  const welcome = new Promise<void>(done => {
    resolve = done;
  });
  const client: Client = { socket: null as never, answered: resolve };
  const cookie = cookies?.[opened++ % cookies.length];
  client.socket = await openRawSocket({ port, path, cookie }, payload => {
    // How the type of the frame begins: other news is for nobody here.
    const type = payload.toString('latin1', TYPE_AT, TYPE_AT + 3);
    if (type === 'ack' || type === 'wel') client.answered();
    else if (type === 'err') throw new Error(`refused: ${payload}`);
  });
  const hello = { type: 'hello', clientId: newClientId(), version, site: siteKey, locale: 'mn' };
  client.socket.send(JSON.stringify(hello));
  await welcome;
  return client;
}

function say({ socket }: Client): void {
  socket.send(`{"type":"message.send","clientId":"${newClientId()}","text":"${TEXT}"}`);
}

/** Each one who has not yet sends a first message. */
async function begin(): Promise<void> {
  while (begun < clients.length) {
    const batch = clients.slice(begun, begun + OPENING);
    const answers = batch.map(
      client =>
        new Promise<void>(resolve => {
          client.answered = resolve;
        }),
    );
    for (const client of batch) say(client);
    await Promise.all(answers);
    begun += batch.length;
  }
}

/** Sends in a closed loop until the time is up. @returns acked messages, and the waits' median and 99th percentile in ms */
async function send({ clients: active, ms, pauseMs }: { clients: number; ms: number; pauseMs: number }) {
  const waits: number[] = [];
  const startedAt = performance.now();
  const until = startedAt + ms;
  const loop = (client: Client, place: number) =>
    new Promise<void>(resolve => {
      let sentAt = 0;
      const next = () => {
        sentAt = performance.now();
        if (sentAt >= until) resolve();
        else say(client);
      };
      client.answered = () => {
        waits.push(performance.now() - sentAt);
        if (pauseMs) setTimeout(next, pauseMs);
        else next();
      };
      // Spread over the first pause, because people do not type in step.
      setTimeout(next, (pauseMs * place) / active);
    });
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
    ...gauges,
    async open({ clients: wanted }: { clients: number }) {
      while (clients.length < wanted) {
        const batch = Math.min(OPENING, wanted - clients.length);
        clients.push(...(await Promise.all(Array.from({ length: batch }, open))));
      }
    },
    begin,
    send,
  },
);
