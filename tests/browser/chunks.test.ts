import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openPage, whyNoBrowser } from '../helpers/browser.ts';
import { sharedDeskbell } from '../helpers/deskbell.ts';
import { sees } from '../helpers/sees.ts';
import { serveExamples } from '../helpers/serve-examples.ts';
import { widgetOn } from '../helpers/widget-page.ts';

const noBrowser = await whyNoBrowser();
/** A text inside Preact's core, once in each copy of it. */
const PREACT_MARK = 'acit|ex(';
/** `assets/Ab12Cd34.1/panel.js` */
const CHUNK = /\/assets\/[\w-]{8}(\.\d+)?\/([\w-]+\.js(?:\?.*)?)$/;

/** Opens the shop, where the first request for each of these chunks does not get through. */
async function openShop(url: string, lost: string[]) {
  const page = await openPage({ allow: [/ERR_FAILED/] });
  const asked: string[] = [];
  const toLose = new Set(lost);
  await page.route(CHUNK, async route => {
    const [, again = '', chunk = ''] = CHUNK.exec(route.request().url())!;
    asked.push(again + chunk);
    if (toLose.delete(chunk)) await route.abort();
    else await route.continue();
  });
  await page.coverage.startJSCoverage({ resetOnNavigation: false });
  await page.goto(`${url}/plain/`);
  return { page, widget: widgetOn(page), asked: () => asked.toSorted() };
}

/** How many copies of Preact the page has run, ours being all there are. */
async function copies(page: Page): Promise<number> {
  const scripts = await page.coverage.stopJSCoverage();
  return scripts.filter(script => script.source?.includes(PREACT_MARK)).length;
}

describe.skipIf(noBrowser)('Q4 a chunk that did not get through is asked for again, and one copy of all runs', () => {
  const server = sharedDeskbell({ site: { name: 'Altan Flowers' } });
  const examples = () => serveExamples({ deskbell: server().url, siteKey: server().site.key });

  /** Writes a letter, so that panel and forms have to be one. */
  async function write(widget: ReturnType<typeof widgetOn>) {
    await widget.tab('contact');
    await widget.input('reach').fill('bolormaa@altan.example');
    await widget.input('message').fill('No lilies, please.');
    await widget.button('Send').click();
    await sees(widget.panel, 'Thank you, we have it');
  }

  test('the panel comes from another folder, and the forms from there too', async () => {
    const { page, widget, asked } = await openShop(await examples(), ['panel.js']);
    await widget.open();
    await sees(widget.panel, /Write, and we will answer/);
    await write(widget);
    await expect
      .poll(asked)
      .toEqual([
        '.1forms.js',
        '.1host-page.js',
        '.1kept.js',
        '.1other-ways.js',
        '.1panel.js',
        'en.js',
        'later-en.js',
        'panel.js',
      ]);
    expect(await copies(page)).toBe(1);
  });

  test('the language comes from another folder, and the panel is not fetched twice', async () => {
    const { page, widget, asked } = await openShop(await examples(), ['en.js']);
    await widget.open();
    await sees(widget.panel, /Write, and we will answer/);
    await write(widget);
    await expect
      .poll(asked)
      .toEqual([
        '.1en.js',
        '.1later-en.js',
        'en.js',
        'forms.js',
        'host-page.js',
        'kept.js',
        'other-ways.js',
        'panel.js',
      ]);
    expect(await copies(page)).toBe(1);
  });

  test('the forms come under another name, and meet the panel that is there', async () => {
    const { page, widget, asked } = await openShop(await examples(), ['forms.js']);
    await widget.open();
    await sees(widget.panel, /Write, and we will answer/);
    await write(widget);
    await expect
      .poll(asked)
      .toEqual([
        'en.js',
        'forms.js',
        'forms.js?again=1',
        'host-page.js',
        'kept.js',
        'later-en.js',
        'other-ways.js',
        'panel.js',
      ]);
    expect(await copies(page)).toBe(1);
  });

  test('the thanks come under another name, also where the forms did', async () => {
    const { page, widget, asked } = await openShop(await examples(), ['forms.js', 'kept.js']);
    await widget.open();
    await sees(widget.panel, /Write, and we will answer/);
    await write(widget);
    await sees(widget.panel, /We will reply to .*bolormaa@altan\.example/);
    await widget.button('Write again').click();
    await widget.input('message').fill('Nor roses.');
    await expect
      .poll(asked)
      .toEqual([
        'en.js',
        'forms.js',
        'forms.js?again=1',
        'host-page.js',
        'kept.js',
        'kept.js?again=2',
        'later-en.js',
        'other-ways.js',
        'panel.js',
      ]);
    expect(await copies(page)).toBe(1);
  });

  test('all of them, one after the other', async () => {
    const { page, widget, asked } = await openShop(await examples(), ['panel.js', 'en.js', 'forms.js']);
    await widget.open();
    await sees(widget.panel, /Write, and we will answer/);
    await write(widget);
    await expect
      .poll(asked)
      .toEqual([
        '.1en.js',
        '.1forms.js',
        '.1forms.js?again=1',
        '.1host-page.js',
        '.1kept.js',
        '.1later-en.js',
        '.1other-ways.js',
        '.1panel.js',
        'en.js',
        'panel.js',
      ]);
    expect(await copies(page)).toBe(1);
  });
});
