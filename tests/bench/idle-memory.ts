import { startPair } from './acked.ts';
import { count, type Row } from './row.ts';

const FIRST = 500;
const MORE = 3000;

/** Memory per idle visitor, against a bare socket: what `MORE` connections add on top of the first ones. */
export async function idleMemory(databaseUrl: string): Promise<Row> {
  const pair = await startPair(databaseUrl);
  try {
    const perConnection = async ({ server, client }: typeof pair.deskbell) => {
      await client.ask({ kind: 'open', clients: FIRST });
      const before = await server.ask<{ bytes: number }>({ kind: 'memory' });
      await client.ask({ kind: 'open', clients: FIRST + MORE });
      const after = await server.ask<{ bytes: number }>({ kind: 'memory' });
      return (after.bytes - before.bytes) / MORE;
    };
    const ours = await perConnection(pair.deskbell);
    const theirs = await perConnection(pair.echo);
    return {
      what: `memory per idle visitor, ${count(FIRST + MORE)} of them`,
      measured: `${count(ours)} B`,
      beside: `bare socket ${count(theirs)} B`,
      ratio: ours / theirs,
      goal: '≤ 2',
    };
  } finally {
    await pair.stop();
  }
}
