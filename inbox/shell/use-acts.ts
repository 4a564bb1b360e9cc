import { useState } from 'preact/hooks';
import type { Toasts } from './toasts.ts';

/** What buttons do that ask the server for something: each once at a time, and a failure is told. */
export interface Acts {
  isBusy(name: string): boolean;
  /** Does nothing while the act of this name is on its way. */
  run(name: string, work: () => Promise<void>): Promise<void>;
}

export function useActs(toasts: Toasts): Acts {
  const [busy, setBusy] = useState<readonly string[]>([]);
  return {
    isBusy: name => busy.includes(name),
    async run(name, work) {
      if (busy.includes(name)) return;
      setBusy(before => [...before, name]);
      try {
        await work();
      } catch (error) {
        toasts.fail(error);
      } finally {
        setBusy(before => before.filter(each => each !== name));
      }
    },
  };
}
