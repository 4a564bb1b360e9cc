import { expect, test } from 'vitest';
import type { Store } from '../../../server/store/store.ts';

/** What a store says of itself to the doctor. */
export function doctorRules(store: () => Store): void {
  test('DR5 a store says how it is', async () => {
    const before = Date.now();
    const { isDurable, clockAt, freeBytes, backupAt } = await store().doctor.vitals();
    expect(isDurable).toBe(!store().description.endsWith(':memory:'));
    // On one machine both clocks are the same, which the database tells in whole milliseconds.
    if (clockAt !== null) expect(clockAt).toBeGreaterThanOrEqual(before - 1);
    if (freeBytes !== null) expect(freeBytes).toBeGreaterThan(0);
    expect(backupAt).toBe(null);
  });
}
