/** Taken while it is real: a test may hold the clock of its pages, and waiting goes by the true one. */
const { setTimeout } = globalThis;

const LOOK_EVERY_MS = 10;
/**
 * A client may pause for 30 s after a refusal (SPEC C1), and a driver takes some 10 s to give up a member that hangs: this is
 * twice as long as both together, for a slow machine. Shorter than a test's own limit, so that a failure says what it waited for.
 */
const PATIENCE_MS = 80_000;

/**
 * Waits until `look` gives something true, and returns it. What it throws counts as "not yet".
 * @param what is asked for when it is given up, where it says how things stand then
 * @throws Error with what was waited for, and what `look` gave or threw last
 */
export async function until<T>(what: string | (() => string), look: () => T | Promise<T>): Promise<NonNullable<T>> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    let came: unknown;
    try {
      const value = await look();
      if (value) return value;
      came = value;
    } catch (error) {
      came = error;
    }
    if (performance.now() > deadline) {
      const awaited = typeof what === 'string' ? what : what();
      throw new Error(`waited for ${awaited}; the last look gave ${came}`);
    }
    await new Promise(resolve => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
