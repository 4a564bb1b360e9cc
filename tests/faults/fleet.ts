import { onTestFinished } from 'vitest';
import type { AgentNews } from '../../protocol/agent.ts';
import { type Desk, startDesk } from './desk.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import type { Door } from './page.ts';
import { until } from './until.ts';
import { agentWire } from './wire.ts';

const PASSWORD = 'lilies in the evening';

/** Several servers on one database. */
export interface Fleet {
  readonly desks: Desk[];
  /** Leads each new link to the next server that runs, as a balancer without sticky sessions does. */
  readonly door: Door & { proxy: FaultProxy };
}

/**
 * @param url of a database that nobody else uses
 * @param envOf what else each server is started with
 */
export async function startFleet(
  url: string,
  count: number,
  envOf: (index: number) => Record<string, string> = () => ({}),
): Promise<Fleet> {
  const start = (index: number) => startDesk({ DATABASE_URL: url, ...envOf(index) });
  // The first one makes site and owner.
  const desks = [await start(0)];
  const more = Array.from({ length: count - 1 }, (_, index) => start(index + 1));
  desks.push(...(await Promise.all(more)));
  const proxy = await startFaultProxy({ port: null });
  onTestFinished(() => proxy.close());
  let turn = 0;
  proxy.aim(() => {
    const running = desks.filter(each => each.isRunning);
    return running.length > 0 ? Number(new URL(running[turn++ % running.length]!.directUrl).port) : null;
  });
  return { desks, door: { proxy, url: `http://127.0.0.1:${proxy.port}`, site: desks[0]!.site } };
}

export interface Hired {
  id: string;
  cookie: string;
}

let hired = 0;

/** Another agent, who is signed in and has no page open yet. */
export async function hire(desk: Desk, name: string, capacity?: number): Promise<Hired> {
  const email = `${name.toLowerCase()}-${++hired}@altan.example`;
  const { url } = await desk.api<{ url: string }>('POST', '/v1/invitations', { email, role: 'agent' });
  const answer = await fetch(`${desk.directUrl}/v1/invitations/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: desk.directUrl },
    body: JSON.stringify({ token: url.split('#invite=')[1], name, password: PASSWORD, locale: 'en' }),
  });
  if (!answer.ok) throw new Error(`the invitation was not taken: ${answer.status} ${await answer.text()}`);
  const { agent } = (await answer.json()) as { agent: { id: string } };
  if (capacity !== undefined) await desk.api('PATCH', `/v1/agents/${agent.id}`, { capacity });
  return { id: agent.id, cookie: answer.headers.getSetCookie()[0]!.split(';')[0]! };
}

/** A page of an agent, and what it knows of who is here. */
export async function stationed(desk: Desk, { cookie }: Hired) {
  const wire = await agentWire(desk, cookie);
  return Object.assign(wire, {
    /** Waits until this page was told that so many agents are here. */
    async seesHere(count: number) {
      await until(`${count} agents to be here`, () => {
        const lists = [wire.welcome, ...wire.heard].filter(news => 'agents' in news);
        const last = lists.at(-1) as Extract<AgentNews, { type: 'agents' }>;
        return last.agents.filter(each => each.isHere).length === count;
      });
    },
  });
}
