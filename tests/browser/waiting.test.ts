/** The waiting list of a full day, from the widget to the book and the page of its link. */
import { describe, expect, test } from 'vitest';
import { expectAccessible } from '../helpers/axe.ts';
import { openPage, whyNoBrowser } from '../helpers/browser.ts';
import { sharedDeskbell } from '../helpers/deskbell.ts';
import { sees } from '../helpers/sees.ts';
import { serveExamples } from '../helpers/serve-examples.ts';
import { widgetOn } from '../helpers/widget-page.ts';

const noBrowser = await whyNoBrowser();
const DAY_MS = 24 * 3_600_000;
const ZONE = 'Asia/Ulaanbaatar';

describe.skipIf(noBrowser)('the waiting list', () => {
  const server = sharedDeskbell({
    site: { name: 'Lotus Salon', timeZone: ZONE, channels: ['chat', 'booking'] },
    env: { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'Lotus <hello@lotus.example>' },
  });

  /** One chair, one hour a day, and tomorrow's is taken. */
  async function fillTomorrow() {
    const { api, site } = server();
    await api('PATCH', '/v1/switches', { booking: true });
    await api('PUT', '/v1/waiting-settings', { isOn: true });
    const week = Array(7).fill([{ from: '09:00', to: '10:00' }]);
    const { id: staffId } = await api<{ id: string }>('POST', '/v1/staff', { name: 'Oyuna', week });
    const { id: serviceId } = await api<{ id: string }>('POST', '/v1/services', {
      names: { en: 'Cut', ar: 'قص' },
      durationMinutes: 60,
    });
    const tomorrow = new Date(Date.now() + DAY_MS).toLocaleDateString('sv', { timeZone: ZONE });
    await api('POST', '/v1/bookings', {
      clientId: 'taken-by-the-desk',
      siteId: site.id,
      person: { phone: '+97688003344', name: 'Saraa' },
      items: [{ serviceId, staffId }],
      startAt: Date.parse(`${tomorrow}T09:00:00+08:00`),
    });
  }

  test('WL1 WL8 WL11 whoever finds a full day waits for it, and leaves the list by one press', async () => {
    await fillTomorrow();
    const page = await openPage({ timezoneId: ZONE, width: 390, height: 844 });
    const shot = async (name: string) => {
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
    };
    const { panel, open } = widgetOn(page);
    await page.goto(`${await serveExamples({ deskbell: server().url, siteKey: server().site.key })}/plain/`);
    await open();
    await panel.getByRole('tab', { name: 'Book' }).click();
    await panel.getByRole('button', { name: 'Cut' }).click();
    await sees(panel, 'Is your day full?');
    await shot('full-day');
    await panel.getByRole('button', { name: 'Wait for it' }).click();
    await panel.getByRole('button', { name: 'Put me on the list' }).click();
    await sees(panel, 'Please fill this in');
    await expectAccessible(page);
    await shot('missing');
    await panel
      .getByRole('radio', { name: /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/ })
      .first()
      .check();
    await panel.getByLabel('Your name').fill('Priya');
    await panel.getByLabel('Your e-mail').fill('priya@example.com');
    await panel.getByRole('button', { name: 'Put me on the list' }).click();
    await sees(panel, 'You are on the waiting list');
    await shot('waits');

    const link = await panel.getByRole('link', { name: /See your place/ }).getAttribute('href');
    await page.goto(link!);
    await expectAccessible(page);
    await shot('link');
    const { waits } = await server().api<{ waits: { wait: { name: string } }[] }>(
      'GET',
      `/v1/waiting?from=${Date.now()}&to=${Date.now() + 3 * DAY_MS}`,
    );
    expect(waits).toHaveLength(1);
    await page.locator('button').first().click();
    await shot('left');
    const after = await server().api<{ waits: unknown[] }>(
      'GET',
      `/v1/waiting?from=${Date.now()}&to=${Date.now() + 3 * DAY_MS}`,
    );
    expect(after.waits).toEqual([]);
  });
});
