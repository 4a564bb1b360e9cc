import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { allowProblem, openPage, whyNoBrowser } from '../helpers/browser.ts';
import { sharedDeskbell, startDeskbell } from '../helpers/deskbell.ts';
import { freePort } from '../helpers/free-port.ts';
import { sees } from '../helpers/sees.ts';
import { serveExamples } from '../helpers/serve-examples.ts';
import { widgetOn } from '../helpers/widget-page.ts';

const noBrowser = await whyNoBrowser();

describe.skipIf(noBrowser)('the widget is a good guest', () => {
  const server = sharedDeskbell({ site: { name: 'Altan Flowers' } });
  const examples = (policy?: 'strict' | 'trusted', html?: string) =>
    serveExamples({ deskbell: server().url, siteKey: server().site.key, policy, html });

  test('Q1 untouched it is one request, without cookie, storage or socket', async () => {
    const page = await openPage();
    const requests: string[] = [];
    page.on('request', request => requests.push(request.url()));
    page.on('websocket', socket => requests.push(socket.url()));
    await page.goto(`${await examples()}/plain/`);
    await widgetOn(page).launcher.waitFor();
    await isIdle(page);

    expect(requests.filter(url => url.includes(new URL(server().url).host))).toEqual([`${server().url}/deskbell.js`]);
    expect(await page.context().cookies()).toEqual([]);
    const left = await page.evaluate(async () => ({
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      isHistoryNative: history.pushState.toString().includes('[native code]'),
      globals: Object.keys(window).filter(name => /desk|bell/i.test(name)),
    }));
    expect(left).toEqual({
      local: [],
      session: [],
      databases: [],
      caches: [],
      workers: 0,
      isHistoryNative: true,
      globals: ['deskbell'],
    });
  });

  test('Q1 it comes when touched, and is known again on the next page', async () => {
    const page = await openPage();
    const site = await examples();
    await page.goto(`${site}/plain/`);
    const widget = widgetOn(page);
    await widget.open();
    await sees(widget.panel, 'Altan Flowers');
    await widget.say('Hello');
    await sees(widget.log, /Sent/);
    await page.goto(`${site}/arabic/`);
    await page.goto(`${site}/plain/`);
    await widget.open();
    await sees(widget.log, 'Hello');
  });

  test.each(['strict', 'trusted'] as const)('Q3 it breaks no rule of a %s policy on any screen', async policy => {
    const page = await openPage();
    await page.goto(`${await examples(policy)}/strict-csp/`);
    await everyScreen(page);
  });

  test.each([1280, 390])('Q2 nothing in the page moves by it at %i px', async width => {
    const page = await openPage({ width });
    await page.goto(`${await examples()}/plain/`);
    const widget = widgetOn(page);
    await widget.open();
    await widget.say('Hello');
    await sees(widget.log, /Sent/);
    await page.evaluate(() => deskbell('update', { locale: 'ar' }));
    await page.getByRole('tab', { name: 'اتصل' }).or(page.getByRole('tab').nth(1)).first().waitFor();
    await widget.panel.getByRole('textbox').press('Escape');
    await widget.panel.waitFor({ state: 'hidden' });
    await isIdle(page);
    expect(await shiftOfPage(page)).toBe(0);
  });

  test('Q2 a hostile style sheet changes nothing in it', async () => {
    const plain = await looks('');
    const hostile = await looks(`
      html { font-size: 40px; letter-spacing: 9px; text-transform: uppercase; text-align: right; word-spacing: 20px; line-height: 4; }
      * { color: red !important; background: yellow !important; font: italic 40px/3 cursive !important; margin: 30px !important;
          padding: 30px !important; border: 9px solid lime !important; box-sizing: content-box !important; float: left !important;
          transition: all 9s !important; text-shadow: 2px 2px red !important; visibility: visible; user-select: none; cursor: wait; }
      button, input, textarea, div, svg, section, p { display: block !important; width: 50px !important; opacity: .1 !important; }`);
    expect(hostile).toEqual(plain);

    async function looks(css: string): Promise<unknown> {
      const page = await openPage();
      await page.goto(`${await examples(undefined, pageWith(`<style>${css}</style><h1>Shop</h1>`))}/`);
      const widget = widgetOn(page);
      await widget.open();
      await sees(widget.panel, 'Altan Flowers');
      await widget.tab('callback');
      await widget.input('phone').waitFor();
      // The times come in a chunk of their own.
      await widget.panel.getByRole('radio').first().waitFor();
      await isIdle(page);
      return page.evaluate(() =>
        [
          ...document
            .querySelector('desk-bell')!
            .shadowRoot!.querySelectorAll('[role=dialog], [role=dialog] :is(h2, p, button, input, label)'),
        ].map(element => {
          const { width, height } = element.getBoundingClientRect();
          const style = getComputedStyle(element);
          const names = [
            'color',
            'fontSize',
            'fontFamily',
            'fontStyle',
            'lineHeight',
            'letterSpacing',
            'wordSpacing',
            'textTransform',
            'textAlign',
            'textShadow',
            'userSelect',
            'opacity',
          ] as const;
          return [element.tagName, Math.round(width), Math.round(height), ...names.map(name => style[name])].join(' ');
        }),
      );
    }
  });

  test('Q4 a hundred times booted and shut down, the page is as it was', async () => {
    const page = await openPage();
    const sockets = { made: 0, open: 0 };
    page.on('websocket', socket => {
      sockets.made += 1;
      sockets.open += 1;
      socket.on('close', () => {
        sockets.open -= 1;
      });
    });
    await page.goto(`${await examples()}/single-page-app/#/checkout`);
    await page.waitForFunction(() => 'ready' in deskbell);
    const before = await state(page);
    const first = await counters(page);
    await rounds(page, 10);
    const early = await counters(page);
    await rounds(page, 90);
    await expect.poll(() => state(page)).toEqual(before);
    // What the last one still asks the browser for holds it until the answer.
    await expect.poll(async () => (await counters(page)).nodes).toBeLessThanOrEqual(first.nodes);
    await expect.poll(async () => (await counters(page)).jsEventListeners).toBeLessThanOrEqual(early.jsEventListeners);
    await expect.poll(() => sockets.made).toBe(100);
    await expect.poll(() => sockets.open).toBe(0);
  });

  test('P6 it follows the routes of a single-page app', async () => {
    const page = await openPage();
    await page.goto(`${await examples()}/single-page-app/`);
    const widget = widgetOn(page);
    await widget.open();
    await widget.say('Which route am I on?');
    await sees(widget.log, /Sent/);
    await widget.field.press('Escape');
    await page.getByRole('link', { name: 'Weddings' }).click();
    await expect.poll(() => trail(widget.page)).toContain('Weddings · Altan Flowers');
    await page.getByRole('link', { name: 'Checkout' }).click();
    await widget.launcher.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Shop' }).click();
    await widget.open();
    await sees(widget.log, 'Which route am I on?');

    async function trail(_page: Page): Promise<string[]> {
      const { conversations } = await server().api<{ conversations: { id: string; preview: { text: string } }[] }>(
        'GET',
        '/v1/conversations?view=all',
      );
      const mine = conversations.find(each => each.preview.text === 'Which route am I on?')!;
      const detail = await server().api<{ visitor: { trail: { name: string }[] } }>(
        'GET',
        `/v1/conversations/${mine.id}`,
      );
      return detail.visitor.trail.map(item => item.name);
    }
  });
});

