import type { Sent } from './acked.ts';
import { startChild } from './child.ts';
import { count, median, type Row } from './row.ts';

const WRITERS = 50;
const WARM_MS = 4_000;
const MEASURED_MS = 2_500;
const ROUNDS = 5;

/** Words and answers acked a second where one agent answers many over one socket, against words alone. */
export async function answers(store: string, databaseUrl: string): Promise<Row> {
  const [server, at] = await startChild<{ port: number; siteKey: string }>('deskbell-server.ts', { databaseUrl });
  const { cookie } = await server.ask<{ cookie: string }>({ kind: 'signIn' });
  const [talking] = await startChild('answering.ts', { ...at, cookie });
  const [writing] = await startChild('load.ts', at);
  const oneWay = async (ms: number) => {
    const sent = await writing.ask<Sent>({ kind: 'send', clients: WRITERS, ms, pauseMs: 0 });
    return (sent.acked / sent.ms) * 1000;
  };
  const bothWays = async (ms: number) => (await talking.ask<{ perSecond: number }>({ kind: 'talk', ms })).perSecond;
  try {
    await talking.ask({ kind: 'open', writers: WRITERS });
    await bothWays(WARM_MS);
    const both: number[] = [];
    for (let round = 0; round < ROUNDS; round++) both.push(await bothWays(MEASURED_MS));
    await talking.stop();
    await writing.ask({ kind: 'open', clients: WRITERS });
    await oneWay(WARM_MS);
    const one: number[] = [];
    for (let round = 0; round < ROUNDS; round++) one.push(await oneWay(MEASURED_MS));
    return {
      what: `words and answers acked a second, ${WRITERS} writers and one agent's socket, ${store}`,
      measured: `${count(median(both))} /s`,
      beside: `words alone ${count(median(one))} /s`,
      ratio: median(both) / median(one),
      goal: '≥ 0.68',
    };
  } finally {
    for (const child of [talking, writing, server]) await child.stop();
  }
}
