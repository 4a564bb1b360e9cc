import { spawnSync } from 'node:child_process';
import type { Sent } from './acked.ts';
import { startChild } from './child.ts';
import { count, median, type Row } from './row.ts';

const CONNECTIONS = 1000;
const MS = 2_000;
const ROUNDS = 5;
/** A disk of a rented machine: each sync is held up for 2 ms before it begins. */
export const SLOW_DISK = [
  ...['strace', '-f', '--seccomp-bpf', '-qq', '-o', '/dev/null'],
  ...['-e', 'trace=fsync,fdatasync', '-e', 'inject=fsync,fdatasync:delay_enter=2000'],
];

/** Acked messages per second on a slow disk against one transaction per message on the same. Null: no strace here. */
export async function slowDisk(databaseUrl: string, path: string): Promise<Row | null> {
  if (!hasSlowDisk()) return null;
  const [server, at] = await startChild<{ port: number }>('deskbell-server.ts', { databaseUrl }, SLOW_DISK);
  const [client] = await startChild('load.ts', at);
  const [single] = await startChild('one-by-one.ts', { path }, SLOW_DISK);
  try {
    await client.ask({ kind: 'open', clients: CONNECTIONS });
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const sent = await client.ask<Sent>({ kind: 'send', clients: CONNECTIONS, ms: MS, pauseMs: 0 });
      const { perSecond } = await single.ask<{ perSecond: number }>({ kind: 'insert', ms: MS });
      // The first round only warms up.
      if (round === 0) continue;
      ours.push((sent.acked / sent.ms) * 1000);
      theirs.push(perSecond);
    }
    return {
      what: `acked messages per second where a sync costs 2 ms more, ${count(CONNECTIONS)} connections, SQLite`,
      measured: `${count(median(ours))} /s`,
      beside: `one transaction per message ${count(median(theirs))} /s`,
      ratio: median(ours.map((rate, round) => rate / theirs[round]!)),
      goal: '≥ 40',
    };
  } finally {
    for (const child of [client, server, single]) await child.stop();
  }
}

/** Whether strace runs here. */
export function hasSlowDisk(): boolean {
  return spawnSync(SLOW_DISK[0]!, [...SLOW_DISK.slice(1), 'true']).status === 0;
}
