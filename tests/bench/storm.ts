import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../faults/until.ts';
import { startChild } from './child.ts';
import { count, type Row } from './row.ts';

const PAGES = 10_000;
const TYPING = 50;
/** Of a visitor, within what one may send (SPEC R2). */
const TYPE_EVERY_MS = 1_000;
/** Inboxes that hear who comes. */
const AGENTS = 5;
/** What each visitor has said; every second one was answered. */
const MESSAGES = 3;
const ANSWERED = 2;
/** One page in so many missed the answer, and one in so many has something to say that nobody acked. */
const BEHIND = 10;
const UNSENT = 10;
const WELCOME_GOAL_MS = 30_000;
const ACK_GOAL_MS = 500;
/** People go on typing for so long after the last welcome. */
const AFTER_MS = 1_000;

interface Server {
  port: number;
  siteKey: string;
  cpuMs: number;
}

interface Seen {
  ready: number;
  lastReadyAt: number;
  unacked: number;
  /** Tries to connect, those of them that the listening server let wait for too long, and refusals. */
  tries: number;
  missed: number;
  refused: number;
}

interface Typed {
  /** Ms since the epoch. */
  at: number;
  waitedMs: number;
}

/**
 * A server with pages of visitors is killed and started again on its database, and all of them come back as the widget
 * does, held to the rates that hold for everybody. Once as they notice, and once all in the moment in which it listens
 * again, as after a break of the network.
 */
export async function storm(store: string, databaseUrl: string, wanted = PAGES): Promise<Row[]> {
  let [server, at] = await startChild<Server>('deskbell-server.ts', { databaseUrl });
  const pages = { port: at.port, siteKey: at.siteKey };
  const [crowd] = await startChild('storm-pages.ts', { ...pages, name: 'crowd', network: 10 });
  const [people] = await startChild('storm-pages.ts', { ...pages, name: 'people', network: 11 });
  try {
    const order = { kind: 'open', behind: BEHIND, messages: MESSAGES };
    const { conversationIds } = await crowd.ask<{ conversationIds: string[] }>({ ...order, wanted });
    await people.ask({ ...order, wanted: TYPING });
    await server.ask({ kind: 'answer', conversationIds: conversationIds.filter((_, place) => place % ANSWERED === 0) });
    await server.ask({ kind: 'settled' });
    const { cookie } = await server.ask<{ cookie: string }>({ kind: 'signIn', email: 'looks@example.com' });
    return [...(await again('as they notice', cookie, false)), ...(await again('all at once', cookie, true))];
  } finally {
    for (const child of [crowd, people, server]) await child.stop();
  }

  async function again(how: string, cookie: string, isUnaware: boolean): Promise<Row[]> {
    await crowd.ask({ kind: 'down', isUnaware, unsent: UNSENT });
    await people.ask({ kind: 'down', isUnaware, unsent: 0 });
    await server.kill();
    const killedAt = Date.now();
    [server, at] = await startChild<Server>('deskbell-server.ts', { databaseUrl, port: at.port, isHeldBack: true });
    const upAt = Date.now();
    const { cpuMs } = at;
    await people.ask({ kind: 'type', everyMs: TYPE_EVERY_MS });
    await Promise.all([crowd, people].map(each => each.ask({ kind: 'up' })));
    const [inboxes] = await startChild('load.ts', { ...pages, cookies: [cookie] });
    const opened = inboxes.ask({ kind: 'open', clients: AGENTS });
    const seen = () => Promise.all([crowd, people].map(each => each.ask<Seen>({ kind: 'seen' })));
    const all = await until('everybody to be welcome and acked', async () => {
      const all = await seen();
      return all.every(each => each.unacked === 0) && sum(all, 'ready') === wanted + TYPING ? all : null;
    });
    const cpu = (await server.ask<{ ms: number }>({ kind: 'cpu' })).ms - cpuMs;
    await opened;
    await pause(AFTER_MS);
    const { typed } = await people.ask<{ typed: Typed[] }>({ kind: 'typed' });
    await inboxes.stop();
    const lastAt = Math.max(...all.map(each => each.lastReadyAt));
    const during = typed.filter(each => each.at <= lastAt + AFTER_MS);
    const waits = during.map(each => each.waitedMs).sort((a, b) => a - b);
    const wait = (part: number) => waits[Math.floor(waits.length * part)] ?? 0;
    const what = `${count(wanted)} pages come back ${how} after a kill`;
    const tries = `${count(sum(all, 'tries'))} tries, ${sum(all, 'missed')} let wait, ${sum(all, 'refused')} refused`;
    return [
      {
        what: `${what}: the last welcome, ${store}`,
        measured: `${count(lastAt - upAt)} ms after it listens, ${count(lastAt - killedAt)} ms after the kill`,
        beside: `goal ${count(WELCOME_GOAL_MS)} ms; ${tries}; ${count((cpu * 1_000) / (wanted + TYPING))} µs of CPU each`,
        ratio: (lastAt - killedAt) / WELCOME_GOAL_MS,
        goal: '≤ 1',
      },
      {
        what: `${what}: acks of ${TYPING} people typing, p99, ${store}`,
        measured: `${wait(0.99).toFixed(0)} ms`,
        beside: `goal ${ACK_GOAL_MS} ms; ${waits.length} acks, median ${wait(0.5).toFixed(1)} ms`,
        ratio: wait(0.99) / ACK_GOAL_MS,
        goal: '≤ 1',
      },
    ];
  }
}

function sum(all: Seen[], field: 'ready' | 'tries' | 'missed' | 'refused'): number {
  return all.reduce((total, each) => total + each[field], 0);
}
