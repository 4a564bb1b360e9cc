import { type Sent, startPair } from './acked.ts';
import { count, median, type Row } from './row.ts';

const ROUNDS = 5;
/** Within what one socket may send (SPEC R1). */
const UNLOADED = { kind: 'send', clients: 1, ms: 2_500, pauseMs: 55 };
const CROWD = 1_000;
const PEAK_MS = 3_000;

const ms = (value: number) => `${value.toFixed(2)} ms`;

/** What an ack can not be faster than beside its way over the socket: keeping something once. */
export interface Floor {
  name: string;
  /** Ms, one right after the other. */
  waits(): Promise<Waits>;
  /** The same with a pause before each, in ms: a store of other processes has gone cold meanwhile, as everything else has. */
  waitsPaced?(pauseMs: number): Promise<Waits>;
  /** Those of as many as speak to the server, as often, with nothing between them and the store. */
  waitsOfCrowd?(crowd: { clients: number; ms: number; pauseMs: number }): Promise<Waits>;
}

interface Waits {
  p50: number;
  p99: number;
}

/** How long an ack takes: alone, and at half of what the server can do. The limit is an echo and one write to the disk. */
export async function latency(store: string, databaseUrl: string, floor: Floor): Promise<Row[]> {
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
    const paced: Measured[] = [];
    const crowded: Measured[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const unloaded = await measure(UNLOADED);
      alone.push(unloaded);
      if (floor.waitsPaced) paced.push({ ...unloaded, kept: await floor.waitsPaced(UNLOADED.pauseMs) });
      const loaded = await measure(half);
      busy.push(loaded);
      if (floor.waitsOfCrowd) crowded.push({ ...loaded, kept: await floor.waitsOfCrowd(half) });
    }
    const atHalf = `ack p99 at half of its peak of ${count(perSecond)} /s`;
    const atPace = `ack p50, one connection, unloaded, beside ${floor.name} at the pace of its messages, ${store}`;
    return [
      rowOf(`ack p50, one connection, unloaded, ${store}`, alone, 'p50', '≤ 1.2'),
      ...(floor.waitsPaced ? [rowOf(atPace, paced, 'p50', '')] : []),
      rowOf(`${atHalf}, ${store}`, busy, 'p99', '≤ 3'),
      ...(floor.waitsOfCrowd
        ? [rowOf(`${atHalf}, beside the same crowd without a server, ${store}`, crowded, 'p99', '', 'its inserts')]
        : []),
    ];
  } finally {
    await stop();
  }

  async function measure(order: Record<string, unknown>): Promise<Measured> {
    const ours = await deskbell.client.ask<Sent>(order);
    // Search is indexed behind the acks, and must not take the processor from what they are compared with.
    await deskbell.server.ask({ kind: 'settled' });
    return { ours, theirs: await echo.client.ask<Sent>(order), kept: await floor.waits() };
  }

  function rowOf(what: string, rounds: Measured[], part: 'p50' | 'p99', goal: string, kept = floor.name): Row {
    const [ours, theirs, keeping] = (['ours', 'theirs', 'kept'] as const).map(who =>
      median(rounds.map(each => each[who][part])),
    );
    return {
      what,
      measured: ms(ours!),
      beside: `echo ${ms(theirs!)} + ${kept} ${ms(keeping!)}`,
      ratio: median(rounds.map(each => each.ours[part] / (each.theirs[part] + each.kept[part]))),
      goal,
    };
  }
}

interface Measured {
  ours: Sent;
  theirs: Sent;
  kept: Waits;
}
