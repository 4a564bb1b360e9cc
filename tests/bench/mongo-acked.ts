import { type Sent, startPair } from './acked.ts';
import { type Child, startChild } from './child.ts';
import type { MongoSet } from './mongo-set.ts';
import { count, median, type Row } from './row.ts';

const CONNECTIONS = 1000;
/** As much under way at once as the visitors have, in bulks as large as a turn of the store may be. */
const BULK = { kind: 'insert', size: CONNECTIONS / 2, atOnce: 2 };
const WARM_MS = 5000;
const MEASURED_MS = 3000;
const ROUNDS = 5;

interface Cost {
  perSecond: number;
  /** CPU for each message, µs: of the process that was asked, and of mongod. */
  own: number;
  mongod: number;
}

/** Durable acked messages on MongoDB, against what it keeps of the same documents, and against an echo. */
export async function mongoAcked(set: MongoSet): Promise<Row[]> {
  const pair = await startPair(set.url('acked'));
  const [bulk] = await startChild('mongo-bulk.ts', { url: set.url('bulk') });
  try {
    const send = { kind: 'send', clients: CONNECTIONS, pauseMs: 0 };
    for (const { client } of [pair.deskbell, pair.echo]) {
      await client.ask({ kind: 'open', clients: CONNECTIONS });
      await client.ask({ ...send, ms: WARM_MS });
    }
    await bulk.ask({ ...BULK, ms: WARM_MS / 2 });

    const ours: Cost[] = [];
    const bulks: Cost[] = [];
    const echoes: Cost[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      // Search is indexed behind the acks, and must not take the processor from what they are compared with.
      await pair.deskbell.server.ask({ kind: 'settled' });
      bulks.push(await costOf(bulk, () => bulk.ask<{ kept: number; ms: number }>({ ...BULK, ms: MEASURED_MS })));
      ours.push(await costOf(pair.deskbell.server, () => sent(pair.deskbell.client)));
      await pair.deskbell.server.ask({ kind: 'settled' });
      echoes.push(await costOf(pair.echo.server, () => sent(pair.echo.client)));
    }
    const all = `${count(CONNECTIONS)} connections, MongoDB ${set.version}`;
    const middle = (costs: Cost[], part: (cost: Cost) => number) => median(costs.map(part));
    const micro = (costs: Cost[], part: 'own' | 'mongod') => `${middle(costs, each => each[part]).toFixed(1)} µs`;
    return [
      {
        what: `durable acked messages per second, ${all}`,
        measured: `${count(middle(ours, each => each.perSecond))} /s`,
        beside: `unordered bulk inserts of the same documents ${count(middle(bulks, each => each.perSecond))} /s`,
        ratio: median(ours.map(({ perSecond }, round) => perSecond / bulks[round]!.perSecond)),
        goal: '≥ 0.60',
      },
      {
        what: `CPU for each of them, server + mongod, before search has its words`,
        measured: `${micro(ours, 'own')} + ${micro(ours, 'mongod')}`,
        beside: `bulk inserts ${micro(bulks, 'own')} + ${micro(bulks, 'mongod')}`,
        ratio: median(ours.map((each, round) => total(each) / total(bulks[round]!))),
        goal: '',
      },
      {
        what: `durable acked messages per second of server CPU, ${all}`,
        measured: `${count(middle(ours, each => 1e6 / each.own))} /s`,
        beside: `JSON echo ${count(middle(echoes, each => 1e6 / each.own))} /s`,
        ratio: median(ours.map((each, round) => echoes[round]!.own / each.own)),
        goal: '≥ 0.70',
      },
    ];

    async function sent(client: Child): Promise<{ kept: number; ms: number }> {
      const { acked, ms } = await client.ask<Sent>({ ...send, ms: MEASURED_MS });
      return { kept: acked, ms };
    }
  } finally {
    await bulk.stop();
    await pair.stop();
  }

  async function costOf(child: Child, work: () => Promise<{ kept: number; ms: number }>): Promise<Cost> {
    const both = async () => [(await child.ask<{ ms: number }>({ kind: 'cpu' })).ms, (await set.gauges()).ms] as const;
    const [ownBefore, mongodBefore] = await both();
    const { kept, ms } = await work();
    const [own, mongod] = await both();
    const each = (before: number, after: number) => ((after - before) * 1000) / kept;
    return { perSecond: (kept / ms) * 1000, own: each(ownBefore, own), mongod: each(mongodBefore, mongod) };
  }
}

function total({ own, mongod }: Cost): number {
  return own + mongod;
}
