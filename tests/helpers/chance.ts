/** In CI, where a run says something of the commit and not of its luck: it is the soak that looks for what is rare. */
const OF_CI = 20_260_301;

/** Of this run. `FAULT_SEED` repeats another one. */
export const seed =
  Number.parseInt(process.env.FAULT_SEED ?? '', 10) || (process.env.CI ? OF_CI : Math.floor(Math.random() * 2 ** 31));

/**
 * Numbers from 0 to 1 that follow from the run's seed (mulberry32, https://github.com/bryc/code/blob/master/jshash/PRNGs.md).
 * @param stream one per test, so that a test gets the same numbers alone as after others
 * @param from another seed than the run's, where a test is about one history
 */
export function chance(stream: number, from = seed): () => number {
  let state = (from + Math.imul(stream, 0x9e3779b9)) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
