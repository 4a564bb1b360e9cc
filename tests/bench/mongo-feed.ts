import { setTimeout as pause } from 'node:timers/promises';
import { type Child, startChild } from './child.ts';
import type { MongoSet } from './mongo-set.ts';
import { count, median, type Row } from './row.ts';

const FOLLOWERS = [1, 2, 4];
const ROUNDS = 5;
const TURNS = 3;
const AGAIN_MS = 20;
/** Some beats of each server, and as many seconds. */
const IDLE_MS = 10_000;

/** For each entry: CPU in µs of the writer, of mongod and of all followers, and what mongod sent. */
interface Cost {
  writer: number;
  mongod: number;
  followers: number;
  bytes: number;
}

/**
 * What it costs that other servers follow: for each entry and server, with nobody to tell there and with agents, and while
 * nothing happens.
 */
export async function mongoFeed(set: MongoSet): Promise<Row[]> {
  const url = set.url('feed');
  const [writer] = await startChild('mongo-store-server.ts', { url, conversations: 1_000, entries: 1_000 });
  const followers: Child[] = [];
  const rowsOf = { alone: [] as Part[], told: [] as Part[] };
  try {
    await write(false);
    const bare = middle(await rounds(false));
    const bareIdle = await idle();
    for (const wanted of FOLLOWERS) {
      while (followers.length < wanted) followers.push((await startChild('mongo-follower.ts', { url }))[0]);
      await write(true);
      for (const [kind, isWanted] of [['alone', false] as const, ['told', true] as const]) {
        const { mongod, followers: theirs, bytes } = middle(await rounds(isWanted));
        const each = (value: number) => value / wanted;
        const part: Part = { own: each(theirs), mongod: each(mongod - bare.mongod), bytes: each(bytes - bare.bytes) };
        rowsOf[kind].push(part);
      }
    }
    const row = (what: string, parts: Part[]): Row => ({
      what: `another server hears of an entry, ${what}: CPU there + in mongod, bytes, of each of ${FOLLOWERS.join(', ')} servers`,
      measured: parts
        .map(({ own, mongod, bytes }) => `${own.toFixed(0)} + ${mongod.toFixed(0)} µs, ${count(bytes)} B`)
        .join('; '),
      beside: `writing it ${bare.writer.toFixed(0)} + ${bare.mongod.toFixed(0)} µs`,
      ratio: (parts.at(-1)!.own + parts.at(-1)!.mongod) / (bare.writer + bare.mongod),
      goal: '',
    });
    const all = await idle();
    const own = all.followers / followers.length;
    const mongod = (all.mongod - bareIdle.mongod) / followers.length;
    return [
      row('nobody to tell there', rowsOf.alone),
      row('agents there', rowsOf.told),
      {
        what: `a server that follows while nothing happens, its beat included: CPU there + in mongod each second, of ${followers.length} servers`,
        measured: `${own.toFixed(1)} + ${mongod.toFixed(1)} ms`,
        beside: `mongod with none ${bareIdle.mongod.toFixed(1)} ms`,
        ratio: (own + mongod) / 1000,
        goal: '',
      },
    ];
  } finally {
    for (const child of [...followers, writer]) await child.stop();
  }

  async function rounds(isWanted: boolean): Promise<Cost[]> {
    const costs: Cost[] = [];
    for (let round = 0; round < ROUNDS; round++) costs.push(await write(isWanted));
    return costs;
  }

  async function write(wanted: boolean): Promise<Cost> {
    for (const each of followers) await each.ask({ kind: 'want', wanted });
    const before = await gauges();
    const { own, written } = await writer.ask<{ own: number; written: number }>({ kind: 'write', turns: TURNS });
    for (const each of followers) {
      while ((await each.ask<{ heard: number }>({ kind: 'heard' })).heard < written) await pause(AGAIN_MS);
    }
    const after = await gauges();
    await writer.ask({ kind: 'settled' });
    return {
      writer: own,
      mongod: ((after.ms - before.ms) * 1000) / written,
      followers: ((after.followers - before.followers) * 1000) / written,
      bytes: (after.bytesOut - before.bytesOut) / written,
    };
  }

  /** @returns CPU of each second, ms */
  async function idle() {
    const before = await gauges();
    await pause(IDLE_MS);
    const after = await gauges();
    const each = (part: 'ms' | 'followers') => ((after[part] - before[part]) * 1000) / IDLE_MS;
    return { mongod: each('ms'), followers: each('followers') };
  }

  async function gauges() {
    let sum = 0;
    for (const each of followers) sum += (await each.ask<{ ms: number }>({ kind: 'cpu' })).ms;
    return { ...(await set.gauges()), followers: sum };
  }
}

/** For each entry and follower. */
interface Part {
  own: number;
  mongod: number;
  bytes: number;
}

function middle(costs: Cost[]): Cost {
  const part = (name: keyof Cost) => median(costs.map(each => each[name]));
  return { writer: part('writer'), mongod: part('mongod'), followers: part('followers'), bytes: part('bytes') };
}
