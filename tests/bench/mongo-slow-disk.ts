import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findMongod, startReplSet } from '../helpers/mongod.ts';
import type { Sent } from './acked.ts';
import { startChild } from './child.ts';
import { count, median, type Row } from './row.ts';
import { hasSlowDisk, SLOW_DISK } from './slow-disk.ts';

const CONNECTIONS = 1000;
const MS = 2_000;
const ROUNDS = 5;

/**
 * Acked messages per second against one durable insert after the other, on a mongod of its own whose disk is slow. Its
 * journal is synced by another thread than those that write, so unlike SQLite it goes on working meanwhile.
 * @returns the rows, or why there are none
 */
export async function mongoSlowDisk(folder: string): Promise<Row[] | string> {
  if (!hasSlowDisk()) return 'strace does not run here';
  const { mongod, reason } = await findMongod();
  if (!mongod) return reason;
  const path = join(folder, 'slow-mongod');
  // -D: strace is the one that goes aside, so that who starts and ends this program has mongod itself.
  await writeFile(path, `#!/bin/sh\nexec ${SLOW_DISK.join(' ')} -D '${mongod.path}' "$@"\n`, { mode: 0o755 });
  const set = await startReplSet({ mongod: { ...mongod, path } });
  try {
    return [await measure(set.uri, mongod.version)];
  } finally {
    await set.stop();
  }
}

async function measure(uri: string, version: string): Promise<Row> {
  const at = (name: string) => Object.assign(new URL(uri), { pathname: `/${name}` }).href;
  const [server, ready] = await startChild<{ port: number }>('deskbell-server.ts', { databaseUrl: at('slow') });
  const [client] = await startChild('load.ts', ready);
  const [single] = await startChild('mongo-bulk.ts', { url: at('single') });
  try {
    await client.ask({ kind: 'open', clients: CONNECTIONS });
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const sent = await client.ask<Sent>({ kind: 'send', clients: CONNECTIONS, ms: MS, pauseMs: 0 });
      await server.ask({ kind: 'settled' });
      const order = { kind: 'insert', ms: MS, size: 1, atOnce: 1 };
      const { kept, ms } = await single.ask<{ kept: number; ms: number }>(order);
      // The first round only warms up.
      if (round === 0) continue;
      ours.push((sent.acked / sent.ms) * 1000);
      theirs.push((kept / ms) * 1000);
    }
    return {
      what: `acked messages per second where a sync costs 2 ms more, ${count(CONNECTIONS)} connections, MongoDB ${version}`,
      measured: `${count(median(ours))} /s`,
      beside: `one durable insert after the other ${count(median(theirs))} /s`,
      ratio: median(ours.map((rate, round) => rate / theirs[round]!)),
      goal: '≥ 40',
    };
  } finally {
    for (const child of [client, server, single]) await child.stop();
  }
}
