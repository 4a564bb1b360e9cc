import type { Page } from 'playwright-core';
import { openPage, type PageOptions } from './browser.ts';
import type { Deskbell } from './deskbell.ts';
import { serveExamples } from './serve-examples.ts';
import { type WidgetPage, widgetOn } from './widget-page.ts';

export const TAG = '<script async src="DESKBELL_HOST/deskbell.js" data-site="DESKBELL_SITE_KEY"></script>';

/** Opens a shop's page with this body. @returns it, with the widget in it and what its console was told */
export async function openShop(
  deskbell: Deskbell,
  body: string,
  options: PageOptions = {},
  siteKey = deskbell.site.key,
): Promise<{ page: Page; widget: WidgetPage; told: string[] }> {
  const page = await openPage(options);
  const told: string[] = [];
  page.on('console', message => {
    if (message.type() === 'warning') told.push(message.text());
  });
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title><body>${body}</body></html>`;
  await page.goto(`${await serveExamples({ deskbell: deskbell.url, siteKey, html })}/`);
  return { page, widget: widgetOn(page), told };
}
