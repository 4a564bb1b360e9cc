import { describe, expect, test } from 'vitest';
import type { ShownBooking } from '../../protocol/bookings.ts';
import type { Service } from '../../protocol/services.ts';
import type { Employee } from '../../protocol/staff.ts';
import type { FiguresAnswer } from '../../protocol/visits.ts';
import { whyNoBrowser } from '../helpers/browser.ts';
import { type Deskbell, startDeskbell } from '../helpers/deskbell.ts';
import { openInbox } from '../helpers/inbox-page.ts';

const noBrowser = await whyNoBrowser();

const ALWAYS = Array.from({ length: 7 }, () => [{ from: '08:00', to: '20:00' }]);
const FIVE_MINUTES = 300_000;

/** A shop with one visit that is booked for now, of two employees. */
async function openShop(): Promise<{ server: Deskbell; oyuna: Employee }> {
  const server = await startDeskbell({ site: { timeZone: 'Asia/Ulaanbaatar' } });
  await server.api('PATCH', '/v1/switches', { customers: true, booking: true });
  const [oyuna, nora] = [
    await server.api<Employee>('POST', '/v1/staff', { name: 'Oyuna', week: ALWAYS }),
    await server.api<Employee>('POST', '/v1/staff', { name: 'Nora', week: ALWAYS }),
  ];
  const service = { names: { en: 'Cut' }, durationMinutes: 60, price: { minor: 3_500_000, isFrom: false } };
  const { id: serviceId } = await server.api<Service>('POST', '/v1/services', service);
  const { id: siteId } = server.site;
  await server.api<ShownBooking>('POST', '/v1/bookings', {
    ...{ clientId: 'of-the-visits', siteId, person: { phone: '+97699112233', name: 'Bolormaa' } },
    items: [oyuna, nora].map(each => ({ serviceId, staffId: each.id })),
    startAt: Math.floor(Date.now() / FIVE_MINUTES) * FIVE_MINUTES,
  });
  return { server, oyuna };
}

describe.skipIf(noBrowser)('the visits of a month', () => {
  test('BO4 VI2 VI5 VI7 a visit is paid by shares, a plan is typed, and a number opens it, all by keyboard', async () => {
    const { server, oyuna } = await openShop();
    const { page } = await openInbox(server);
    await page.getByRole('link', { name: 'Book', exact: true }).click();
    await page.getByRole('button', { name: 'Bolormaa' }).first().click();
    await page.getByRole('button', { name: 'Done and paid' }).click();
    // The first service was done by both.
    await page.getByRole('button', { name: 'One more person' }).first().click();
    await page.getByLabel('Percent of Oyuna').fill('70');
    await page.getByRole('button', { name: 'Done and paid' }).click();
    await page.getByText('Whole percents that come to 100').waitFor();
    await page.getByLabel('Percent of Nora').fill('30');
    await page.getByRole('button', { name: 'Done and paid' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await page.getByRole('link', { name: 'Visits', exact: true }).click();
    const row = page.getByRole('row').filter({ hasText: 'Oyuna' });
    await row.getByText('24,500').waitFor();
    await row.getByRole('button', { name: 'Plan Oyuna' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Visits in the month').fill('4');
    await page.keyboard.press('Enter');
    await row.getByText('25% of 4').waitFor();
    const { employees } = await server.api<FiguresAnswer>('GET', '/v1/visits/figures');
    expect(employees.find(each => each.staffId === oyuna.id)!.plans[0]).toMatchObject({ target: 4, done: 1 });

    const number = row.getByRole('button', { name: 'Visits: 1' });
    await number.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('Bolormaa').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => number.evaluate(each => each === document.activeElement)).toBe(true);
    const file = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download as CSV' }).click();
    expect((await file).suggestedFilename()).toMatch(/^visits-\d{4}-\d{2}\.csv$/);
  });
});
