import { describe, expect, test } from 'vitest';
import type { ShownBooking } from '../../protocol/bookings.ts';
import type { Service } from '../../protocol/services.ts';
import { whyNoBrowser } from '../helpers/browser.ts';
import { type Deskbell, startDeskbell } from '../helpers/deskbell.ts';
import { openInbox } from '../helpers/inbox-page.ts';

const noBrowser = await whyNoBrowser();

const ALWAYS = Array.from({ length: 7 }, () => [{ from: '08:00', to: '20:00' }]);

async function openShop(): Promise<Deskbell> {
  const server = await startDeskbell({ site: { timeZone: 'Asia/Ulaanbaatar' } });
  await server.api('PATCH', '/v1/switches', { customers: true, booking: true });
  for (const name of ['Nora', 'Oyuna']) await server.api('POST', '/v1/staff', { name, week: ALWAYS });
  await server.api<Service>('POST', '/v1/services', { names: { en: 'Cut' }, durationMinutes: 60 });
  return server;
}

describe.skipIf(noBrowser)('the book', () => {
  test('BO2 BO3 a booking is written down by a number, and moved by arrows to another employee', async () => {
    const server = await openShop();
    const { page } = await openInbox(server);
    await page.getByRole('link', { name: 'Book', exact: true }).click();
    await page.getByRole('heading', { name: 'Nora' }).waitFor();
    await page.getByRole('button', { name: 'Next day' }).click();
    await page.keyboard.press('n');
    await page.getByRole('dialog').waitFor();
    // The number has the focus already.
    await page.keyboard.type('+97699112233');
    await page.getByLabel('Name', { exact: true }).fill('Bolormaa');
    await page.getByLabel('Service').selectOption({ label: 'Cut' });
    await page.getByLabel('With whom').selectOption({ label: 'Nora' });
    await page.getByRole('radio').first().waitFor();
    await page.getByLabel('Time', { exact: true }).fill('10:00');
    await page.getByRole('button', { name: 'Save' }).click();
    const block = page.getByRole('button', { name: 'Bolormaa' });
    await block.waitFor();
    await block.focus();
    for (const key of ['ArrowDown', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
    await page.getByText('Moved').waitFor();
    const { bookings } = await server.api<{ bookings: ShownBooking[] }>(
      'GET',
      `/v1/bookings?from=${Date.now()}&to=${Date.now() + 3 * 86_400_000}`,
    );
    expect(bookings.map(each => each.booking.items.map(item => item.staffName))).toEqual([['Oyuna']]);
    expect(new Date(bookings[0]!.booking.startAt).toISOString().slice(11, 16)).toBe('02:15');
    await expect.poll(() => block.evaluate(each => each === document.activeElement)).toBe(true);

    // By a pointer it is stretched by its lower edge.
    const box = (await block.boundingBox())!;
    await page.mouse.move(box.x + 40, box.y + box.height - 3);
    await page.mouse.down();
    await page.mouse.move(box.x + 40, box.y + box.height + 33, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => block.textContent()).toMatch(/10:15.*11:45/);
  });
});
