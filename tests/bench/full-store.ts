import { join } from 'node:path';
import { startChild } from './child.ts';
import { median, type Row } from './row.ts';

const ROUNDS = 7;
const TURNS = 10;

/** What a message costs the SQLite store when there is much in it, against one with next to nothing. */
export async function fullStore(folder: string): Promise<Row> {
  const open = (name: string, conversations: number, entries: number) =>
    startChild('store-server.ts', { path: join(folder, `${name}.db`), conversations, entries });
  const [full] = await open('full', 100_000, 1_000_000);
  const [empty] = await open('empty', 1_000, 1_000);
  try {
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const [a, b] = [await cost(full), await cost(empty)];
      if (round === 0) continue;
      ours.push(a);
      theirs.push(b);
    }
    const micro = (value: number) => `${value.toFixed(1)} µs`;
    return {
      what: 'CPU for each message in the store with 1,000,000 entries and 100,000 conversations, SQLite',
      measured: micro(median(ours)),
      beside: `with 1,000 ${micro(median(theirs))}`,
      ratio: median(ours.map((each, round) => each / theirs[round]!)),
      goal: '≤ 1.2',
    };
  } finally {
    await full.stop();
    await empty.stop();
  }

  async function cost(child: typeof full): Promise<number> {
    return (await child.ask<{ each: number }>({ kind: 'write', turns: TURNS })).each;
  }
}
