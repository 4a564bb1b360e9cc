import { type Sent, startPair } from './acked.ts';
import { fdatasyncs } from './disk.ts';
import { count, median, type Row } from './row.ts';

const ROUNDS = 5;
/** Within what one socket may send (SPEC R1). */
const UNLOADED = { kind: 'send', clients: 1, ms: 2_500, pauseMs: 55 };
const CROWD = 1_000;
const PEAK_MS = 3_000;

const ms = (value: number) => `${value.toFixed(2)} ms`;

/** How long an ack takes: alone, and at half of what the server can do. The limit is an echo and one write to the disk. */
export async function latency(databaseUrl: string, folder: string): Promise<Row[]> {
  const { deskbell, echo, stop } = await startPair(databaseUrl);
  try {
    for (const { client } of [deskbell, echo]) await client.ask({ kind: 'open', clients: CROWD });
    const crowd = { kind: 'send', clients: CROWD, ms: PEAK_MS, pauseMs: 0 };
    await deskbell.client.ask(crowd);
    await echo.client.ask(crowd);
    const peak = await deskbell.client.ask<Sent>(crowd);
    const perSecond = (peak.acked / peak.ms) * 1000;
    const half = { ...crowd, pauseMs: CROWD / (perSecond / 2 / 1000) };

    const alone: Measured[] = [];
    const busy: Measured[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      alone.push(await measure(UNLOADED));
      busy.push(await measure(half));
    }
    return [
      rowOf('ack p50, one connection, unloaded', alone, 'p50', '≤ 1.2'),
      rowOf(`ack p99 at half of its peak of ${count(perSecond)} /s`, busy, 'p99', '≤ 3'),
    ];
  } finally {
    await stop();
  }

  async function measure(order: Record<string, unknown>): Promise<Measured> {
    return {
      ours: await deskbell.client.ask<Sent>(order),
      theirs: await echo.client.ask<Sent>(order),
      disk: fdatasyncs(folder),
    };
  }
}

interface Measured {
  ours: Sent;
  theirs: Sent;
  disk: { p50: number; p99: number };
}

function rowOf(what: string, rounds: Measured[], part: 'p50' | 'p99', goal: string): Row {
  const [ours, theirs, disk] = (['ours', 'theirs', 'disk'] as const).map(who =>
    median(rounds.map(each => each[who][part])),
  );
  return {
    what,
    measured: ms(ours!),
    beside: `echo ${ms(theirs!)} + fdatasync ${ms(disk!)}`,
    ratio: median(rounds.map(each => each.ours[part] / (each.theirs[part] + each.disk[part]))),
    goal,
  };
}
