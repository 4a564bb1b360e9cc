import { describe } from 'vitest';
import { type Desk, startDesk } from './desk.ts';
import { type ReplicaSet, sharedReplicaSet } from './replica-set.ts';

export type StartDesk = (env?: Record<string, string>) => Promise<Desk>;

const { set, reason } = await sharedReplicaSet();

/** For faults of MongoDB itself. */
export function onReplicaSet(tests: (set: ReplicaSet, startDesk: StartDesk) => void): void {
  describe.skipIf(reason)(`three members of MongoDB${reason ? `, skipped: ${reason}` : ''}`, () =>
    tests(set!, startOnMongo),
  );
}

function startOnMongo(env: Record<string, string> = {}): Promise<Desk> {
  return startDesk({ DATABASE_URL: set!.newDatabase(), ...env });
}

/** Against SQLite: starting a server and reading everything take longer, and the short set has its time. */
const MONGO_SHARE = 0.3;

/**
 * Declares the same tests for each store: what we promise does not depend on where it is kept.
 * @param tests gets what starts a desk on that store, and which share of a storm's rounds to play there
 */
export function onEachStore(tests: (startDesk: StartDesk, share: (rounds: number) => number) => void): void {
  describe('on SQLite', () => tests(startDesk, rounds => rounds));
  describe.skipIf(reason)(`on MongoDB${reason ? `, skipped: ${reason}` : ''}`, () =>
    tests(startOnMongo, rounds => Math.ceil(rounds * MONGO_SHARE)),
  );
}
