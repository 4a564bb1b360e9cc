import { seed } from '../helpers/chance.ts';

/** `FUZZ=long`, as `npm run soak` sets it, tries ten times as many. */
const isLong = process.env.FUZZ === 'long';

/** Picks how many: in the short set, which is part of `npm test`, and in the long one. */
export const cases = (short: number) => (isLong ? 10 * short : short);

/** Ms for one test: a hundred times what its cases take alone, since machines have other things to do. */
export const fuzzTimeout = isLong ? 1_800_000 : 600_000;

/**
 * What every property here runs with. A failure prints the seed and the smallest case; `FAULT_SEED` repeats the run.
 * @param numRuns of the property, each of which may try several cases
 */
export function fuzzed(numRuns: number) {
  return { numRuns, seed, interruptAfterTimeLimit: fuzzTimeout / 2, markInterruptAsFailure: true };
}

console.log(`FAULT_SEED=${seed}`);
