import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Conversation } from '../../protocol/conversations.ts';
import type { Entry } from '../../protocol/entries.ts';
import en from '../../widget/i18n/en.ts';
import enLater from '../../widget/i18n/later/en.ts';
import { allowProblem, openPage, whyNoBrowser } from '../helpers/browser.ts';
import { type Deskbell, sharedDeskbell, startDeskbell } from '../helpers/deskbell.ts';
import { openInbox } from '../helpers/inbox-page.ts';
import { sees, seesNoMore } from '../helpers/sees.ts';
import { serveExamples } from '../helpers/serve-examples.ts';
import { type WidgetPage, widgetOn } from '../helpers/widget-page.ts';

const noBrowser = await whyNoBrowser();

const FILES = {
  maxCount: 5,
  maxBytes: 5 * 1024 ** 2,
  kinds: ['image', 'pdf', 'text'] as const,
  totalBytes: 1024 ** 3,
};
const SITE = { name: 'Altan Flowers', files: { ...FILES, kinds: [...FILES.kinds] } };
const ROSES = await picture(400, 300);
const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n');
/** Of five pieces. */
const LARGE = await picture(620, 620);

/** A PNG in which nothing can be made smaller. */
function picture(width: number, height: number): Promise<Buffer> {
  return sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}
const png = (name: string, buffer = ROSES) => ({ name, mimeType: 'image/png', buffer });
const pdf = (name: string) => ({ name, mimeType: 'application/pdf', buffer: PDF });

/** Has something happen at the field that brings a file, as a person's hand would. */
function bring(
  page: Page,
  type: 'dragover' | 'dragleave' | 'drop' | 'paste',
  { name, mimeType, buffer }: ReturnType<typeof png>,
): Promise<void> {
  return page.evaluate(
    ({ type, name, mimeType, bytes }) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(bytes), each => each.charCodeAt(0))], name, { type: mimeType }));
      const field = document.querySelector('desk-bell')!.shadowRoot!.querySelector('textarea')!;
      const init = { bubbles: true, cancelable: true, composed: true };
      field.dispatchEvent(
        type === 'paste'
          ? new ClipboardEvent('paste', { ...init, clipboardData: data })
          : new DragEvent(type, { ...init, dataTransfer: data }),
      );
    },
    { type, name, mimeType, bytes: buffer.toString('base64') },
  );
}

const outlineOf = (place: Locator) => place.evaluate(each => getComputedStyle(each).outlineStyle);

async function openChat(
  deskbell: Deskbell,
  page: Page,
  path = 'plain',
  policy?: 'strict' | 'trusted',
): Promise<WidgetPage> {
  const options = { deskbell: deskbell.url, siteKey: deskbell.site.key, ...(policy && { policy }) };
  await page.goto(`${await serveExamples(options)}/${path}/`);
  const widget = widgetOn(page);
  await widget.open();
  await widget.button(enLater.attach).waitFor();
  return widget;
}
const choose = (widget: WidgetPage, ...files: ReturnType<typeof png>[]) =>
  widget.panel.locator('input[type=file]').setInputFiles(files);
const chip = (widget: WidgetPage, name: string) => widget.panel.locator('.upload').filter({ hasText: name });
/** Names of files that the page's browser would have after a reload. */
function namesKept(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('deskbell-files');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const reading = db.transaction('files').objectStore('files').getAll();
          reading.onerror = () => reject(reading.error);
          reading.onsuccess = () => {
            db.close();
            resolve(reading.result.map((upload: { name: string }) => upload.name));
          };
        };
      }),
  );
}

/** Until the server has all of it. */
async function isUp(widget: WidgetPage, name: string): Promise<void> {
  await chip(widget, name).waitFor();
  await expect.poll(() => chip(widget, name).locator('progress').count()).toBe(0);
}

/** What was said in the newest conversation. */
async function said(deskbell: Deskbell): Promise<[text: string, files: string[]][]> {
  const { conversations } = await deskbell.api<{ conversations: Conversation[] }>('GET', '/v1/conversations?view=all');
  const newest = conversations.toSorted((a, b) => b.createdAt - a.createdAt)[0];
  if (!newest) return [];
  const { entries } = await deskbell.api<{ entries: Entry[] }>('GET', `/v1/conversations/${newest.id}`);
  return entries.flatMap(({ body }) =>
    body.kind === 'message' || body.kind === 'form'
      ? [[body.kind === 'form' ? body.message : body.text, (body.files ?? []).map(({ name }) => name)]]
      : [],
  ) as [string, string[]][];
}

