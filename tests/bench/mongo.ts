import { pageRows } from './agents.ts';
import { bookings } from './bookings.ts';
import { startChild } from './child.ts';
import { idleMemory } from './idle-memory.ts';
import { jobsWaiting } from './jobs.ts';
import { kills } from './kills.ts';
import { latency } from './latency.ts';
import { mongoAcked } from './mongo-acked.ts';
import { mongoFeed } from './mongo-feed.ts';
import { mongoFull } from './mongo-full.ts';
import { mongoServers } from './mongo-servers.ts';
import { type MongoSet, startMongoSet } from './mongo-set.ts';
import { mongoSlowDisk } from './mongo-slow-disk.ts';
import type { Row } from './row.ts';
import { searchRows } from './search.ts';
import { start } from './start.ts';
import { storm } from './storm.ts';

const FLOOR_MS = 1_000;
const PACED_MS = 2_500;
/** Each is a transaction of its own: more would take minutes, and tell the same. */
const MONGO_BOOKINGS = 1_000;
/** A million would take a quarter of an hour to write. */
const MONGO_SEARCHED = 200_000;

/**
 * The rows of the other store. Those where the store takes no part (parsing, telling agents) are measured once, with SQLite.
 */
export function createMongoMeasures(folder: string) {
  let set: ReturnType<typeof startMongoSet> | undefined;

  const on = (measure: (set: MongoSet) => Promise<Row[]>) => async (): Promise<Row[] | string> => {
    set ??= startMongoSet();
    const started = await set;
    return 'reason' in started ? started.reason : measure(started);
  };

  return {
    measures: {
      'mongo-acked': on(mongoAcked),
      'mongo-slow': () => mongoSlowDisk(folder),
      'mongo-latency': on(mongoLatency),
      'mongo-pages': on(set => pageRows('MongoDB', set.url('pages'))),
      'mongo-full': on(mongoFull),
      'mongo-search': on(set => searchRows('MongoDB', set.url('search'), MONGO_SEARCHED)),
      'mongo-storm': on(set => storm('MongoDB', set.url('storm'))),
      'mongo-start': on(set =>
        start(folder, {
          store: 'MongoDB',
          databaseUrl: number => set.url(`start-${number}`),
          bare: 'bare-fastify-mongo',
          until: 'its first document and answer',
        }),
      ),
      'mongo-memory': on(set => idleMemory('MongoDB', name => set.url(`memory-${name}`))),
      'mongo-bookings': on(async set => [await bookings('MongoDB', set.url('bookings'), MONGO_BOOKINGS)]),
      'mongo-jobs': on(async set => [await jobsWaiting('MongoDB', set.url('jobs'))]),
      'mongo-kills': on(async set => [await kills('MongoDB', set.url('kills'))]),
      'mongo-feed': on(mongoFeed),
      'mongo-servers': on(mongoServers),
    },
    /** What its rows were measured on; empty when there are none. */
    async about() {
      const started = await set;
      return started && 'version' in started
        ? `MongoDB: mongod ${started.version}, a replica set of one member, on the machine of server and clients.`
        : '';
    },
    async stop() {
      const started = await set;
      if (started && 'stop' in started) await started.stop();
    },
  };
}

async function mongoLatency(set: MongoSet): Promise<Row[]> {
  const [single] = await startChild('mongo-bulk.ts', { url: set.url('single') });
  try {
    return await latency('MongoDB', set.url('latency'), {
      name: 'one durable insert',
      waits: () => single.ask({ kind: 'insert', ms: FLOOR_MS, size: 1, atOnce: 1 }),
      waitsPaced: pauseMs => single.ask({ kind: 'insert', ms: PACED_MS, size: 1, atOnce: 1, pauseMs }),
      waitsOfCrowd: crowd => single.ask({ ...crowd, kind: 'crowd' }),
    });
  } finally {
    await single.stop();
  }
}
