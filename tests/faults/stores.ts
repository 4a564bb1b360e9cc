import { describe } from 'vitest';
import { type Desk, startDesk } from './desk.ts';
import { type ReplicaSet, sharedReplicaSet } from './replica-set.ts';

export type StartDesk = (env?: Record<string, string>) => Promise<Desk>;

const { set, reason } = await sharedReplicaSet();
const because = reason ? `, skipped: ${reason}` : '';

/** Against SQLite: starting a server and reading everything take longer, and the short set has its time. */
const MONGO_SHARE = 0.3;
/** How many of a storm's rounds to play. */
type Share = (rounds: number) => number;
const mongoShare: Share = rounds => Math.ceil(rounds * MONGO_SHARE);

function startOnMongo(env: Record<string, string> = {}): Promise<Desk> {
  return startDesk({ DATABASE_URL: set!.newDatabase(), ...env });
}

/** Declares the same tests for each store: what we promise does not depend on where it is kept. */
export function onEachStore(tests: (startDesk: StartDesk, share: Share) => void): void {
  describe('on SQLite', () => tests(startDesk, rounds => rounds));
  describe.skipIf(reason)(`on MongoDB${because}`, () => tests(startOnMongo, mongoShare));
}

/** Declares tests of what only MongoDB has: members that fail, and several servers. */
export function onReplicaSet(tests: (set: ReplicaSet, startDesk: StartDesk, share: Share) => void): void {
  describe.skipIf(reason)(`on three members of MongoDB${because}`, () => tests(set!, startOnMongo, mongoShare));
}