describe.skipIf(noBrowser)('a server that is away harms no page', () => {
  test('Q4 not when the tag can not be loaded', async () => {
    const page = await openPage({ allow: [/ERR_CONNECTION_REFUSED/] });
    const closed = `http://127.0.0.1:${await freePort()}`;
    await page.goto(`${await serveExamples({ deskbell: closed, siteKey: 'KEY' })}/plain/`);
    await page.getByRole('button', { name: 'Write to us' }).click();
    await sees(page.getByRole('main'), 'Bouquets bound by hand');
    expect(await page.locator('desk-bell').count()).toBe(0);
  });

  test('Q4 not when it goes before the panel came, which comes when the server is back', async () => {
    const deskbell = await startDeskbell();
    const page = await openPage();
    await page.goto(`${await serveExamples({ deskbell: deskbell.url, siteKey: deskbell.site.key })}/plain/`);
    const widget = widgetOn(page);
    await widget.launcher.waitFor();
    await deskbell.stop('SIGKILL');
    allowProblem(page, /ERR_CONNECTION_REFUSED/);
    await page.locator('desk-bell').getByRole('button').click();
    await sees(page.locator('desk-bell'), '!');
    await deskbell.start();
    await page.locator('desk-bell').getByRole('button').click();
    await widget.panel.waitFor();
  });
});

