import { setTimeout as pause } from 'node:timers/promises';
import type { Sent } from './acked.ts';
import { type Child, startChild } from './child.ts';
import type { MongoSet } from './mongo-set.ts';
import { median, type Row } from './row.ts';

const SERVERS = 3;
/** The same number of people, whether they come to one server or to several. */
const CONNECTIONS = 999;
const WARM_MS = 2_000;
/** As fast as acks come, and with pauses, so that turns are of one message or two: some 2,500 a second. */
const LOADS = [
  { name: 'as fast as they come', ms: 1_000, pauseMs: 0 },
  { name: 'with pauses of 400 ms', ms: 2_000, pauseMs: 400 },
];
const ROUNDS = 3;
/** Nothing is left to do when servers and mongod together use less of a core than this for so long: they beat all the same. */
const QUIET = { share: 0.15, ms: 500 };

/**
 * Of what is used while nothing happens, which is no message's: the least of so many windows, each of a whole beat, because
 * what becomes due meanwhile for those who wait is not nothing.
 */
const IDLE = { windows: 4, ms: 2_000 };

/** CPU: in ms, or in µs for each acked message with all that follows from it: words for search, and what others are told. */
interface Cost {
  servers: number;
  mongod: number;
}

/** Several servers on one replica set against one with as many people: what a message costs all processors together. */
export async function mongoServers(set: MongoSet): Promise<Row[]> {
  const one = await startFleet(set, 'one-server', 1);
  const more = await startFleet(set, 'servers', SERVERS);
  try {
    for (const fleet of [one, more]) await fleet.warm();
    const rounds = LOADS.map(load => ({ load, ones: [] as Cost[], mores: [] as Cost[] }));
    for (let round = 0; round < ROUNDS; round++) {
      for (const { load, ones, mores } of rounds) {
        ones.push(await one.cost(load));
        mores.push(await more.cost(load));
      }
    }
    return rounds.flatMap(({ load, ones, mores }) => {
      const row = (whose: string, part: (cost: Cost) => number): Row => ({
        what: `acked messages per second of all CPU of ${whose}, ${SERVERS} servers on one replica set, ${load.name}, with search and news`,
        measured: `${median(mores.map(part)).toFixed(0)} µs a message`,
        beside: `one server ${median(ones.map(part)).toFixed(0)} µs`,
        ratio: median(mores.map((cost, round) => part(ones[round]!) / part(cost))),
        goal: '≥ 0.8',
      });
      return [row('servers', each => each.servers), row('servers and mongod', each => each.servers + each.mongod)];
    });
  } finally {
    await one.stop();
    await more.stop();
  }
}

/** So many servers on one database, each with its share of the people. */
async function startFleet(set: MongoSet, name: string, size: number) {
  const servers: Child[] = [];
  const clients: Child[] = [];
  for (let place = 0; place < size; place++) {
    const [server, at] = await startChild('deskbell-server.ts', { databaseUrl: set.url(name) });
    const [client] = await startChild('load.ts', at as Record<string, unknown>);
    await client.ask({ kind: 'open', clients: CONNECTIONS / size });
    servers.push(server);
    clients.push(client);
  }

  async function used(): Promise<Cost> {
    let ms = 0;
    for (const each of servers) ms += (await each.ask<{ ms: number }>({ kind: 'cpu' })).ms;
    return { servers: ms, mongod: (await set.gauges()).ms };
  }

  /** Until nothing follows from it any more. @returns acked messages */
  async function send({ ms, pauseMs }: { ms: number; pauseMs: number }): Promise<number> {
    const order = { kind: 'send', clients: CONNECTIONS / size, ms, pauseMs };
    const sent = await Promise.all(clients.map(each => each.ask<Sent>(order)));
    for (let before = await used(); ; ) {
      await pause(QUIET.ms);
      const after = await used();
      if (after.servers + after.mongod - before.servers - before.mongod < QUIET.ms * QUIET.share) break;
      before = after;
    }
    return sent.reduce((sum, each) => sum + each.acked, 0);
  }

  /** CPU of each ms in which nothing happens. */
  let idle: Cost = { servers: 0, mongod: 0 };

  return {
    async warm(): Promise<void> {
      await send({ ms: WARM_MS, pauseMs: 0 });
      const windows: Cost[] = [];
      for (let before = await used(); windows.length < IDLE.windows; ) {
        await pause(IDLE.ms);
        const after = await used();
        windows.push({ servers: after.servers - before.servers, mongod: after.mongod - before.mongod });
        before = after;
      }
      const least = (part: keyof Cost) => Math.min(...windows.map(each => each[part])) / IDLE.ms;
      idle = { servers: least('servers'), mongod: least('mongod') };
    },
    async cost(load: { ms: number; pauseMs: number }): Promise<Cost> {
      const before = await used();
      const begun = performance.now();
      const acked = await send(load);
      const after = await used();
      const ms = performance.now() - begun;
      const each = (part: keyof Cost) => ((after[part] - before[part] - idle[part] * ms) * 1000) / acked;
      return { servers: each('servers'), mongod: each('mongod') };
    },
    async stop() {
      for (const child of [...clients, ...servers]) await child.stop();
    },
  };
}
