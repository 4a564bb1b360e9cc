import type { Store } from '../../store/store.ts';

/** Whether everybody needs a second factor, as the server last read it: each request of an agent asks. */
export interface FactorPolicy {
  isRequired(): Promise<boolean>;
  /** Reads anew at the next call; for who has just changed it. */
  forget(): void;
}

/** Milliseconds a read lasts: how long another server's change may take to be seen here. */
const FRESH_MS = 900;

/** @param clock milliseconds that only go forward; not the server's `now`, which tests hold still */
export function createFactorPolicy(
  store: Pick<Store, 'factors'>,
  clock: () => number = () => performance.now(),
): FactorPolicy {
  let kept: { at: number; isRequired: Promise<boolean> } | null = null;
  let last = false;

  async function read(): Promise<boolean> {
    try {
      last = (await store.factors.settings()).isFactorRequired;
    } catch {
      // While the store is away it is as it was; who wants to change something is refused by the store itself.
      kept = null;
    }
    return last;
  }

  return {
    isRequired() {
      if (!kept || clock() - kept.at >= FRESH_MS) kept = { at: clock(), isRequired: read() };
      return kept.isRequired;
    },
    forget() {
      kept = null;
    },
  };
}
