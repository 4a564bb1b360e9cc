import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Conversation } from '../../protocol/conversations.ts';
import type { Visitor } from '../../protocol/visitors.ts';
import en from '../../widget/i18n/en.ts';
import type { Messages } from '../../widget/i18n/index.ts';
import mn from '../../widget/i18n/mn.ts';
import { openPage, whyNoBrowser } from '../helpers/browser.ts';
import { sharedDeskbell } from '../helpers/deskbell.ts';
import { serveApp, serveAstro, servePages } from '../helpers/recipe-site.ts';
import { QUEUE, recipe } from '../helpers/recipes.ts';
import { sees, seesNoMore } from '../helpers/sees.ts';
import { widgetOn } from '../helpers/widget-page.ts';

const noBrowser = await whyNoBrowser();

describe.skipIf(noBrowser)('the recipes of docs/embed.md', () => {
  const server = sharedDeskbell({ site: { name: 'Altan Flowers' } });

  test.each(['React', 'Vue', 'Svelte'] as const)(
    'EM1 %s has one bell, on each route that has the component',
    async name => {
      const page = await openPage();
      await page.goto(await serveApp(name, server()));
      await followsRoutes(page, `Hello from ${name}`);

      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect.poll(async () => (await conversation(`Hello from ${name}`)).contact.name).toBe('Bolormaa');

      await follow(page, 'Checkout');
      await expect.poll(() => bells(page)).toBe(0);
      await hurry(page, ['Shop', 'Checkout', 'Contact', 'Checkout']);
      await expect.poll(() => bells(page)).toBe(0);
      await hurry(page, ['Shop', 'Checkout', 'Contact', 'Checkout', 'Shop']);
      await expect.poll(() => bells(page)).toBe(1);
      const widget = widgetOn(page);
      await widget.open();
      await widget.tab('chat');
      await sees(widget.log, `Hello from ${name}`);
      await page.getByRole('button', { name: 'Sign out' }).click();
      await seesNoMore(widget.log, `Hello from ${name}`);
    },
  );

  test('EM2 Astro keeps the bell from page to page', async () => {
    const site = await serveAstro(server());
    for (const hasNavigation of [true, false]) {
      const page = await openBrowser(hasNavigation);
      await page.goto(site);
      await followsRoutes(page, `Hello from Astro, ${hasNavigation}`);
    }
  });

  const turbo = 'node_modules/@hotwired/turbo/dist/turbo.es2017-umd.js';
  test.each([
    { where: 'head', hasNavigation: true },
    { where: 'body', hasNavigation: false },
  ] as const)(
    'EM3 Turbo keeps the bell from visit to visit, with the tag in the $where',
    async ({ where, hasNavigation }) => {
      const page = await openBrowser(hasNavigation);
      const tag = recipe('Turbo').blocks[0]!;
      await page.goto(await servePages({ deskbell: server(), tag, where, library: turbo }));
      await followsRoutes(page, `Hello from Turbo's ${where}`);
    },
  );

  test('EM3 a form stays with what was typed where Turbo morphs the page', async () => {
    const page = await openPage();
    const [tag, morphing] = recipe('Turbo').blocks;
    await page.goto(`${await servePages({ deskbell: server(), tag: tag! + morphing!, library: turbo })}/contact/`);
    const field = page.getByRole('main').getByRole('textbox', { name: en.message });
    await field.fill('Two bouquets for Friday');
    const isSame = await page.evaluate(async () => {
      const place = document.querySelector('[data-deskbell-form]')!;
      const drawn = new Promise(resolve => document.addEventListener('turbo:load', resolve, { once: true }));
      Turbo.visit(location.href, { action: 'replace' });
      await drawn;
      return place.isConnected;
    });
    expect(isSame).toBe(true);
    await expect.poll(() => field.inputValue()).toBe('Two bouquets for Friday');
  });

  test.each([true, false])('EM4 what htmx swaps in is found, with the Navigation API: %s', async hasNavigation => {
    const page = await openBrowser(hasNavigation);
    const tag = recipe('htmx').blocks[0]!;
    const library = 'node_modules/htmx.org/dist/htmx.js';
    const link = (href: string) =>
      `hx-get="${href}" hx-select="main" hx-target="main" hx-swap="outerHTML" hx-push-url="true"`;
    await page.goto(await servePages({ deskbell: server(), tag, library, link }));
    await followsRoutes(page, `Hello from htmx, ${hasNavigation}`);
  });

  test('EM5 WordPress may have the tag from theme and plugin, and who is signed in', async () => {
    const page = await openPage();
    const [tag] = /<script.*<\/script>/.exec(recipe('WordPress').blocks[0]!)!;
    await page.goto(await servePages({ deskbell: server(), tag: QUEUE + tag + tag }));
    await talks(page, 'Hello from WordPress');
    await expect.poll(async () => (await conversation('Hello from WordPress')).contact.name).toBe('Bolormaa');
    await follow(page, 'Contact');
    await usesOwnElements(page);
  });

  test.each([
    { where: 'the address', block: 0, words: en },
    { where: 'deskbellOptions', block: 1, words: mn },
  ])('EM6 Tag Manager hands options on in $where', async ({ where, block, words }) => {
    const page = await openPage();
    const tag = recipe('Tag Manager').blocks[block]!;
    const library = 'tests/browser/embed/tag-manager.js';
    await page.goto(await servePages({ deskbell: server(), tag, where: 'template', library }));
    await talks(page, `Hello from Tag Manager by ${where}`, words);
    await follow(page, 'Contact');
    await usesOwnElements(page, words);
  });

  /** A page that is never loaded again: one bell, and each route is told, finds its elements and is forgotten. */
  async function followsRoutes(page: Page, text: string): Promise<void> {
    await page.evaluate(() => Object.assign(window, { isFirstLoad: true }));
    await talks(page, text);
    await follow(page, 'Contact');
    await expect.poll(async () => (await trail(text))[0]?.url).toMatch(/\/contact\/?$/);
    await usesOwnElements(page);
    const place = await page.evaluateHandle(() => new WeakRef(document.querySelector('[data-deskbell-form]')!));

    await follow(page, 'Shop');
    await expect.poll(async () => new URL((await trail(text))[0]!.url).pathname).toBe('/');
    await page.goBack();
    await usesOwnElements(page);
    await follow(page, 'Shop');
    // Turbo itself holds the page before this one, hence not sooner.
    const session = await page.context().newCDPSession(page);
    await expect
      .poll(async () => {
        await session.send('HeapProfiler.collectGarbage');
        return place.evaluate(each => each.deref() === undefined);
      })
      .toBe(true);
    expect(await bells(page)).toBe(1);
    expect(await page.evaluate(() => 'isFirstLoad' in window)).toBe(true);
  }

  async function talks(page: Page, text: string, words?: Messages): Promise<void> {
    const widget = widgetOn(page, words);
    // Before the panel is there its name is English.
    await page.locator('desk-bell').getByRole('button').click();
    await widget.panel.waitFor();
    await expect.poll(() => bells(page)).toBe(1);
    await widget.say(text);
    await expect.poll(() => conversation(text)).toBeDefined();
    await widget.field.press('Escape');
  }

  async function conversation(words: string): Promise<Conversation> {
    const { conversations } = await server().api<{ conversations: Conversation[] }>(
      'GET',
      '/v1/conversations?view=all',
    );
    return conversations.find(({ preview }) => preview.text === words)!;
  }

  async function trail(words: string): Promise<Visitor['trail']> {
    const { id } = await conversation(words);
    const { visitor } = await server().api<{ visitor: Visitor }>('GET', `/v1/conversations/${id}`);
    return visitor.trail;
  }
});

