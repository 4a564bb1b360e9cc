import { type Child, startChild } from './child.ts';
import { count, median, type Row } from './row.ts';

const CONNECTIONS = 1000;
/** Until the compiler is done: some 30,000 messages. */
const WARM_MS = 6000;
const MEASURED_MS = 4000;
const ROUNDS = 5;

export interface Sent {
  acked: number;
  ms: number;
  p50: number;
  p99: number;
}

/** Two servers with their clients, taking turns so that a machine whose speed drifts drifts for both. */
export async function startPair(databaseUrl: string) {
  const [deskbell, at] = await startChild<{ port: number; siteKey: string }>('deskbell-server.ts', { databaseUrl });
  const [echo, { port }] = await startChild<{ port: number }>('echo-server.ts');
  const [visitors] = await startChild('load.ts', at);
  const [echoed] = await startChild('load.ts', { port });
  return {
    deskbell: { server: deskbell, client: visitors },
    echo: { server: echo, client: echoed },
    async stop() {
      for (const child of [visitors, echoed, deskbell, echo]) await child.stop();
    },
  };
}

/** Messages acked per second of the server's CPU. */
async function perCpuSecond(side: { server: Child; client: Child }): Promise<{ perSecond: number; sent: Sent }> {
  const before = await side.server.ask<{ ms: number }>({ kind: 'cpu' });
  const sent = await side.client.ask<Sent>({ kind: 'send', clients: CONNECTIONS, ms: MEASURED_MS, pauseMs: 0 });
  const after = await side.server.ask<{ ms: number }>({ kind: 'cpu' });
  return { perSecond: sent.acked / ((after.ms - before.ms) / 1000), sent };
}

/** Durable acked messages per second of server CPU, against a JSON echo over the same stack. */
export async function ackedPerCpu(store: string, databaseUrl: string): Promise<Row> {
  const pair = await startPair(databaseUrl);
  try {
    for (const { client } of [pair.deskbell, pair.echo]) {
      await client.ask({ kind: 'open', clients: CONNECTIONS });
      await client.ask({ kind: 'send', clients: CONNECTIONS, ms: WARM_MS, pauseMs: 0 });
    }
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      ours.push((await perCpuSecond(pair.deskbell)).perSecond);
      theirs.push((await perCpuSecond(pair.echo)).perSecond);
    }
    return {
      what: `durable acked messages per second of server CPU, ${count(CONNECTIONS)} connections, ${store}`,
      measured: `${count(median(ours))} /s`,
      beside: `JSON echo ${count(median(theirs))} /s`,
      ratio: median(ours.map((rate, round) => rate / theirs[round]!)),
      goal: '≥ 0.70',
    };
  } finally {
    await pair.stop();
  }
}
