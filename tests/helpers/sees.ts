import type { Locator } from 'playwright-core';
import { LIMITS } from '../../protocol/wire/limits.ts';

/** A page that lost its server may pause so long before it asks again, and then it has to be answered. */
const GIVE_UP_MS = LIMITS.backoffMaxMs + LIMITS.ackTimeoutMs;

/** Waits until the words stand there, as a person would read them. Fails by saying which words were missing. */
export async function sees(where: Locator, words: string | RegExp): Promise<void> {
  await where.getByText(words).last().waitFor({ timeout: GIVE_UP_MS });
}

/** Waits until they are gone. */
export async function seesNoMore(where: Locator, words: string | RegExp): Promise<void> {
  await where.getByText(words).first().waitFor({ state: 'hidden', timeout: GIVE_UP_MS });
}
