import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { OwnBooking } from '../../protocol/booking-times.ts';
import { openPage, whyNoBrowser } from '../helpers/browser.ts';
import { type Deskbell, sharedDeskbell } from '../helpers/deskbell.ts';
import { openInbox } from '../helpers/inbox-page.ts';

const noBrowser = await whyNoBrowser();
const DAY = 24 * 3_600_000;

/** Somebody is booked for the day after tomorrow at noon. */
async function booked({ api, url, site }: Deskbell): Promise<OwnBooking> {
  await api('PATCH', '/v1/switches', { booking: true });
  const week = Array.from({ length: 7 }, () => [{ from: '09:00', to: '20:00' }]);
  await api('POST', '/v1/staff', { name: 'Oyuna', week });
  const service = await api<{ id: string }>('POST', '/v1/services', {
    names: { en: 'Manicure', ar: 'مانيكير' },
    durationMinutes: 60,
  });
  const noon = new Date(Date.now() + 2 * DAY).setUTCHours(12, 0, 0, 0);
  const answer = await fetch(`${url}/v1/sites/${site.key}/booking/bookings`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ clientId: 'book-in-browser', items: [{ serviceId: service.id }], startAt: noon },
      ...{ name: 'Priya', phone: '+97688001122', timeZone: 'UTC' },
    }),
  });
  return ((await answer.json()) as { booking: OwnBooking }).booking;
}

describe.skipIf(noBrowser)('messages about visits', () => {
  const server = sharedDeskbell({ site: { name: 'Lotus Salon', timeZone: 'UTC', channels: ['chat', 'booking'] } });

  test('RM5 an owner switches them on where booking is, by keys', async () => {
    const { page } = await openInbox(server(), { allow: [/422 .*reminder-settings/] });
    await page.goto(`${server().url}/inbox/settings/customers`);
    await page.getByLabel('Loyalty').waitFor();
    expect(await page.getByRole('heading', { name: 'Messages about visits' }).count(), 'out of sight').toBe(0);
    await page.getByLabel('Booking').click();
    const section = page.locator('section').filter({ hasText: 'Messages about visits' });
    await section.getByLabel('Tell at once that a visit is booked, moved or cancelled').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await section.getByLabel('Days before').fill('15');
    await page.keyboard.press('Enter');
    await section.getByText('Wanted: 0 to 14.').waitFor();
    await expect.poll(() => focusedLabel(page)).toBe('Days before');
    await section.getByLabel('Days before').fill('2');
    await section.getByLabel('At', { exact: true }).selectOption('10');
    await page.keyboard.press('Enter');
    await page.getByText('Saved', { exact: true }).waitFor();
    expect(await server().api('GET', '/v1/reminder-settings')).toMatchObject({
      confirmation: { isOn: true },
      reminder: { isOn: true, daysBefore: 2, hour: 10 },
    });
    await section.getByRole('link', { name: 'Words of the letters' }).click();
    await page.getByRole('combobox').filter({ hasText: 'Reminder of a visit' }).first().waitFor();
  });

  test('RM6 the page that a letter leads to asks what it was opened for first, and acts by one press', async () => {
    const booking = await booked(server());
    const page = await openPage({ locale: 'en' });
    const state = async () =>
      (await server().api<{ booking: { state: string } }>('GET', `/v1/bookings/${booking.id}`)).booking.state;
    await page.goto(`${booking.url}?ask=cancel`);
    expect(await page.getByRole('button').allTextContents()).toEqual([
      'Cancel the visit',
      'I will come',
      'Move the visit',
    ]);
    expect(await state()).toBe('booked');
    await page.goto(`${booking.url}?ask=confirm`);
    await page.getByRole('button', { name: 'I will come' }).press('Enter');
    await page.getByRole('heading', { name: 'Thank you, we expect you' }).waitFor();
    expect(await state()).toBe('confirmed');
    await page.goto(`${booking.url}?ask=confirm`);
    await page.getByRole('heading', { name: 'Thank you, we expect you' }).waitFor();
  });
});

function focusedLabel(page: Page) {
  return page.evaluate(() => {
    const field = document.activeElement;
    return field instanceof HTMLInputElement ? field.labels?.[0]?.textContent : '';
  });
}
