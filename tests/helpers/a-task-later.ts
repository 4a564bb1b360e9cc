/**
 * A task later: what was put off to the end of this one, or to a timer of no length that was set before, has happened.
 * For proofs that nothing happens, which have no condition to wait for.
 */
export function aTaskLater(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve));
}
