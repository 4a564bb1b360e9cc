import { type Db, MongoClient } from 'mongodb';
import { findMongod, startReplSet } from '../helpers/mongod.ts';

/** What a small mongod of its own machine would have; the tests' quarter of a GB would not hold a million entries. */
const CACHE_GB = 2;

/** A replica set of one real mongod, for all measures of one run. */
export interface MongoSet {
  version: string;
  /** A connection string to a database of that name. */
  url(name: string): string;
  db(name: string): Db;
  /** What mongod has used and sent since it started. */
  gauges(): Promise<MongodGauges>;
  stop(): Promise<void>;
}

export interface MongodGauges {
  /** CPU, ms. */
  ms: number;
  bytesIn: number;
  bytesOut: number;
  /** Appended to its journal, uncompressed and as written. */
  journalBytes: number;
}

/** @returns the set, or why there is none */
export async function startMongoSet(): Promise<MongoSet | { reason: string }> {
  const { mongod, reason } = await findMongod();
  if (!mongod) return { reason };
  const set = await startReplSet({ mongod, cacheGb: CACHE_GB });
  const client = await new MongoClient(set.uri).connect();
  return {
    version: mongod.version,
    url(name) {
      const url = new URL(set.uri);
      url.pathname = `/${name}`;
      return url.href;
    },
    db: name => client.db(name),
    async gauges() {
      const { extra_info, network, wiredTiger } = await client.db('admin').command({ serverStatus: 1 });
      return {
        ms: (extra_info.user_time_us + extra_info.system_time_us) / 1000,
        bytesIn: network.bytesIn,
        bytesOut: network.bytesOut,
        journalBytes: wiredTiger.log['log bytes written'],
      };
    },
    async stop() {
      await client.close();
      await set.stop();
    },
  };
}
