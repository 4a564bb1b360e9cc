import type { Locator } from 'playwright-core';

/** Waits until the words stand there, as a person would read them. Fails by saying which words were missing. */
export async function sees(where: Locator, words: string | RegExp): Promise<void> {
  await where.getByText(words).last().waitFor();
}

/** Waits until they are gone. */
export async function seesNoMore(where: Locator, words: string | RegExp): Promise<void> {
  await where.getByText(words).first().waitFor({ state: 'hidden' });
}
