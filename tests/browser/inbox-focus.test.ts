import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { whyNoBrowser } from '../helpers/browser.ts';
import { sharedDeskbell } from '../helpers/deskbell.ts';
import { openInbox } from '../helpers/inbox-page.ts';
import { en } from '../helpers/inbox-words.ts';
import { comeIn, MORNING } from '../helpers/people.ts';

const noBrowser = await whyNoBrowser();

/** What has the focus: its kind and its words, with the column that it stands in. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: element, body } = document;
    if (!element || element === body) return 'nothing';
    const column = element.closest('.rail, .list, .thread, .person, .settings')?.className ?? '';
    return `${element.tagName.toLowerCase()} in ${column}`;
  });

describe.skipIf(noBrowser)('the focus', () => {
  const server = sharedDeskbell({ site: { name: 'Altan Flowers' } });
  beforeAll(() => comeIn(server(), MORNING));

  test('2.4.3 is never behind a drawer, and goes back to what opened it', async () => {
    const { page, openRow, view } = await openInbox(server(), { width: 390 });
    await view('all');
    await openRow('प्रिया शर्मा');

    for (const drawer of ['person', 'rail'] as const) {
      if (drawer === 'person') {
        await page.getByRole('button', { name: en.more, exact: true }).click();
        await page.getByRole('menuitem', { name: en.person }).click();
      } else {
        await page.getByRole('link', { name: en.back }).click();
        await page.getByRole('button', { name: en.menu, exact: true }).click();
      }
      await expect.poll(() => focused(page)).toBe(`button in ${drawer}`);
      for (let step = 0; step < 25; step++) {
        await page.keyboard.press('Tab');
        // Past its end the browser's own window has its turn.
        expect(['nothing', drawer]).toContain((await focused(page)).replace(/^\w+ in /, ''));
      }
      // The browser's own window would keep the key.
      await page.locator(`.${drawer}-close`).press('Escape');
      await expect.poll(() => focused(page)).toBe(drawer === 'person' ? 'button in thread' : 'button in list');
    }
  });

  test('a drawer that gets its column back lets the rest be used', async () => {
    const { page, openRow, view, reply, log } = await openInbox(server(), { width: 1024 });
    await view('all');
    await openRow('प्रिया शर्मा');
    await page.getByRole('button', { name: en.more, exact: true }).click();
    await page.getByRole('menuitem', { name: en.person }).click();
    await expect.poll(() => focused(page)).toBe('button in person');
    await page.setViewportSize({ width: 1440, height: 800 });
    await reply('हाँ');
    await log.getByText('हाँ').waitFor();
  });

  test('is in the list after sign-in, on the row that J and K open, and at the heading where its place is gone', async () => {
    const { page, log, row } = await openInbox(server());
    await expect.poll(() => focused(page)).toBe('h1 in list');
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await page.getByRole('heading', { name: en.all }).waitFor();
    await row('प्रिया शर्मा').first().waitFor();
    for (const key of ['j', 'j', 'k']) {
      await page.keyboard.press(key);
      await log.waitFor();
      await expect.poll(() => focused(page)).toBe('a in list');
      await expect.poll(() => page.evaluate(() => document.activeElement!.ariaCurrent)).toBe('true');
    }
    // Out of a field with Escape, the letters are keys again.
    await page.keyboard.press('r');
    await expect.poll(() => focused(page)).toBe('textarea in thread');
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toBe('div in thread');
    await page.keyboard.press('/');
    await expect.poll(() => focused(page)).toBe('input in list');
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toBe('h2 in list');

    // With one column the row is gone once its conversation is open.
    await page.setViewportSize({ width: 390, height: 800 });
    await page.getByRole('link', { name: en.back }).click();
    await expect.poll(() => focused(page)).toBe('h1 in list');
    await page.locator('.row-link').first().click();
    await expect.poll(() => focused(page)).toBe('h1 in thread');
  });

  test('2.4.2 the title says what is shown', async () => {
    const { page, openRow, view } = await openInbox(server());
    const title = () => page.title();
    await view('closed');
    await expect.poll(title).toMatch(/^(\(\d+\) )?Closed · Deskbell$/);
    await page.goto(`${server().url}/inbox/settings/agents`);
    await expect.poll(title).toMatch(/^(\(\d+\) )?Settings · Deskbell$/);
    await view('all');
    await openRow('جميلة');
    await expect.poll(title).toMatch(/^(\(\d+\) )?\u2068سارة الحسن\u2069 · All · Deskbell$/);
  });

  test('goes through what was found with arrows, and Enter opens it', async () => {
    const { page, log } = await openInbox(server());
    await page
      .getByRole('link', { name: /सारा|प्रिया|سارة/ })
      .first()
      .waitFor();
    const found = page.locator('.is-found a');
    await page.keyboard.press('/');
    await expect.poll(() => focused(page)).toBe('input in list');
    // What was found for less of the word makes room for it, and would take the focus along.
    const whole = page.waitForResponse(/\/v1\/search\?.*q=altan(&|$)/);
    await page.keyboard.type('altan');
    await whole;
    await page.locator('.rows[aria-busy=false] .is-found a').nth(1).waitFor();
    const at = () => found.evaluateAll(links => links.indexOf(document.activeElement as HTMLElement));
    const keys = [
      ['ArrowDown', 0],
      ['ArrowDown', 1],
      ['ArrowUp', 0],
      ['End', (await found.count()) - 1],
      ['Home', 0],
    ] as const;
    for (const [key, place] of keys) {
      await page.keyboard.press(key);
      await expect.poll(at, { message: key }).toBe(place);
    }
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => focused(page)).toBe('input in list');
    await page.keyboard.press('ArrowDown');
    await expect.poll(at).toBe(0);
    await page.keyboard.press('Enter');
    await log.waitFor();
    await expect.poll(() => found.first().getAttribute('aria-current')).toBe('true');

    // In the field it opens the first, also of an answer that is on its way.
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => focused(page)).toBe('input in list');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('доставить');
    await page.keyboard.press('Enter');
    await log.getByText('доставить').waitFor();
  });
});
