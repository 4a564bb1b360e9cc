/** The pages of asking back, as somebody sees them who opens the link of a letter: without any script of ours, on any screen. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { reminderSettings } from '../../protocol/reminders.ts';
import { askedPath } from '../../server/features/ratings/links.ts';
import { REMINDERS } from '../../server/features/reminders/settings.ts';
import { stopPath } from '../../server/features/returns/links.ts';
import { expectAccessible } from '../helpers/axe.ts';
import { openPage, whyNoBrowser } from '../helpers/browser.ts';
import { HOUR, openSalon, TEN } from '../server/features/bookings/salon.ts';

const noBrowser = await whyNoBrowser();
const SIZES = [
  { locale: 'en-US', colorScheme: 'light', width: 1280, height: 800 },
  { locale: 'ar', colorScheme: 'dark', width: 390, height: 844 },
  { locale: 'hi', colorScheme: 'light', width: 320, height: 640 },
] as const;

/** A visit that is over, at a server that listens. */
async function openVisit() {
  const { desk, cut, colour, oyuna, tuya, booked } = await openSalon();
  const question = { isOn: true, reviewUrl: 'https://reviews.example/altan' };
  await desk.context.settings.write(REMINDERS, reminderSettings.parse({ question }));
  const items = [
    { serviceId: cut.id, staffId: oyuna.id },
    { serviceId: colour.id, staffId: tuya.id },
  ];
  const { id } = await booked(items, TEN);
  await desk.pass(TEN + 3 * HOUR - desk.context.now());
  const { contactId } = (await desk.store.bookings.find(id))!;
  const url = await desk.app.listen({ port: 0, host: '127.0.0.1' });
  const { secretKey } = desk.context.config;
  const rating = async () => (await desk.store.bookings.find(id))!.rating;
  return {
    rating,
    asked: `${url}/f/altan/${askedPath(secretKey, id)}`,
    stop: `${url}/f/altan/${stopPath(secretKey, contactId)}`,
  };
}

async function fits(page: Page): Promise<void> {
  await expectAccessible(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
}

describe.skipIf(noBrowser)('asking back', () => {
  test.each(SIZES)('AB2 AB4 AB5 one press says it, good or bad, in $locale at $width', async size => {
    const { asked, stop, rating } = await openVisit();
    const page = await openPage(size);
    const shot = async (name: string) => {
      if (process.env.SHOTS)
        await page.screenshot({ path: `${process.env.SHOTS}/${name}-${size.width}.png`, fullPage: true });
    };
    await page.goto(asked);
    await fits(page);
    await shot('asked');
    expect(await rating()).toBeUndefined();
    await page.locator('[name=score][value="5"]').click();
    await page.locator('textarea').fill('Great');
    await fits(page);
    await shot('good');
    await page.locator('button:not([name])').click();
    await expect.poll(rating).toMatchObject({ score: 5, word: 'Great' });
    await page.locator('summary').click();
    await page.locator('[name=score][value="2"]').click();
    await expect.poll(rating).toMatchObject({ score: 2, word: 'Great' });
    await fits(page);
    await shot('bad');
    await page.goto(stop);
    await fits(page);
    await shot('stop');
    await page.locator('button').click();
    await fits(page);
    await shot('stopped');
  });
});
