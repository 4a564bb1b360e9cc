import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { type PageOptions, whyNoBrowser } from '../helpers/browser.ts';
import { sharedDeskbell } from '../helpers/deskbell.ts';
import { hasFocus } from '../helpers/focus.ts';
import { sees } from '../helpers/sees.ts';
import { openShop, TAG } from '../helpers/shop-page.ts';

const noBrowser = await whyNoBrowser();

describe.skipIf(noBrowser)('Q5 an opener in a modal dialog', () => {
  const server = sharedDeskbell({ site: { name: 'Altan Flowers' } });
  const open = (body: string, options?: PageOptions) => openShop(server(), body, options);

  const NATIVE = `<dialog id="modal"><h1>Cart</h1><button data-deskbell-open="chat">Ask us</button></dialog>
    <script>modal.showModal()</script>`;
  /** As libraries build them: moved by a transform, cut off, with the focus kept inside and Escape heard at the document. */
  const BUILT = `<div id="modal" role="dialog" aria-modal="true" style="position:fixed;inset:50% auto auto 50%;translate:-50% -50%;transform:scale(1);overflow:hidden;width:300px">
      <button id="first" data-deskbell-open="chat">Ask us</button></div>
    <script>
      document.addEventListener('focusin', event => modal.contains(event.target) || first.focus());
      document.addEventListener('keydown', event => event.key === 'Escape' && modal.remove(), true);
      document.addEventListener('wheel', event => event.preventDefault(), { passive: false });
      first.focus();
    </script>`;

  test.each([
    ['of the browser', NATIVE],
    ['of a library', BUILT],
  ])('%s opens a panel that can be used there', async (_, dialog) => {
    const { page, widget } = await open(dialog + TAG);
    const opener = page.getByRole('button', { name: 'Ask us' });
    await page.locator('desk-bell').waitFor({ state: 'attached' });
    await opener.focus();
    await opener.press('Enter');
    const panel = page.locator('desk-bell').getByRole('dialog');
    const field = panel.getByRole('textbox', { name: 'Write a message' });
    await hasFocus(field);
    await page.keyboard.type('From the cart');
    await page.keyboard.press('Enter');
    await sees(panel, /Sent/);
    // Where it always stands, whatever the dialog cuts off.
    const rightEdge = async () => {
      const box = (await panel.boundingBox())!;
      return box.x + box.width;
    };
    await expect.poll(rightEdge).toBeGreaterThan(1_200);
    await panel.getByRole('button', { name: 'Close' }).click({ trial: true });

    await field.press('Escape');
    await panel.waitFor({ state: 'hidden' });
    expect(await page.locator('#modal').isVisible()).toBe(true);
    await hasFocus(opener);
    await expect.poll(() => home(page)).toBe('HTML');

    await opener.press('Enter');
    await panel.waitFor();
    await expect.poll(() => home(page)).not.toBe('HTML');
    // The page takes its dialog away, and the talk goes on.
    await page.evaluate(() => document.querySelector('#modal')!.remove());
    await expect.poll(() => home(page)).toBe('HTML');
    await sees(widget.log, 'From the cart');
  });

  test('that is closed gives the panel back', async () => {
    const { page, widget } = await open(NATIVE + TAG);
    await page.locator('desk-bell').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Ask us' }).click();
    const panel = page.locator('desk-bell').getByRole('dialog');
    // Until then nobody can type in it.
    await expect.poll(() => home(page)).toBe('DIALOG');
    await panel.getByRole('textbox', { name: 'Write a message' }).fill('Half a word');
    await page.evaluate(() => document.querySelector('dialog')!.close());
    await expect.poll(() => home(page)).toBe('HTML');
    await expect.poll(() => widget.field.inputValue()).toBe('Half a word');
  });

  test('that has closed since the last drawing takes no panel in', async () => {
    const { page, widget } = await open(NATIVE + TAG);
    await page.locator('desk-bell').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Ask us' }).click();
    await expect.poll(() => home(page)).toBe('DIALOG');
    const isIn = await page.evaluate(() => {
      const dialog = document.querySelector('dialog')!;
      window.deskbell!.close!();
      dialog.querySelector('button')!.focus();
      dialog.close();
      // As when what moves the panel has come only now.
      document.dispatchEvent(new Event('deskbell:opened'));
      return !!dialog.querySelector('desk-bell');
    });
    expect(isIn).toBe(false);
    await widget.launcher.waitFor();
  });

  const home = (page: Page) => page.evaluate(() => document.querySelector('desk-bell')!.parentElement?.tagName);
});
