import { describe } from 'vitest';
import { type Desk, startDesk } from './desk.ts';
import { type ReplicaSet, replicaSet } from './replica-set.ts';

export type StartDesk = (env?: Record<string, string>) => Promise<Desk>;
/** How many of a storm's rounds to play. */
type Share = (rounds: number) => number;

/** Against SQLite: starting a server and reading everything take longer, and the short set has its time. */
const MONGO_SHARE = 0.3;

/** Declares the same tests for each store: what we promise does not depend on where it is kept. */
export async function onEachStore(tests: (startDesk: StartDesk, share: Share) => void): Promise<void> {
  describe('on SQLite', () => tests(startDesk, rounds => rounds));
  await onReplicaSet('shared', (set, share) =>
    tests(env => startDesk({ DATABASE_URL: set.newDatabase(), ...env }), share),
  );
}

/**
 * Declares tests for three members of MongoDB.
 * @param name `shared` by all that leave the members alone
 */
export async function onReplicaSet(name: string, tests: (set: ReplicaSet, share: Share) => void): Promise<void> {
  const { set, reason } = await replicaSet(name);
  describe.skipIf(reason)(`on MongoDB${reason ? `, skipped: ${reason}` : ''}`, () =>
    tests(set!, rounds => Math.ceil(rounds * MONGO_SHARE)),
  );
}
