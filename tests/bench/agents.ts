import { Agent, get } from 'node:http';
import { type Child, startChild } from './child.ts';
import { count, median, type Row } from './row.ts';

const AGENTS = 100;
/** Sockets, within what one session may open (SPEC R6). */
const OF_ONE_SESSION = 25;
const ROUNDS = 7;
const TIMES = 100;
/** Entries that share a turn on a busy desk. */
const AT_ONCE_TOLD = 50;
/** Enough for a few microseconds each to be told apart. */
const SHOWN_TIMES = 5_000;
const ENTRIES = 50;
/** So that the conversation gets a page full of entries and not thousands. */
const PAUSE_MS = 55;
const PAGES = 300;
const AT_ONCE = 10;

/** What agents cost: hearing of an entry, whatever the store, and reading a page. */
export async function agentRows(databaseUrl: string): Promise<Row[]> {
  return withConversation(databaseUrl, async scene => [...(await fanOutRows(scene)), await pageRow('SQLite', scene)]);
}

export async function pageRows(store: string, databaseUrl: string): Promise<Row[]> {
  return withConversation(databaseUrl, async scene => [await pageRow(store, scene)]);
}

interface Scene {
  server: Child;
  at: { port: number };
  cookie: string;
  /** Of the conversation. */
  id: string;
}

/** A server, an agent's session, and a visitor who has written a page full. */
async function withConversation(databaseUrl: string, measure: (scene: Scene) => Promise<Row[]>): Promise<Row[]> {
  const [server, at] = await startChild<{ port: number; siteKey: string }>('deskbell-server.ts', { databaseUrl });
  const { cookie } = await server.ask<{ cookie: string }>({ kind: 'signIn' });
  const [visitor] = await startChild('load.ts', at);
  try {
    await visitor.ask({ kind: 'open', clients: 1 });
    let id = '';
    for (let lastSeq = 0; lastSeq < ENTRIES; ) {
      await visitor.ask({ kind: 'send', clients: 1, ms: 500, pauseMs: PAUSE_MS });
      ({ id, lastSeq } = await server.ask<{ id: string; lastSeq: number }>({ kind: 'longest' }));
    }
    return await measure({ server, at, cookie, id });
  } finally {
    for (const child of [visitor, server]) await child.stop();
  }
}

async function pageRow(store: string, { server, at, cookie, id }: Scene): Promise<Row> {
  const overHttp: number[] = [];
  const inProcess: number[] = [];
  const keepAlive = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const page = () => fetched(`http://127.0.0.1:${at.port}/v1/conversations/${id}`, cookie, keepAlive);
  const cpu = async () => (await server.ask<{ ms: number }>({ kind: 'cpu' })).ms;
  for (let round = 0; round <= ROUNDS; round++) {
    const before = await cpu();
    for (let done = 0; done < PAGES; done += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, page));
    const perSecond = PAGES / (((await cpu()) - before) / 1000);
    const read = await server.ask<{ perSecond: number }>({ kind: 'readPages', id, pages: PAGES });
    if (round === 0) continue;
    overHttp.push(perSecond);
    inProcess.push(read.perSecond);
  }
  keepAlive.destroy();
  return {
    what: `pages of ${ENTRIES} entries over HTTP per second of server CPU, ${store}`,
    measured: `${count(median(overHttp))} /s`,
    beside: `the same reads in the process ${count(median(inProcess))} /s`,
    ratio: median(overHttp.map((rate, round) => rate / inProcess[round]!)),
    goal: '≥ 0.6',
  };
}

async function fanOutRows({ server, at }: Scene): Promise<Row[]> {
  const cookies: string[] = [];
  for (let agent = 0; agent < AGENTS / OF_ONE_SESSION; agent++) {
    const email = `agent-${agent}@example.com`;
    cookies.push((await server.ask<{ cookie: string }>({ kind: 'signIn', email })).cookie);
  }
  const [agents] = await startChild('load.ts', { ...at, cookies });
  try {
    await agents.ask({ kind: 'open', clients: AGENTS });
    const fanOut = async (what: string, entries: number, goal: string): Promise<Row> => {
      const told: { published: number; sent: number }[] = [];
      for (let round = 0; round <= ROUNDS; round++) {
        const order = { kind: 'fanOut', times: TIMES / entries, entries };
        const times = await server.ask<{ published: number; sent: number }>(order);
        if (round > 0) told.push(times);
      }
      const each = (ms: number) => `${count((ms / TIMES) * 1000)} µs`;
      return {
        what: `${what} told to ${AGENTS} agents, server CPU`,
        measured: each(median(told.map(({ published }) => published))),
        beside: `one ready frame per socket ${each(median(told.map(({ sent }) => sent)))}`,
        ratio: median(told.map(({ published, sent }) => sent / published)),
        goal,
      };
    };
    const rows = [
      await fanOut('one entry', 1, '≥ 0.9'),
      await fanOut(`each of ${AT_ONCE_TOLD} entries of one turn`, AT_ONCE_TOLD, '≥ 5'),
    ];
    // Last, because the pages say what they show, and hear of nothing else from then on.
    return [...rows, await shownRow(server)];
  } finally {
    await agents.stop();
  }
}

/** Each of the agents has conversations of their own, and shows them. */
async function shownRow(server: Child): Promise<Row> {
  const order = { kind: 'tellShown', times: SHOWN_TIMES, timesToAll: TIMES };
  const { shown, all } = await server.ask<{ shown: number; all: number }>(order);
  const micros = (ms: number) => `${(ms * 1000).toFixed(1)} µs`;
  return {
    what: `one entry told to those of ${AGENTS} agents who show it, server CPU`,
    measured: micros(shown),
    beside: `told to all of them ${micros(all)}`,
    ratio: all / shown,
    goal: '≥ 20',
  };
}

function fetched(url: string, cookie: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { cookie } }, answer => {
      if (answer.statusCode !== 200) reject(new Error(`${url} answered ${answer.statusCode}`));
      answer.resume().on('end', resolve);
    }).on('error', reject);
  });
}
