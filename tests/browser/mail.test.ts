import { describe, expect, test } from 'vitest';
import type { Locale } from '../../protocol/wire/fields.ts';
import { whyNoBrowser } from '../helpers/browser.ts';
import { startDeskbell } from '../helpers/deskbell.ts';
import { openInbox } from '../helpers/inbox-page.ts';
import { openMailServer } from '../helpers/mail-server.ts';

const noBrowser = await whyNoBrowser();

describe.skipIf(noBrowser)('mail', () => {
  test('ML7 a letter is drawn in a frame that runs nothing, to the right and to the left, by day and by night', async () => {
    const { config } = await openMailServer();
    const deskbell = await startDeskbell({ env: { SMTP_URL: config.smtpUrl, MAIL_FROM: config.mailFrom } });
    const grounds = new Set<string>();
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await openInbox(deskbell, { colorScheme });
      await page.goto(`${deskbell.url}/inbox/settings/mail`);
      const frame = page.frameLocator('.letter-preview iframe');
      const card = frame.locator('.card');
      for (const [locale, word, direction] of [
        ['en', 'Join the inbox', 'ltr'],
        ['ar', 'انضم إلى صندوق الوارد', 'rtl'],
      ] as [Locale, string, string][]) {
        await page.getByLabel('Language').selectOption(locale);
        const button = frame.getByRole('link', { name: word });
        await button.waitFor();
        expect(await frame.locator('html').getAttribute('dir')).toBe(direction);
        const [inside, pressed] = [(await card.boundingBox())!, (await button.boundingBox())!];
        const [start, end] = [pressed.x - inside.x, inside.x + inside.width - pressed.x - pressed.width];
        expect(direction === 'ltr' ? start < end : end < start).toBe(true);
      }
      grounds.add(await card.evaluate(element => getComputedStyle(element).backgroundColor));
    }
    expect([...grounds]).toEqual(['rgb(255, 255, 255)', 'rgb(23, 26, 25)']);
  });
});
