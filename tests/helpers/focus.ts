import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Waits until the keys that are pressed next are heard there. Inside of shadow roots too. */
export async function hasFocus(where: Locator): Promise<void> {
  await expect.poll(() => where.evaluate(each => each.matches(':focus')), { message: `focus of ${where}` }).toBe(true);
}

/** Waits until letters are keys of the page again: no field has the focus. */
export async function isOutOfFields(page: Page): Promise<void> {
  const field = () => page.evaluate(() => !!document.activeElement?.matches('input, textarea, select'));
  await expect.poll(field, { message: 'a field with the focus' }).toBe(false);
}
