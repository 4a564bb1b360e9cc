import { startChild } from './child.ts';
import { count, type Row } from './row.ts';

const FIRST = 1_000;
const ALL = 10_000;

/** Memory per idle visitor with session and presence, against a bare socket: what those beyond the first ones add. */
export async function idleMemory(databaseUrl: string): Promise<Row> {
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
    what: `memory per idle visitor, ${count(ALL)} of them`,
    measured: `${count(ours)} B`,
    beside: `bare \`ws\` ${count(theirs)} B`,
    ratio: ours / theirs,
    goal: '≤ 2',
  };
}
