import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import type { Locale } from '../../protocol/wire/fields.ts';
import { openPage, whyNoBrowser } from '../helpers/browser.ts';
import { startDeskbell } from '../helpers/deskbell.ts';
import { openInbox } from '../helpers/inbox-page.ts';
import { openMailServer } from '../helpers/mail-server.ts';
import { sees } from '../helpers/sees.ts';
import { widgetOn } from '../helpers/widget-page.ts';

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

  test('ML12 a visitor has the talk that is over mailed, with the keyboard alone', async () => {
    const mail = await openMailServer();
    const deskbell = await startDeskbell({ env: { SMTP_URL: mail.config.smtpUrl, MAIL_FROM: mail.config.mailFrom } });
    const agent = await openInbox(deskbell);
    const visitor = widgetOn(await openPage());
    await visitor.page.goto(`${deskbell.url}/demo?lang=en`);
    await visitor.open();
    await visitor.say('Do you deliver to Darkhan?');
    await agent.openRow('Do you deliver to Darkhan?');
    await agent.note('Asked the same in May.');
    await agent.reply('On Tuesdays.');
    await sees(visitor.log, 'On Tuesdays.');
    await agent.page.getByRole('button', { name: 'Close', exact: true }).click();
    const offer = visitor.button('Send me this conversation');
    await offer.focus();
    await offer.press('Enter');
    const address = visitor.panel.getByRole('textbox', { name: 'Your e-mail' });
    await address.waitFor();
    await visitor.page.keyboard.type('bat@home.example');
    await visitor.page.keyboard.press('Enter');
    await sees(visitor.log, /It is on its way to/);
    await mail.hasGot(1);
    expect(mail.got[0]!.to).toEqual(['bat@home.example']);
    const { text } = await simpleParser(mail.got[0]!.raw);
    expect(text).toContain('On Tuesdays.');
    expect(text).not.toContain('Asked the same');
  });
});
