/** Open inboxes while the telephone rings: each hears of the call, and asks what is known of who rings, as the page does. */
import { Agent, request } from 'node:http';
import type { AgentNews } from '../../protocol/agent.ts';
import type { CallAbout } from '../../protocol/calls.ts';
import { AGENT_VERSION } from '../../protocol/wire/limits.ts';
import { serveOrders, settings } from './child.ts';
import { openRawSocket } from './raw-socket.ts';

const { port, path, cookies } = settings<{ port: number; path: string; cookies: string[] }>();
const keepAlive = new Agent({ keepAlive: true });

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
    (cookie, page) =>
      new Promise<{ told: number; known: number }>((resolve, reject) => {
        hears[page] = news => {
          if (news.type !== 'call.changed' || news.call.state !== 'ringing') return;
          const told = performance.now() - began;
          if (news.people.length !== 1) reject(new Error(`wanted one person, got ${JSON.stringify(news)}`));
          ask('GET', `/v1/calls/${news.call.id}/about`, { cookie }).then(body => {
            const [person] = (JSON.parse(body) as CallAbout).people;
            if (!person?.lastWords || !person.lastPurchase || !person.complaint)
              reject(new Error(`wanted words, a purchase and a complaint, got ${body}`));
            resolve({ told, known: performance.now() - began });
          }, reject);
        };
      }),
  );
  const fields = { event: 'newCall', callId, from: number, to: '97677112233', direction: 'in' };
  await ask('POST', path, { body: String(new URLSearchParams(fields)) });
  const all = await Promise.all(pages);
  return { told: Math.max(...all.map(each => each.told)), known: Math.max(...all.map(each => each.known)) };
}

function ask(method: string, to: string, { cookie, body }: { cookie?: string; body?: string }): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...(cookie && { cookie }),
      ...(body && { 'content-type': 'application/x-www-form-urlencoded' }),
    };
    request({ port, host: '127.0.0.1', method, path: to, headers, agent: keepAlive }, answer => {
      let text = '';
      answer.setEncoding('utf8').on('data', more => {
        text += more;
      });
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve(text) : reject(new Error(`${to} answered ${answer.statusCode}: ${text}`)),
      );
    })
      .on('error', reject)
      .end(body);
  });
}

serveOrders({}, { open, ring });
