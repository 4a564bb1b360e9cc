import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Site } from '../../protocol/sites.ts';
import { openPage, type PageOptions, whyNoBrowser } from '../helpers/browser.ts';
import { sharedDeskbell } from '../helpers/deskbell.ts';
import { hasFocus } from '../helpers/focus.ts';
import { sees } from '../helpers/sees.ts';
import { serveExamples } from '../helpers/serve-examples.ts';
import { openShop, TAG } from '../helpers/shop-page.ts';
import { widgetOn } from '../helpers/widget-page.ts';

const noBrowser = await whyNoBrowser();

describe.skipIf(noBrowser)('Q5 the widget in pages as they are', () => {
  const server = sharedDeskbell({ site: { name: 'Altan Flowers' } });

  const open = (body: string, options?: PageOptions, siteKey?: string) => openShop(server(), body, options, siteKey);

  /** The pages that the agent sees the visitor on who said this. */
  async function trail(text: string): Promise<string[]> {
    const path = '/v1/conversations';
    const { conversations } = await server().api<{ conversations: { id: string; preview: { text: string } }[] }>(
      'GET',
      `${path}?view=all`,
    );
    const { id } = conversations.find(each => each.preview.text === text)!;
    const { visitor } = await server().api<{ visitor: { trail: { name: string }[] } }>('GET', `${path}/${id}`);
    return visitor.trail.map(({ name }) => name);
  }

  test('a tag that stands twice, or runs again with each visit, makes one bell and one panel', async () => {
    const { page, widget, told } = await open(TAG + TAG);
    await widget.open();
    await page.evaluate(() => {
      const tag = document.querySelector('script')!;
      const again = document.createElement('script');
      for (const { name, value } of tag.attributes) again.setAttribute(name, value);
      const arrived = new Promise(resolve => again.addEventListener('load', resolve));
      document.body.replaceChildren(again);
      return arrived;
    });
    expect(await page.locator('desk-bell').count()).toBe(1);
    await widget.say('Only once');
    await sees(widget.log, /Sent/);
    expect(told).toEqual([]);
  });

  test('two tags for two sites: the first one counts, and the console says so once', async () => {
    const other = TAG.replace('DESKBELL_SITE_KEY', 'another').replace('async', '');
    const { page, widget, told } = await open(TAG.replace('async', '') + other + other);
    await expect.poll(() => told).toEqual([expect.stringContaining('name different sites')]);
    await widget.open();
    await sees(widget.panel, 'Altan Flowers');
    expect(await page.locator('desk-bell').count()).toBe(1);
  });

  test('a tag without a key makes no bell, and the console says what is missing', async () => {
    const { page, told } = await open('<script src="DESKBELL_HOST/deskbell.js"></script>');
    await expect.poll(() => told).toEqual([expect.stringContaining('data-site="KEY"')]);
    expect(await page.locator('desk-bell').count()).toBe(0);
  });

  test("options may stand in the script's address, and in the page", async () => {
    const tag = '<script src="DESKBELL_HOST/deskbell.js?site=DESKBELL_SITE_KEY&position=start"></script>';
    const { page, widget } = await open(`<script>deskbellOptions = { locale: 'en', position: 'end' }</script>${tag}`);
    await expect.poll(async () => (await widget.launcher.boundingBox())?.x).toBeGreaterThan(1_000);
    await widget.open();
    await widget.say('By a tag manager');
    await sees(widget.log, /Sent/);
    expect(await page.locator('desk-bell').count()).toBe(1);
  });

  test('Q6 a key that nobody knows: nothing is typed in vain, the bell goes, and the console says why', async () => {
    const { widget, told } = await open(TAG, {}, 'nobody-knows-this');
    await widget.open();
    await sees(widget.panel, 'Chat is not set up on this website yet');
    await expect.poll(() => widget.panel.getByRole('textbox').count()).toBe(0);
    await expect.poll(() => widget.panel.getByRole('tab').count()).toBe(0);
    await widget.launcher.waitFor({ state: 'hidden' });
    await expect.poll(() => told).toEqual([expect.stringMatching(/knows no site.*data-site.*Settings, Install/)]);
    await widget.button('Close').click();
    await widget.panel.waitFor({ state: 'hidden' });
  });

  test('Q6 a page that the site does not list: the same, also for a form in the page', async () => {
    const site = await server().api<Site>('POST', '/v1/sites', { name: 'Elsewhere' });
    await server().api('PATCH', `/v1/sites/${site.key}`, { origins: ['https://elsewhere.example'] });
    // What the form asks about the site is refused as well.
    const allow = [/CORS policy/, /ERR_FAILED/];
    const { page, widget, told } = await open(`${TAG}<div data-deskbell-form="contact"></div>`, { allow }, site.key);
    const form = page.locator('desk-bell-form');
    await form.getByRole('textbox', { name: 'Message' }).focus();
    await sees(form, 'Chat is not set up on this website yet');
    await expect.poll(() => form.getByRole('textbox').count()).toBe(0);
    await widget.launcher.waitFor({ state: 'hidden' });
    await expect
      .poll(() => told)
      .toEqual([expect.stringMatching(/does not list .*http:\/\/localhost:\d+.*Websites that may use it/)]);
  });

  test('boot and shutdown in one moment, as effects do that run twice, leave one bell that works', async () => {
    const { page, widget } = await open(TAG);
    await widget.launcher.waitFor();
    const twice = () =>
      page.evaluate(() => {
        deskbell('shutdown');
        deskbell('boot');
        deskbell('shutdown');
        deskbell('boot');
      });
    await twice();
    await widget.open();
    await twice();
    expect(await page.locator('desk-bell').count()).toBe(1);
    await widget.open();
    await widget.say('Still here');
    await sees(widget.log, /Sent/);
    await page.evaluate(() => {
      deskbell('boot');
      deskbell('shutdown');
    });
    expect(await page.locator('desk-bell').count()).toBe(0);
  });

  test('what comes into the page later is filled and opens, and what the page takes away is forgotten', async () => {
    const { page, widget } = await open(`${TAG}<main></main>`);
    await widget.launcher.waitFor();
    await page.evaluate(() => {
      history.pushState(null, '', '/contact');
      document.querySelector('main')!.innerHTML =
        '<div data-deskbell-form="contact"><a href="/f">Write</a></div><a data-deskbell-open="callback">Ring me</a>';
    });
    const form = page.locator('desk-bell-form');
    await form.getByRole('textbox', { name: 'Message' }).fill('From a later page');
    await page.getByText('Ring me').click();
    await widget.input('phone').waitFor();

    // By now the panel is there.
    await page.evaluate(() => {
      document.querySelector('main')!.innerHTML = '<section><div data-deskbell-form="callback"></div></section>';
    });
    await form.getByRole('textbox', { name: 'Your number' }).waitFor();
    await page.evaluate(() => {
      (window as { gone?: unknown }).gone = new WeakRef(document.querySelector('[data-deskbell-form]')!);
      document.querySelector('section')!.remove();
      history.pushState(null, '', '/');
    });
    const session = await page.context().newCDPSession(page);
    await expect
      .poll(async () => {
        await session.send('HeapProfiler.collectGarbage');
        return page.evaluate(() => (window as unknown as { gone: WeakRef<Element> }).gone.deref() === undefined);
      })
      .toBe(true);
  });

  test.each(['div', 'li'])(
    'a form in a %s leaves the page its own children, and shows them when it goes',
    async tag => {
      const place = `<${tag} data-deskbell-form="contact"><a href="/f">Write</a></${tag}>`;
      const { page } = await open(`${TAG}<main>${place}</main>`);
      const message = page.getByRole('textbox', { name: 'Message' });
      await message.waitFor();
      const link = page.getByRole('link', { name: 'Write' });
      await link.waitFor({ state: 'hidden' });
      // As Turbo keeps a page that it leaves; frameworks that hydrate look at the children too.
      const copy = await page.evaluate(() => document.querySelector('main')!.cloneNode(true).firstChild!.textContent);
      if (tag === 'div') expect(copy).toBe('Write');
      await page.evaluate(() => deskbell('shutdown'));
      await link.waitFor();
      await expect.poll(() => message.count()).toBe(0);
      await page.evaluate(() => deskbell('boot'));
      await message.waitFor();
      await link.waitFor({ state: 'hidden' });
    },
  );

  test.each([
    ['by the Navigation API', true],
    ['by popstate and what frameworks say, where there is none', false],
  ])('P6 the agent is told the page that the visitor went to, %s', async (_, isThere) => {
    const page = await openPage();
    if (!isThere) await page.addInitScript(() => Object.defineProperty(window, 'navigation', { value: undefined }));
    const html = `<!doctype html><html lang="en"><title>Shop</title><body>${TAG}</body></html>`;
    await page.goto(`${await serveExamples({ deskbell: server().url, siteKey: server().site.key, html })}/`);
    const widget = widgetOn(page);
    await widget.open();
    const text = `Which page? ${isThere}`;
    await widget.say(text);
    await sees(widget.log, /Sent/);
    await go(page, '/weddings', 'Weddings');
    await expect.poll(() => trail(text)).toContain('Weddings');
    await go(page, '/checkout', 'Checkout');
    await expect.poll(() => trail(text)).toContain('Checkout');
    await page.goBack();
    await expect.poll(async () => (await trail(text)).filter(name => name === 'Checkout')).toHaveLength(2);

    async function go(page: Page, path: string, title: string) {
      await page.evaluate(
        ([path, title]) => {
          history.pushState(null, '', path);
          document.title = title!;
          document.dispatchEvent(new Event('astro:page-load'));
        },
        [path, title],
      );
    }
  });

  test('where the panel covers a small screen, the keyboard finds nothing below it', async () => {
    const { page, widget } = await open(`<button>Below</button>${TAG}`, { width: 320, height: 600 });
    await widget.open();
    await expect.poll(() => page.evaluate(() => document.body.inert)).toBe(true);
    await hasFocus(widget.field);
    const reached = new Set<string>();
    for (let step = 0; step < 20; step++) {
      await page.keyboard.press('Tab');
      const focused = () => {
        const { activeElement } = document;
        const within = activeElement?.shadowRoot?.activeElement;
        return within ? (within.closest('[role=dialog]') ? 'panel' : 'bell') : activeElement!.tagName;
      };
      reached.add(await page.evaluate(focused));
    }
    // The browser's own place between the last and the first.
    reached.delete('BODY');
    expect([...reached]).toEqual(['panel']);
    await page.setViewportSize({ width: 1_000, height: 600 });
    await expect.poll(() => page.evaluate(() => document.body.inert)).toBe(false);
    await page.setViewportSize({ width: 320, height: 600 });
    await expect.poll(() => page.evaluate(() => document.body.inert)).toBe(true);
    await widget.field.press('Escape');
    await expect
      .poll(() => page.evaluate(() => [document.body.inert, document.activeElement?.tagName]))
      .toEqual([false, 'DESK-BELL']);
  });

  test('a press on the bell that begins before the panel is there, and ends after, opens it', async () => {
    const { page, widget } = await open(TAG);
    await widget.launcher.waitFor();
    const { x, y, width, height } = (await widget.launcher.boundingBox())!;
    let come = () => {};
    const held = new Promise<void>(resolve => {
      come = resolve;
    });
    await page.route('**/panel.js', async route => {
      await held;
      await route.continue();
    });
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    come();
    await page.locator('desk-bell .bell').waitFor();
    await page.mouse.up();
    await widget.panel.waitFor();
  });

  test('nothing of it is printed, before the panel is there and after', async () => {
    const { page, widget } = await open(TAG);
    await widget.launcher.waitFor();
    await page.emulateMedia({ media: 'print' });
    await widget.launcher.waitFor({ state: 'hidden' });
    await page.emulateMedia({ media: 'screen' });
    await widget.open();
    await page.emulateMedia({ media: 'print' });
    await widget.panel.waitFor({ state: 'hidden' });
    await widget.launcher.waitFor({ state: 'hidden' });
  });

  test('a page that is put aside closes its link, and opens it again when the visitor comes back', async () => {
    const { page, widget } = await open(TAG);
    let sockets = 0;
    page.on('websocket', socket => {
      sockets += 1;
      socket.on('close', () => {
        sockets -= 1;
      });
    });
    await widget.open();
    await widget.say('Before');
    await sees(widget.log, /Sent/);
    const turn = (type: string) =>
      page.evaluate(type => dispatchEvent(new PageTransitionEvent(type, { persisted: true })), type);
    await turn('pagehide');
    await expect.poll(() => sockets).toBe(0);
    await widget.say('Meanwhile');
    await turn('pageshow');
    await expect.poll(() => sockets).toBe(1);
    await sees(widget.log, /Sent/);
    await expect.poll(() => trail('Meanwhile')).toContain('Shop');
  });
});

/** The widget's global, for functions that run in the page. */
declare const deskbell: (name: string, ...args: unknown[]) => unknown;