/** Holds the pieces of files back, as a slow line would, until they are let go. */
async function holdPieces(page: Page, after: number) {
  let letGo = () => {};
  let isHeld = true;
  let pieces = 0;
  const free = new Promise<void>(resolve => {
    letGo = resolve;
  });
  await page.context().route(/\/files\/[\w-]+$/, async route => {
    if (route.request().method() === 'PATCH') pieces += 1;
    if (route.request().method() === 'PATCH' && isHeld && pieces > after) await free;
    // The page may have gone meanwhile.
    await route.continue().catch(() => undefined);
  });
  return {
    letGo() {
      isHeld = false;
      letGo();
    },
    get pieces() {
      return pieces;
    },
  };
}

describe.skipIf(noBrowser)('files', () => {
  const server = sharedDeskbell({ site: SITE });

  test('C6 a visitor sends pictures and papers by button, paste and drop; the agent sees and saves them, and sends one back', async () => {
    const widget = await openChat(server(), await openPage());
    await expect.poll(() => widget.panel.locator('input[type=file]').getAttribute('accept')).toMatch(/^\.png,.*\.pdf/);
    await choose(widget, png('roses.png'), pdf('prices.pdf'));
    await bring(widget.page, 'dragover', png('dropped.png'));
    const place = widget.panel.locator('.composer');
    await expect.poll(() => outlineOf(place)).toBe('dashed');
    await bring(widget.page, 'dragleave', png('dropped.png'));
    await expect.poll(() => outlineOf(place)).toBe('none');
    await bring(widget.page, 'dragover', png('dropped.png'));
    await bring(widget.page, 'drop', png('dropped.png'));
    await expect.poll(() => outlineOf(place)).toBe('none');
    await bring(widget.page, 'paste', png('pasted.png'));
    for (const name of ['roses.png', 'prices.pdf', 'dropped.png', 'pasted.png']) await isUp(widget, name);
    await widget.say('How much are these?');
    await sees(widget.log, /Sent/);
    expect(await said(server())).toEqual([
      ['How much are these?', ['roses.png', 'prices.pdf', 'dropped.png', 'pasted.png']],
    ]);

    // In the visitor's own log, with room kept for the picture.
    const own = widget.log.getByRole('img', { name: 'roses.png' });
    await expect.poll(() => own.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth)).toBeTruthy();
    expect(await own.evaluate((img: HTMLImageElement) => [img.width / img.height, img.naturalWidth > 0])).toEqual([
      expect.closeTo(4 / 3, 1),
      true,
    ]);

    const inbox = await openInbox(server());
    // Asked for long before, since the browser is told of it behind our back.
    const chooser = inbox.page.waitForEvent('filechooser', { timeout: 150_000 });
    await inbox.view('all');
    await inbox.openRow('How much are these?');
    const seen = inbox.log.getByRole('img', { name: 'Photo: roses.png' });
    await expect.poll(() => seen.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
    const download = inbox.page.waitForEvent('download');
    await inbox.log.getByRole('link', { name: /prices\.pdf/ }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe('prices.pdf');
    expect((await readFile(await saved.path())).equals(PDF)).toBe(true);

    // Back, by the keyboard: F asks for files.
    await inbox.log.focus();
    await inbox.page.keyboard.press('f');
    await (await chooser).setFiles([pdf('answer.pdf')]);
    await sees(inbox.page.locator('.composer'), 'answer.pdf');
    await inbox.page.getByRole('button', { name: 'Send', exact: true }).click();
    await sees(inbox.log, 'answer.pdf');
    const file = widget.log.getByRole('link', { name: /answer\.pdf/ });
    await expect.poll(() => file.getAttribute('href')).toBeTruthy();
    const back = widget.page.waitForEvent('download');
    await file.click();
    expect((await readFile(await (await back).path())).equals(PDF)).toBe(true);
    await inbox.view('mine');
    await sees(inbox.page.getByRole('list', { name: 'Mine' }), /File: .*answer\.pdf/);
  });

  test('C6 an upload that is stopped is not sent, and what the site does not take says why', async () => {
    const page = await openPage();
    const widget = await openChat(server(), page);
    const held = await holdPieces(page, 1);
    await choose(widget, png('large.png', LARGE));
    const bar = chip(widget, 'large.png').getByRole('progressbar');
    await expect.poll(() => bar.evaluate((each: HTMLProgressElement) => each.position)).toBeGreaterThan(0.1);
    await chip(widget, 'large.png')
      .getByRole('button', { name: /Remove/ })
      .click();
    await expect.poll(() => chip(widget, 'large.png').count()).toBe(0);
    held.letGo();

    allowProblem(page, /the server responded with a status of 422/);
    await choose(widget, {
      name: 'page.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('<html>no paper</html>'),
    });
    await sees(widget.panel, enLater.FILE_KIND);
    await widget.say('Words alone');
    await sees(widget.log, /Sent/);
    expect((await said(server())).at(-1)).toEqual(['Words alone', []]);
    await chip(widget, 'page.pdf')
      .getByRole('button', { name: /Remove/ })
      .click();
    await expect.poll(() => chip(widget, 'page.pdf').count()).toBe(0);
  });

  test('C6 the line goes away in the middle: the message waits for its file, and all arrives once and in order', async () => {
    const deskbell = await startDeskbell({ site: SITE });
    const page = await openPage({ allow: [/ERR_(INTERNET_DISCONNECTED|FAILED)|WebSocket connection to .* failed/] });
    const widget = await openChat(deskbell, page);
    await widget.say('First');
    await sees(widget.log, /Sent/);
    const held = await holdPieces(page, 2);
    await choose(widget, png('large.png', LARGE));
    await expect.poll(() => held.pieces).toBe(3);
    await page.context().setOffline(true);
    held.letGo();
    await sees(widget.panel, 'No connection.');
    await widget.say('Second, with a picture');
    await widget.say('Third');
    await sees(widget.log, 'Third');
    await page.context().setOffline(false);
    await expect
      .poll(() => said(deskbell), { timeout: 60_000 })
      .toEqual([
        ['First', []],
        ['Second, with a picture', ['large.png']],
        ['Third', []],
      ]);
    await expect.poll(() => widget.log.getByRole('img', { name: 'large.png' }).count()).toBe(1);
    await seesNoMore(widget.log, en.sending);
  });

  test('C6 a page that is loaded anew in the middle goes on with what was chosen and with what was said', async () => {
    const deskbell = await startDeskbell({ site: SITE });
    const page = await openPage();
    const widget = await openChat(deskbell, page);
    const held = await holdPieces(page, 2);
    await choose(widget, png('large.png', LARGE));
    await expect.poll(() => held.pieces).toBe(3);
    await widget.say('Look');
    await choose(widget, pdf('later.pdf'));
    await sees(widget.panel, 'later.pdf');
    // It is seen before the browser has it.
    await expect.poll(() => namesKept(page)).toContain('later.pdf');
    await page.reload();
    held.letGo();
    await widget.open();
    await expect.poll(() => said(deskbell), { timeout: 60_000 }).toEqual([['Look', ['large.png']]]);
    // What was not sent yet stands where it was put.
    await isUp(widget, 'later.pdf');
    await widget.say('And this');
    await expect
      .poll(() => said(deskbell), { timeout: 60_000 })
      .toEqual([
        ['Look', ['large.png']],
        ['And this', ['later.pdf']],
      ]);
  });

  test('C6 two tabs of one visitor send a file once', async () => {
    const deskbell = await startDeskbell({ site: SITE });
    const page = await openPage();
    const widget = await openChat(deskbell, page);
    const other = widgetOn(await page.context().newPage());
    await other.page.goto(page.url());
    await other.open();
    await other.button(enLater.attach).waitFor();
    const held = await holdPieces(page, 0);
    await choose(widget, png('roses.png'));
    await sees(other.panel, 'roses.png');
    await widget.say('Once');
    held.letGo();
    await expect.poll(() => said(deskbell), { timeout: 60_000 }).toEqual([['Once', ['roses.png']]]);
    for (const tab of [widget, other]) {
      await expect.poll(() => tab.log.getByRole('img', { name: 'roses.png' }).count()).toBe(1);
      await expect.poll(() => tab.panel.locator('.upload').count()).toBe(0);
    }
  });

  test('C6 the contact form takes files, also in the page itself', async () => {
    const deskbell = await startDeskbell({ site: SITE });
    const page = await openPage();
    const html =
      '<!doctype html><meta charset="utf-8"><title>Form</title><div data-deskbell-form="contact"></div>' +
      '<script async src="DESKBELL_HOST/deskbell.js" data-site="DESKBELL_SITE_KEY"></script>';
    await page.goto(`${await serveExamples({ deskbell: deskbell.url, siteKey: deskbell.site.key, html })}/`);
    const form = page.locator('desk-bell-form');
    await form.getByRole('button', { name: enLater.attach }).waitFor();
    await form.locator('input[type=file]').setInputFiles([pdf('plan.pdf')]);
    await form.getByRole('textbox', { name: en.reach }).fill('bolormaa@example.com');
    await form.getByRole('textbox', { name: en.message }).fill('The plan of the hall');
    await form.getByRole('button', { name: en.send, exact: true }).click();
    await sees(form, en.thanks);
    expect(await said(deskbell)).toEqual([['The plan of the hall', ['plan.pdf']]]);
  });

  test.each(['strict', 'trusted'] as const)(
    'Q3 a page under a %s policy sends and shows them, and breaks no rule of it',
    async policy => {
      const widget = await openChat(server(), await openPage(), 'strict-csp', policy);
      await choose(widget, png('roses.png'), pdf('prices.pdf'));
      for (const name of ['roses.png', 'prices.pdf']) await isUp(widget, name);
      await widget.say('Under a policy');
      const own = widget.log.getByRole('img', { name: 'roses.png' });
      await expect.poll(() => own.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
      await widget.log.getByRole('link', { name: /prices\.pdf/ }).waitFor();
    },
  );
});
