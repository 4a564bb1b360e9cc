/** A MongoDB replica set of three real mongods, which tests kill, freeze and bring back. */
import { type Document, MongoClient } from 'mongodb';
import { afterAll, inject, onTestFinished } from 'vitest';
import type { MemberProcess, SharedMembers } from '../helpers/mongo-members.ts';
import { until } from './until.ts';

/** How long a member that answers at all may take. */
const ANSWER_MS = 5_000;
/** After it stepped down, a member does not ask for votes for so long. */
const STEPPED_DOWN_S = 5;

export class Member {
  private readonly set: string;
  readonly port: number;
  pid: number;
  private isDead = false;
  private isFrozen = false;
  private readonly direct: MongoClient;

  constructor(set: string, { port, pid }: MemberProcess) {
    this.set = set;
    this.port = port;
    this.pid = pid;
    this.direct = new MongoClient(`mongodb://${this.address}/?directConnection=true`, {
      serverSelectionTimeoutMS: ANSWER_MS,
      connectTimeoutMS: ANSWER_MS,
      socketTimeoutMS: ANSWER_MS,
    });
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** A power cut, as far as a process can have one. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }
  /** As for an upgrade: a primary hands over first. */
  stop(): Promise<void> {
    return this.end('SIGTERM');
  }
  private async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    this.isDead = true;
    process.kill(this.pid, signal);
    await until(`${this.address} to end`, () => !isAlive(this.pid));
  }
  /** On the same data and port. */
  async start(): Promise<void> {
    const answer = await fetch(`${inject('helperUrl')}/members/start?name=${this.set}&port=${this.port}`);
    if (!answer.ok) throw new Error(`${this.address} did not start: ${await answer.text()}`);
    this.pid = ((await answer.json()) as MemberProcess).pid;
    this.isDead = false;
  }

  /** As behind a cut cable: nothing is closed, and nothing answers. */
  freeze(): void {
    this.isFrozen = true;
    process.kill(this.pid, 'SIGSTOP');
  }
  thaw(): void {
    process.kill(this.pid, 'SIGCONT');
    this.isFrozen = false;
  }

  async mend(): Promise<void> {
    if (this.isDead) await this.start();
    else if (this.isFrozen) this.thaw();
  }

  /** Asks this very one. Null: it does not answer. */
  async command(command: Document): Promise<Document | null> {
    if (this.isDead || this.isFrozen) return null;
    return this.direct
      .db('admin')
      .command(command)
      .catch(() => null);
  }
  close(): Promise<void> {
    return this.direct.close();
  }
}

let databases = 0;

export class ReplicaSet {
  readonly members: Member[];

  constructor(name: string, members: MemberProcess[]) {
    this.members = members.map(each => new Member(name, each));
  }

  /** Address of a database that nobody else uses; it goes with the test. */
  newDatabase(): string {
    const hosts = this.members.map(each => each.address).join(',');
    const url = `mongodb://${hosts}/f${process.pid}_${++databases}?replicaSet=rs0`;
    onTestFinished(async () => {
      await this.mend();
      await withClient(url, client => client.db().dropDatabase());
    });
    return url;
  }

  /** The one that most of them follow, once there is one. */
  primary(): Promise<Member> {
    return until('a primary', async () => {
      const hellos = await Promise.all(this.members.map(each => each.command({ hello: 1 })));
      const isFollowed = ({ address }: Member) => hellos.filter(each => each?.primary === address).length > 1;
      return this.members.find(isFollowed);
    });
  }
  async secondaries(): Promise<Member[]> {
    const primary = await this.primary();
    return this.members.filter(each => each !== primary);
  }

  /** Another one is primary when it returns. */
  async stepDown(): Promise<void> {
    const before = await this.primary();
    await until('another primary', async () => {
      if ((await this.primary()) !== before) return true;
      // Refused for as long as nobody has caught up with it.
      await before.command({ replSetStepDown: STEPPED_DOWN_S, secondaryCatchUpPeriodSecs: STEPPED_DOWN_S });
      return false;
    });
  }

  /** Writes until nothing of what has happened so far is in the oplog any more. */
  async turnOplogOver(): Promise<void> {
    await withClient(this.newDatabase(), async client => {
      const oplog = client.db('local').collection('oplog.rs');
      const last = await oplog.find().sort({ $natural: -1 }).limit(1).next();
      const noise = Array.from({ length: 8 }, () => ({ noise: 'x'.repeat(1_000_000) }));
      // All members keep up: one left behind could never catch up again.
      const writeConcern = { w: this.members.length };
      await until('the oplog to go round', async () => {
        await client
          .db()
          .collection('noise')
          .insertMany(
            noise.map(each => ({ ...each })),
            { writeConcern },
          );
        const first = await oplog.find().sort({ $natural: 1 }).limit(1).next();
        return first!.ts.greaterThan(last!.ts);
      });
    });
  }

  /** Brings all back, and waits until they are one set that keeps what it is told. */
  async mend(): Promise<void> {
    await Promise.all(this.members.map(each => each.mend()));
    await until('three members in one set', async () => {
      const primary = await this.primary();
      const status = await primary.command({ replSetGetStatus: 1 });
      const states = (status?.members as { stateStr: string }[] | undefined)?.map(each => each.stateStr).sort();
      return states?.join() === 'PRIMARY,SECONDARY,SECONDARY';
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.members.map(each => each.close()));
  }
}

/**
 * Asks for the set of this run that has this name. Null where there is no mongod: then the reason has been printed.
 * Whoever breaks one has it alone: files run beside each other.
 */
export async function replicaSet(
  name: string,
): Promise<{ set: ReplicaSet; reason: null } | { set: null; reason: string }> {
  const answer = await fetch(`${inject('helperUrl')}/members?name=${name}`);
  const { members, reason } = (await answer.json()) as SharedMembers;
  if (members) {
    const set = new ReplicaSet(name, members);
    afterAll(() => set.close());
    return { set, reason: null };
  }
  console.warn(`SKIPPED: faults on MongoDB: ${reason}`);
  return { set: null, reason };
}

/** Does something by a connection of its own, past the server. */
export async function withClient<T>(url: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = await MongoClient.connect(url);
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
