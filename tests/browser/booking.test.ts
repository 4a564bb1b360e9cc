import { describe, expect, test } from 'vitest';
import type { Booking } from '../../protocol/bookings.ts';
import { openPage, whyNoBrowser } from '../helpers/browser.ts';
import { sharedDeskbell } from '../helpers/deskbell.ts';
import { sees } from '../helpers/sees.ts';
import { serveExamples } from '../helpers/serve-examples.ts';
import { widgetOn } from '../helpers/widget-page.ts';

const noBrowser = await whyNoBrowser();
const DAY = 24 * 3_600_000;
const day = [{ from: '09:00', to: '20:00' }];

describe.skipIf(noBrowser)('booking in the widget', () => {
  const server = sharedDeskbell({
    site: { name: 'Lotus Salon', timeZone: 'Asia/Ulaanbaatar', channels: ['chat', 'booking'] },
  });

  async function openShop() {
    const { api } = server();
    await api('PATCH', '/v1/switches', { booking: true });
    await api('PUT', '/v1/money', { currency: 'MNT' });
    const oyuna = await api<{ id: string }>('POST', '/v1/staff', { name: 'Oyuna', week: Array(7).fill(day) });
    await api('POST', '/v1/staff', { name: 'Hapaa', week: Array(7).fill(day) });
    const service = await api<{ id: string }>('POST', '/v1/services', {
      names: { en: 'Manicure, gel', ar: 'مانيكير جل' },
      durationMinutes: 60,
      price: { minor: 3_500_000, isFrom: true },
    });
    await api('POST', '/v1/services', { names: { en: 'Cut', ar: 'قص' }, category: 'Hair', durationMinutes: 45 });
    return { oyuna, service };
  }

  const booked = () => {
    const now = Date.now();
    return server().api<{ bookings: { booking: Booking }[] }>('GET', `/v1/bookings?from=${now}&to=${now + 30 * DAY}`);
  };

  test('BK17 a visitor books by four steps, finds what was chosen after a reload, and books once', async () => {
    const { oyuna, service } = await openShop();
    const page = await openPage({ timezoneId: 'Asia/Ulaanbaatar' });
    const { panel, open } = widgetOn(page);
    const address = `${await serveExamples({ deskbell: server().url, siteKey: server().site.key })}/plain/`;
    await page.goto(address);
    await open();
    await panel.getByRole('tab', { name: 'Book' }).click();
    await panel.getByRole('button', { name: 'Manicure, gel' }).click();
    await panel.getByRole('button', { name: 'Oyuna' }).click();
    await panel
      .getByRole('radio', { name: /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/ })
      .first()
      .check();
    await panel.getByRole('radio', { name: '01:00 PM' }).check();
    await panel.getByLabel('Your name').fill('Priya');
    await sees(panel, /Book tomorrow, 01:00 PM/i);

    await page.reload();
    await open();
    await panel.getByRole('tab', { name: 'Book' }).click();
    await sees(panel, /with .?Oyuna/);
    await expect.poll(() => panel.getByRole('radio', { name: '01:00 PM' }).isChecked()).toBe(true);
    await expect.poll(() => panel.getByLabel('Your name').inputValue()).toBe('Priya');
    await panel.getByRole('button', { name: /^Book tomorrow/i }).click();
    await sees(panel, 'Please fill this in');
    await panel.getByLabel('Your number').fill('+976 8800 1122');
    await panel.getByRole('button', { name: /^Book tomorrow/i }).click();
    await sees(panel, 'You are booked');
    expect((await booked()).bookings.map(each => each.booking)).toMatchObject([
      { name: 'Priya', source: 'widget', items: [{ serviceId: service.id, staffId: oyuna.id }] },
    ]);
    const link = panel.getByRole('link', { name: 'Move or cancel' });
    expect((await fetch((await link.getAttribute('href'))!)).status).toBe(200);
  });
});