/** Chat, both forms with a mistake and without, the promise: everything that can be seen. */
async function everyScreen(page: Page): Promise<void> {
  const widget = widgetOn(page);
  await widget.open();
  await widget.say('See https://example.com <b>and</b> <script>alert(1)</script>');
  await sees(widget.log, /Sent/);
  await widget.tab('callback');
  await widget.input('phone').fill('12');
  await widget.button(/^Call me in about/).click();
  await sees(widget.panel, /can not be rung/);
  await widget.input('phone').fill('+976 9911 2233');
  await widget.button(/^Call me in about/).click();
  await sees(widget.panel, 'We will ring you');
  await widget.tab('contact');
  await widget.input('reach').fill('nobody@nowhere');
  await widget.input('message').fill('Hello');
  await widget.button('Send').click();
  await sees(widget.panel, /not whole/);
  await widget.input('reach').fill('bolormaa@altan.example');
  await widget.button('Send').click();
  await sees(widget.panel, 'Thank you, we have it');
  await widget.button('Close').press('Escape');
  await widget.panel.waitFor({ state: 'hidden' });
}

const pageWith = (content: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title><script async src="DESKBELL_HOST/deskbell.js" data-site="DESKBELL_SITE_KEY"></script><body>${content}</body></html>`;

/** After two frames and when the page has nothing to do. */
async function isIdle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    await new Promise(resolve => requestIdleCallback(resolve));
  });
}

/** Sum of all shifts of what belongs to the page, also of those that follow a click and count for nothing elsewhere. */
function shiftOfPage(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>(resolve => {
        interface Shift extends PerformanceEntry {
          value: number;
          hadRecentInput: boolean;
          sources: { node: Node | null }[];
        }
        new PerformanceObserver(list => {
          const entries = list.getEntries() as Shift[];
          // A node that is gone by now, or inside the shadow root.
          const isOurs = ({ node }: { node: Node | null }) => node?.getRootNode() !== document;
          const counted = entries.filter(each => !each.hadRecentInput || !each.sources.every(isOurs));
          resolve(counted.reduce((sum, each) => sum + each.value, 0));
        }).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(0)));
      }),
  );
}

async function rounds(page: Page, count: number): Promise<void> {
  await page.evaluate(async count => {
    /** Timers of one length run in their order, and the one that opens the socket was set first. */
    const aTaskLater = () => new Promise(resolve => setTimeout(resolve));
    for (let round = 0; round < count; round++) {
      deskbell('boot');
      const opened = new Promise(resolve => deskbell('once', 'opened', resolve));
      deskbell('open');
      await opened;
      await aTaskLater();
      deskbell('shutdown');
    }
  }, count);
}

function state(page: Page): Promise<unknown> {
  return page.evaluate(() => ({
    html: document.documentElement.outerHTML,
    globals: Object.keys(window).sort(),
    title: document.title,
    focus: document.activeElement?.tagName,
    sheets: document.adoptedStyleSheets.length,
  }));
}

async function counters(page: Page): Promise<{ nodes: number; jsEventListeners: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const counted = await session.send('Memory.getDOMCounters');
  await session.detach();
  return counted;
}

/** The widget's global, for functions that run in the page. */
declare const deskbell: (name: string, ...args: unknown[]) => unknown;
