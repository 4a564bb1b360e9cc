import { computed } from '@preact/signals';
import { useMemo } from 'preact/hooks';

/**
 * What `select` takes out of signals: the component is drawn anew when that becomes another thing (by `Object.is`), not
 * with every change of the signals. `useComputed` of @preact/signals would not see that its surroundings have changed.
 * @param inputs what `select` takes from its surroundings besides signals, as for `useMemo`
 */
export function usePart<T>(select: () => T, inputs: readonly unknown[]): T {
  return useMemo(() => computed(select), inputs).value;
}
