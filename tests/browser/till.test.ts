import { describe, expect, test } from 'vitest';
import { LOYALTY_DEFAULTS } from '../../protocol/loyalty.ts';
import { whyNoBrowser } from '../helpers/browser.ts';
import { type Deskbell, startDeskbell } from '../helpers/deskbell.ts';
import { openInbox } from '../helpers/inbox-page.ts';

const noBrowser = await whyNoBrowser();

async function openShop(): Promise<Deskbell> {
  const server = await startDeskbell({ site: { timeZone: 'Asia/Ulaanbaatar' } });
  await server.api('PATCH', '/v1/switches', { customers: true, loyalty: true });
  const referral = { referrer: 200_000, newcomer: 100_000 };
  await server.api('PUT', '/v1/loyalty/settings', { ...LOYALTY_DEFAULTS, percent: 10, referral });
  return server;
}

describe.skipIf(noBrowser)('the till', () => {
  test('LY7 LY10 CU3 a number, an amount, done: by keys alone, with a coupon and a code of a friend', async () => {
    const server = await openShop();
    const friend = { person: { phone: '+97699110000', name: 'Bolormaa' }, what: 'Cut', amount: 5_000_000 };
    const sale = { ...friend, clientId: 'of-a-friend' };
    const { contactId } = await server.api<{ contactId: string }>('POST', '/v1/loyalty/sales', sale);
    const { code } = await server.api<{ code: string }>('POST', `/v1/contacts/${contactId}/loyalty/code`);
    const made = { clientId: 'one-coupon', kind: 'percent', percent: 20, code: 'SPRING' };
    await server.api('POST', '/v1/coupons', made);
    const { page } = await openInbox(server);
    await page.goto(`${server.url}/inbox/counter`);
    await page.getByLabel('Telephone number').waitFor();
    // The field has the focus already: three fields that matter, and Enter.
    await page.keyboard.type('88112233');
    await page.keyboard.press('Enter');
    await page.getByText('Nobody has this number yet').waitFor();
    await page.keyboard.type('10000');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Cut');
    await page.keyboard.press('Tab');
    await page.keyboard.type('spring');
    await page.keyboard.press('Tab');
    await page.keyboard.type(code);
    await page.keyboard.press('Enter');
    await page.getByText('To pay').waitFor();
    expect(await page.locator('.counter-sum').textContent()).toMatch(
      /To pay₮8,000Coupon₮2,000Earned₮800For being brought₮1,000Balance₮1,800/,
    );
    // The next one is asked for at once; somebody known needs a number, an amount and Enter.
    await page.keyboard.type('99110000');
    await page.keyboard.press('Enter');
    await page.getByText('₮7,000').waitFor();
    await page.keyboard.type('1000');
    await page.keyboard.press('Enter');
    await page.getByText('₮7,100').waitFor();
  });

  test('CU1 CU5 coupons are made, shown with their uses, and switched off', async () => {
    const server = await openShop();
    const { page } = await openInbox(server);
    await page.goto(`${server.url}/inbox/counter`);
    await page.getByRole('link', { name: 'Coupons and certificates' }).click();
    await page.getByRole('button', { name: 'Make new ones' }).click();
    await page.getByLabel('Kind').selectOption({ label: 'Gift certificate' });
    await page.getByLabel('Amount, MNT').fill('5,000');
    await page.getByLabel('How many').fill('3');
    await page.getByRole('button', { name: 'Make', exact: true }).click();
    await page.getByText('Made: 3').waitFor();
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'As CSV' }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe('coupons.csv');
    await page.getByRole('button', { name: 'Done' }).click();
    const first = page.locator('.coupons-list > li').first();
    await first.getByRole('button', { name: 'Show' }).click();
    await page.getByLabel('Amount to be paid with it, MNT').fill('1,200');
    await page.getByRole('button', { name: 'Mark as used' }).click();
    await page.getByRole('dialog').getByText('₮3,800 left').waitFor();
    await page.keyboard.press('Escape');
    await first.getByText('₮3,800 left').waitFor();
    await first.getByRole('button', { name: 'Switch off' }).click();
    await first.getByText('switched off').waitFor();
  });
});
