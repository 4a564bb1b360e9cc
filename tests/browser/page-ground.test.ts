import { describe, expect, test } from 'vitest';
import { expectAccessible } from '../helpers/axe.ts';
import { type PageOptions, whyNoBrowser } from '../helpers/browser.ts';
import { sharedDeskbell } from '../helpers/deskbell.ts';
import { openShop, TAG } from '../helpers/shop-page.ts';

const noBrowser = await whyNoBrowser();

describe.skipIf(noBrowser)('Q5 a form in the page can be read', () => {
  const server = sharedDeskbell({ site: { name: 'Altan Flowers' } });
  const open = (body: string, options?: PageOptions) => openShop(server(), body, options);

  const PAGES = {
    'that knows no dark': '',
    'that follows the system': '<style>:root { color-scheme: light dark }</style>',
    'that is dark by its scheme': '<style>:root { color-scheme: dark }</style>',
    'that is dark by its ground': '<style>body { background: oklch(0.2 0.02 200) }</style>',
    'that stands on a picture': '<style>body { background: linear-gradient(#fff, #222) }</style>',
  };
  test.each(
    Object.keys(PAGES).flatMap(name => (['light', 'dark'] as const).map(colorScheme => [name, colorScheme] as const)),
  )('in a page %s, where the system is %s', async (name, colorScheme) => {
    const form = '<main><div data-deskbell-form="contact"></div></main>';
    const { page } = await open(PAGES[name as keyof typeof PAGES] + form + TAG, { colorScheme });
    await page.getByRole('textbox', { name: 'Message' }).waitFor();
    // Axe takes the browser's own ground for white, which it is not in a dark scheme.
    if (name !== 'that stands on a picture') await page.addStyleTag({ content: 'html { background: Canvas }' });
    await expectAccessible(page, { within: 'main' });
  });

  test('also when the tag wants another theme than the page has, and when the page changes its own', async () => {
    const style =
      '<style>html { transition: background-color 0.1s; background: #fff } .night { background: #111 }</style>';
    const form = '<main><div data-deskbell-form="contact"></div></main>';
    const { page } = await open(style + form + TAG);
    await page.getByRole('textbox', { name: 'Message' }).waitFor();
    const desk = page.locator('desk-bell-form .desk');
    await page.evaluate(() => document.documentElement.classList.add('night'));
    await expect.poll(() => desk.getAttribute('class')).toContain('dark');
    await expectAccessible(page, { within: 'main' });
    await page.evaluate(() => deskbell('update', { theme: 'light' }));
    await expect.poll(() => desk.getAttribute('class')).toContain('paper');
    await expectAccessible(page, { within: 'main' });
  });
});

/** The widget's global, for functions that run in the page. */
declare const deskbell: (name: string, ...args: unknown[]) => unknown;
