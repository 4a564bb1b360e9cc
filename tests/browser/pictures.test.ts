import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import ar from '../../widget/i18n/ar.ts';
import en from '../../widget/i18n/en.ts';
import hi from '../../widget/i18n/hi.ts';
import type { Messages } from '../../widget/i18n/index.ts';
import { openPage, whyNoBrowser } from '../helpers/browser.ts';
import { haveCustomers } from '../helpers/customers.ts';
import { type Deskbell, sharedDeskbell } from '../helpers/deskbell.ts';
import { type InboxPage, openInbox } from '../helpers/inbox-page.ts';
import { comeIn, MORNING } from '../helpers/people.ts';
import { sees } from '../helpers/sees.ts';
import { type WidgetPage, widgetOn } from '../helpers/widget-page.ts';

const noBrowser = await whyNoBrowser();
const HERE = 'Asia/Ulaanbaatar';
/** A picture with nothing on it takes less, one with words on it more. */
const BLANK_BYTES = 30_000;

/** The README's pictures. `UPDATE_PICTURES=1` writes them to docs/pictures; otherwise they are only made and looked at. */
describe.skipIf(noBrowser)('the pictures of the README', () => {
  const server = sharedDeskbell({
    site: {
      name: 'Altan Flowers',
      timeZone: HERE,
      asapMinutes: 5,
      texts: { ar: { greeting: 'أهلًا! هل تبحثون عن شيء معيّن؟', consent: '' } },
    },
  });

  test('a talk in the shop and in the inbox', async () => {
    await comeIn(server(), MORNING);
    const agent = await openInbox(server(), { width: 1440, height: 900, deviceScaleFactor: 2, timezoneId: HERE });
    const visitor = await inShop(server(), 'en', en, { width: 1280, height: 800, deviceScaleFactor: 2 });
    await visitor.say('A bouquet for my mother, about 60,000 ₮. She loves peonies.');
    await visitor.say('Could it arrive by Friday noon?');
    await agent.view('all');
    await agent.openRow('Could it arrive');
    await agent.reply('Peonies came in this morning. Friday before 12 is fine; where to?');
    await agent.note('Her mother’s name is Oyun; last year she wanted no lilies.');
    await sees(visitor.log, 'Peonies came in');
    await visitor.say('Zaisan, tower 3');
    await sees(visitor.log, /Seen/);
    await picture(visitor.page, 'demo');

    await visitor.tab('callback');
    await visitor.input('phone').fill('+976 9911 2233');
    await visitor.input('name').fill('Bolormaa');
    await visitor.input('topic').fill('A wedding in May');
    await visitor.button(/^Call me in about/).click();
    await sees(visitor.panel, en.promise);
    await sees(agent.log, 'A wedding in May');
    // Numbers are written as their country does once that is loaded.
    await sees(agent.log, '+976 9911 2233');
    await picture(agent.page, 'inbox');
    await noRowIsCut(agent);
  });

  test('all that is known of one customer', async () => {
    const her = (await haveCustomers(server())).get('Bolormaa')!;
    const { page } = await openInbox(server(), { width: 1440, height: 900, deviceScaleFactor: 2, timezoneId: HERE });
    await page.goto(`${server().url}/inbox/people/${her}`);
    await sees(page.locator('.figures'), '1 complaint');
    await sees(page.locator('.card-side'), '+976 9911 2233');
    await sees(page.locator('.line'), 'the wedding in May');
    await sees(page.locator('.rail'), 'Left us');
    await picture(page, 'card');
  });

  test('a request to be called', async () => {
    const visitor = await inShop(server(), 'en', en, PHONE);
    await visitor.tab('callback');
    await visitor.input('phone').fill('+976 9911 2233');
    await visitor.input('name').fill('Bolormaa');
    await visitor.button(/^Call me in about/).waitFor();
    await picture(visitor.page, 'callback');
  });

  test('a talk from right to left, in the dark', async () => {
    const agent = await openInbox(server(), { timezoneId: HERE });
    const visitor = await inShop(server(), 'ar', ar, { ...PHONE, colorScheme: 'dark' });
    await visitor.say('باقة لأمي من فضلكم، هي تحب الفاوانيا');
    await agent.view('all');
    await agent.openRow('باقة لأمي');
    await agent.reply('وصلت الفاوانيا هذا الصباح. متى تحبون أن تصل الباقة؟');
    await sees(visitor.log, 'وصلت الفاوانيا');
    await visitor.say('غدًا قبل الظهر');
    await sees(visitor.log, new RegExp(ar.seen));
    await picture(visitor.page, 'arabic');
  });

  test('a letter in Hindi', async () => {
    const visitor = await inShop(server(), 'hi', hi, PHONE);
    await visitor.tab('contact');
    await visitor.input('name').fill('प्रिया शर्मा');
    await visitor.input('reach').fill('priya@altan.example');
    await visitor.input('message').fill('क्या आप रविवार को खुले हैं? मुझे शादी के लिए गेंदे के फूल चाहिए।');
    await picture(visitor.page, 'contact');
  });
});

const PHONE = { width: 390, height: 844, deviceScaleFactor: 2 };

/** A visitor with the panel open, in the shop in their language. */
async function inShop(
  deskbell: Deskbell,
  locale: string,
  words: Messages,
  options: { width: number; height: number; deviceScaleFactor: number; colorScheme?: 'dark' },
): Promise<WidgetPage> {
  const page = await openPage({ ...options, locale, timezoneId: HERE, reducedMotion: true });
  await page.goto(`${deskbell.url}/demo?lang=${locale}`);
  await page.locator('desk-bell').getByRole('button').click();
  const widget = widgetOn(page, words);
  await widget.panel.waitFor();
  await sees(widget.panel, 'Altan Flowers');
  return widget;
}

async function picture(page: Page, name: string): Promise<void> {
  // As on a telephone and a Mac: bars beside everything are no part of what the picture shows.
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setScrollbarsHidden', { hidden: true });
  const { width, height } = page.viewportSize()!;
  // Drawn anew without them.
  for (const more of [1, 0]) await page.setViewportSize({ width: width + more, height });
  const folder = process.env.UPDATE_PICTURES
    ? join(import.meta.dirname, '../../docs/pictures')
    : await mkdtemp(join(tmpdir(), 'deskbell-pictures-'));
  if (!process.env.UPDATE_PICTURES) onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(folder, { recursive: true });
  // A blinking caret would make each picture another one.
  const png = await page.screenshot({ path: join(folder, `${name}.png`), caret: 'hide', animations: 'disabled' });
  expect(png.byteLength).toBeGreaterThan(BLANK_BYTES);
  // Width in the header, section 11.2.2 of the PNG specification.
  expect(png.readUInt32BE(16)).toBe(page.viewportSize()!.width * 2);
}

async function noRowIsCut({ page }: InboxPage): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
}
