/** The client's process: visitors who write, and one agent who answers each of them as soon as they are heard. */
import { randomBytes } from 'node:crypto';
import type { AgentNews } from '../../protocol/agent.ts';
import type { VisitorNews } from '../../protocol/visitor.ts';
import { AGENT_VERSION, VISITOR_VERSION } from '../../protocol/wire/limits.ts';
import { serveOrders, settings } from './child.ts';
import { openRawSocket, type RawSocket } from './raw-socket.ts';

const { port, siteKey, cookie } = settings<{ port: number; siteKey: string; cookie: string }>();
const run = randomBytes(8).toString('hex');
let made = 0;
const newClientId = () => `${run}${(made++).toString(36).padStart(8, '0')}`;

let isTalking = false;
let acked = 0;

const visitors: RawSocket[] = [];

const ask = (socket: RawSocket) =>
  socket.send(JSON.stringify({ type: 'message.send', clientId: newClientId(), text: 'Do you deliver to Darkhan?' }));

async function openVisitor(): Promise<void> {
  const welcome = Promise.withResolvers<void>();
  const socket = await openRawSocket({ port, path: '/v1/visitor' }, payload => {
    const news = JSON.parse(payload.toString()) as VisitorNews;
    if (news.type === 'welcome') welcome.resolve();
    else if (news.type === 'ack') acked += 1;
    // The answer came: there is the next thing to ask.
    else if (news.type === 'entry.added' && news.entry.author.kind === 'agent' && isTalking) ask(socket);
    else if (news.type === 'error') throw new Error(`refused: ${payload}`);
  });
  socket.send(JSON.stringify({ type: 'hello', clientId: newClientId(), version: VISITOR_VERSION, site: siteKey }));
  await welcome.promise;
  visitors.push(socket);
}

async function openAgent(): Promise<void> {
  const welcome = Promise.withResolvers<void>();
  const socket = await openRawSocket({ port, path: '/v1/agent', cookie }, payload => {
    const news = JSON.parse(payload.toString()) as AgentNews;
    if (news.type === 'welcome') welcome.resolve();
    else if (news.type === 'ack') acked += 1;
    else if (news.type === 'entry.added' && news.entry.author.kind === 'visitor') {
      const { conversationId } = news.entry;
      const text = 'Yes, until Friday noon.';
      socket.send(JSON.stringify({ type: 'message.send', clientId: newClientId(), conversationId, text }));
    } else if (news.type === 'error') throw new Error(`refused: ${payload}`);
  });
  socket.send(JSON.stringify({ type: 'hello', clientId: newClientId(), version: AGENT_VERSION }));
  await welcome.promise;
}

serveOrders(
  {},
  {
    async open({ writers }: { writers: number }) {
      await openAgent();
      for (let writer = 0; writer < writers; writer++) await openVisitor();
    },
    /** @returns what was acked, words and answers */
    async talk({ ms }: { ms: number }) {
      isTalking = true;
      acked = 0;
      const begunAt = performance.now();
      for (const socket of visitors) ask(socket);
      await new Promise(resolve => setTimeout(resolve, ms));
      isTalking = false;
      const perSecond = acked / ((performance.now() - begunAt) / 1000);
      // Who was asked last is answered still.
      await new Promise(resolve => setTimeout(resolve, 300));
      return { perSecond };
    },
  },
);
