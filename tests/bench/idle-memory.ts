import { startChild } from './child.ts';
import { count, type Row } from './row.ts';

const FIRST = 1_000;
const MANY = 10_000;
/** Files of a process beside its sockets. */
const SPARE_FILES = 500;
/** What one address of this machine may open to one port: Linux gives out 28,231 ports for that. */
const MOST = 25_000;

/** What a visitor takes, in bytes: of those after the first ones, and of those after the many. */
interface Each {
  many: number;
  more: number;
}

/**
 * Memory of the server per idle visitor, against a bare socket: what those beyond the first ones add. Each has a session and
 * is counted as here. Then the same of those who come when V8's young generation has grown as far as it does, and what
 * is kept of recent visitors is full; and of visitors who have each begun a conversation, which is noted as present.
 */
export async function idleMemory(store: string, databaseUrl: (name: string) => string): Promise<Row[]> {
  const all = Math.min(MOST, filesAllowed() - SPARE_FILES);
  const silent = await perConnection('deskbell-server.ts', { databaseUrl: databaseUrl('silent') });
  const talking = await perConnection('deskbell-server.ts', { databaseUrl: databaseUrl('talking') }, true);
  const bare = await perConnection('bare-ws-server.ts');
  const row = (what: string, ours: number, theirs: number): Row => ({
    what: `memory per idle visitor ${what}, ${store}`,
    measured: `${count(ours)} B`,
    beside: `bare \`ws\` ${count(theirs)} B`,
    ratio: ours / theirs,
    goal: '≤ 2',
  });
  const more = `each of ${count(all - MANY)} after the first ${count(MANY)}`;
  return [
    row(`who has said hello, ${count(MANY)} of them`, silent.many, bare.many),
    row(`who has said hello, ${more}`, silent.more, bare.more),
    row(`with a conversation, ${count(MANY)} of them`, talking.many, bare.many),
    row(`with a conversation, ${more}`, talking.more, bare.more),
  ];

  async function perConnection(file: string, settings: Record<string, unknown> = {}, isTalking = false): Promise<Each> {
    const [server, at] = await startChild<{ port: number }>(file, settings);
    const [client] = await startChild('load.ts', at);
    try {
      const withSoMany = async (clients: number) => {
        await client.ask({ kind: 'open', clients });
        if (isTalking) await client.ask({ kind: 'begin' });
        return (await server.ask<{ bytes: number }>({ kind: 'memory' })).bytes;
      };
      const [first, many, more] = [await withSoMany(FIRST), await withSoMany(MANY), await withSoMany(all)];
      return { many: (many - first) / (MANY - FIRST), more: (more - many) / (all - MANY) };
    } finally {
      await client.stop();
      await server.stop();
    }
  }
}

/** Files that a process may have open, as the system says. */
function filesAllowed(): number {
  const { userLimits } = process.report.getReport() as { userLimits?: { open_files: { soft: number | 'unlimited' } } };
  const limit = userLimits?.open_files.soft ?? 'unlimited';
  return limit === 'unlimited' ? MOST : Number(limit);
}