/** The form stands in the page, and the page's own button opens the panel. */
async function usesOwnElements(page: Page, words = en): Promise<void> {
  const main = page.getByRole('main');
  await main.getByRole('textbox', { name: words.message }).waitFor();
  await expect.poll(() => page.locator('desk-bell-form').count()).toBe(1);
  await main.getByRole('button', { name: 'Have us call you' }).click();
  const { panel } = widgetOn(page, words);
  await panel.getByRole('tab', { name: words.callback, selected: true }).press('Escape');
}

/** @param hasNavigation whether it has the Navigation API, as not all browsers do */
async function openBrowser(hasNavigation: boolean): Promise<Page> {
  const page = await openPage();
  if (!hasNavigation) await page.addInitScript(() => Object.defineProperty(window, 'navigation', { value: undefined }));
  return page;
}

const bells = (page: Page) => page.locator('desk-bell').count();

async function follow(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name }).click();
}

/** Follows links as fast as the framework draws what they lead to, and waits until all of it is drawn. */
async function hurry(page: Page, names: string[]): Promise<void> {
  await page.evaluate(async names => {
    for (const name of names) {
      [...document.querySelectorAll('a')].find(({ textContent }) => textContent === name)!.click();
      await new Promise(resolve => setTimeout(resolve));
    }
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  }, names);
}

/** Turbo's global, for functions that run in the page. */
declare const Turbo: { visit(address: string, options: { action: 'replace' }): void };
