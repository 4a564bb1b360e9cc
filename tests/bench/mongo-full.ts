import { startChild } from './child.ts';
import type { MongoSet } from './mongo-set.ts';
import { median, type Row } from './row.ts';

const ROUNDS = 5;
const TURNS = 10;

interface Each {
  own: number;
  mongod: number;
}

/** What a message costs when MongoDB holds much, against next to nothing: the store's CPU and mongod's together. */
export async function mongoFull(set: MongoSet): Promise<Row[]> {
  const open = (name: string, conversations: number, entries: number) =>
    startChild('mongo-store-server.ts', { url: set.url(name), conversations, entries });
  const [full] = await open('full', 100_000, 1_000_000);
  const [empty] = await open('empty', 1_000, 1_000);
  try {
    const ours: Each[] = [];
    const theirs: Each[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const [a, b] = [await cost(full), await cost(empty)];
      if (round === 0) continue;
      ours.push(a);
      theirs.push(b);
    }
    const micro = (costs: Each[]) =>
      (['own', 'mongod'] as const).map(part => `${median(costs.map(each => each[part])).toFixed(1)} µs`).join(' + ');
    const sum = ({ own, mongod }: Each) => own + mongod;
    return [
      {
        what: 'CPU for each message, store + mongod, with 1,000,000 entries and 100,000 conversations, MongoDB',
        measured: micro(ours),
        beside: `with 1,000 ${micro(theirs)}`,
        ratio: median(ours.map((each, round) => sum(each) / sum(theirs[round]!))),
        goal: '≤ 1.2',
      },
    ];
  } finally {
    await full.stop();
    await empty.stop();
  }

  async function cost(child: typeof full): Promise<Each> {
    const before = await set.gauges();
    const { own, written } = await child.ask<{ own: number; written: number }>({ kind: 'write', turns: TURNS });
    const mongod = (((await set.gauges()).ms - before.ms) * 1000) / written;
    // The words of these are indexed behind the acks, and must not count as the other's cost.
    await child.ask({ kind: 'settled' });
    return { own, mongod };
  }
}
