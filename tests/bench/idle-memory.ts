import { startChild } from './child.ts';
import { count, type Row } from './row.ts';

const FIRST = 1_000;
const ALL = 10_000;

/**
 * Memory of the server per idle visitor, against a bare socket: what those beyond the first ones add. Each has a session and
 * is counted as here; none has said anything, so there is no conversation that the store of MongoDB would note as present.
 */
export async function idleMemory(store: string, databaseUrl: string): Promise<Row> {
  const perConnection = async (file: string, settings: Record<string, unknown> = {}) => {
    const [server, at] = await startChild<{ port: number }>(file, settings);
    const [client] = await startChild('load.ts', at);
    try {
      await client.ask({ kind: 'open', clients: FIRST });
      const before = await server.ask<{ bytes: number }>({ kind: 'memory' });
      await client.ask({ kind: 'open', clients: ALL });
      const after = await server.ask<{ bytes: number }>({ kind: 'memory' });
      return (after.bytes - before.bytes) / (ALL - FIRST);
    } finally {
      await client.stop();
      await server.stop();
    }
  };
  const ours = await perConnection('deskbell-server.ts', { databaseUrl });
  const theirs = await perConnection('bare-ws-server.ts');
  return {
    what: `memory per idle visitor who has said hello, ${count(ALL)} of them, ${store}`,
    measured: `${count(ours)} B`,
    beside: `bare \`ws\` ${count(theirs)} B`,
    ratio: ours / theirs,
    goal: '≤ 2',
  };
}
