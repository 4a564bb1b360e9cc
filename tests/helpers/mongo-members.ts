import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { MongoInstance } from 'mongodb-memory-server-core/lib/util/MongoInstance.js';
import { freePort } from './free-port.ts';
import type { Mongod } from './mongod.ts';

const COUNT = 3;
/** A busy machine needs some seconds for three mongods and their first vote. */
const PATIENCE_MS = 60_000;
const ARGS = [
  // The least that mongod takes, and plenty for tests.
  ...['--wiredTigerCacheSizeGB', '0.25'],
  // So small that a test can let it go round, which only happens past a checkpoint: one in a second, not in a minute.
  ...['--oplogSize', '32', '--syncdelay', '1'],
  ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
  // What a killed server had open holds its locks so long; by default a minute, in which nothing can be dropped.
  ...['--setParameter', 'transactionLifetimeLimitSeconds=10'],
  // Of SIGTERM: the default would let it wait 15 s for clients to go elsewhere.
  ...['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=500'],
  '--quiet',
];
const SETTINGS = {
  // The defaults of 10 s and 2 s would make every election in a test last that long.
  electionTimeoutMillis: 2_000,
  heartbeatIntervalMillis: 500,
};

export interface MemberProcess {
  port: number;
  pid: number;
}

/** Three mongods of one replica set. Tests stop and kill them by their pids, and have them started again here. */
export interface MongoMembers {
  list(): MemberProcess[];
  /** Starts a dead one on its old data and port. */
  start(port: number): Promise<MemberProcess>;
  close(): Promise<void>;
}

export type SharedMembers = { members: MemberProcess[]; reason: null } | { members: null; reason: string };

/**
 * Starts them, and waits for their first primary. They end with this process, whatever ends it.
 * @throws Error when they do not start
 */
export async function startMongoMembers(mongod: Mongod): Promise<MongoMembers> {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-members-'));
  const running = new Map<number, { pid: number; end(): Promise<unknown> }>();

  async function start(port: number): Promise<MemberProcess> {
    const dbPath = join(folder, String(port));
    await mkdir(dbPath, { recursive: true });
    const { mongodProcess: child } = await launch(mongod, port, dbPath);
    const pid = child!.pid!;
    const ended = once(child!, 'close');
    running.set(port, {
      pid,
      end() {
        // Nobody reads these data again, and a frozen one would hear nothing else.
        child!.kill('SIGKILL');
        return ended;
      },
    });
    return { port, pid };
  }

  async function close(): Promise<void> {
    await Promise.all([...running.values()].map(each => each.end()));
    await rm(folder, { recursive: true, force: true });
  }

  try {
    const ports = new Set<number>();
    while (ports.size < COUNT) ports.add(await freePort());
    await Promise.all([...ports].map(start));
    await initiate([...ports]);
  } catch (error) {
    await close();
    throw error;
  }
  return { list: () => [...running].map(([port, { pid }]) => ({ port, pid })), start, close };
}

async function launch({ path, version }: Mongod, port: number, dbPath: string): Promise<MongoInstance> {
  return MongoInstance.create({
    binary: { systemBinary: path, version },
    instance: {
      ...{ port, dbPath, ip: '127.0.0.1', replSet: 'rs0', storageEngine: 'wiredTiger', args: ARGS },
      launchTimeout: PATIENCE_MS,
    },
  });
}

async function initiate(ports: number[]): Promise<void> {
  const client = await MongoClient.connect(`mongodb://127.0.0.1:${ports[0]}/?directConnection=true`);
  try {
    const admin = client.db('admin');
    const members = ports.map((port, _id) => ({ _id, host: `127.0.0.1:${port}` }));
    await admin.command({ replSetInitiate: { _id: 'rs0', members, settings: SETTINGS } });
    const deadline = performance.now() + PATIENCE_MS;
    while (!(await admin.command({ hello: 1 })).primary) {
      if (performance.now() > deadline) throw new Error('the members chose no primary');
      await pause(50);
    }
  } finally {
    await client.close();
  }
}
