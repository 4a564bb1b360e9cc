/** Open inboxes while the telephone rings: each hears of the call, with what is known of who rings. */
import type { AgentNews } from '../../protocol/agent.ts';
import { AGENT_VERSION } from '../../protocol/wire/limits.ts';
import { serveOrders, settings } from './child.ts';
import { openRawSocket } from './raw-socket.ts';

const { port, path, cookies } = settings<{ port: number; path: string; cookies: string[] }>();

/** By page: what it does with a frame. */
const hears: ((news: AgentNews) => void)[] = [];

async function open(): Promise<void> {
  await Promise.all(
    cookies.map(async (cookie, page) => {
      const welcome = new Promise<void>(resolve => {
        hears[page] = news => news.type === 'welcome' && resolve();
      });
      const socket = await openRawSocket({ port, path: '/v1/agent', cookie }, payload =>
        hears[page]!(JSON.parse(payload.toString('utf8')) as AgentNews),
      );
      socket.send(JSON.stringify({ type: 'hello', clientId: `page-${page}-of-the-measure`, version: AGENT_VERSION }));
      await welcome;
    }),
  );
}

async function ring({ callId, number }: { callId: string; number: string }) {
  const began = performance.now();
  const pages = cookies.map(
    (_, page) =>
      new Promise<number>((resolve, reject) => {
        hears[page] = news => {
          if (news.type !== 'call.changed' || news.call.state !== 'ringing') return;
          const [person] = news.about ?? [];
          if (person?.lastWords && person.lastPurchase && person.complaint) resolve(performance.now() - began);
          else reject(new Error(`wanted words, a purchase and a complaint, got ${JSON.stringify(news)}`));
        };
      }),
  );
  const fields = { event: 'newCall', callId, from: number, to: '97677112233', direction: 'in' };
  await post(new URLSearchParams(fields));
  return { ms: Math.max(...(await Promise.all(pages))) };
}

async function post(body: URLSearchParams): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
}

serveOrders({}, { open, ring });
