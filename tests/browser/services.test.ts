import { describe, expect, test } from 'vitest';
import { whyNoBrowser } from '../helpers/browser.ts';
import { startDeskbell } from '../helpers/deskbell.ts';
import { PNG } from '../helpers/files.ts';
import { openInbox } from '../helpers/inbox-page.ts';

const noBrowser = await whyNoBrowser();

describe.skipIf(noBrowser)('what the shop offers', () => {
  test('OF4 OF6 a service is added, dragged to its place and given a picture, which visitors see', async () => {
    const server = await startDeskbell();
    const { page } = await openInbox(server);
    await page.goto(`${server.url}/inbox/settings/customers`);
    expect(await page.getByRole('link', { name: 'Services' }).count(), 'out of sight').toBe(0);
    await page.getByLabel('Booking').click();
    await page.getByRole('link', { name: 'Services' }).click();
    for (const [name, minutes, price] of [
      ['Cut', '45', '35'],
      ['Manicure', '60', ''],
    ] as const) {
      await page.getByRole('button', { name: 'Add a service' }).click();
      // The name has the focus already.
      await page.keyboard.type(name);
      await page.getByLabel('Minutes', { exact: true }).fill(minutes);
      await page.getByLabel('Price, USD').fill(price);
      await page.keyboard.press('Enter');
      await page.getByRole('listitem').filter({ hasText: name }).waitFor();
    }
    const rows = page.locator('ol.services > li');
    const names = () => rows.locator('b').allTextContents();
    await expect.poll(() => rows.first().getAttribute('draggable')).toBe('true');
    await rows.nth(1).dragTo(rows.nth(0));
    await expect.poll(names).toEqual(['Manicure', 'Cut']);
    await page.reload();
    await expect.poll(names).toEqual(['Manicure', 'Cut']);

    await rows.nth(1).getByRole('button', { name: 'Edit' }).click();
    await page.getByText('More', { exact: true }).click();
    await page.getByLabel('Choose a picture').setInputFiles({ name: 'cut.png', mimeType: 'image/png', buffer: PNG });
    await page.locator('.service-picture.is-large').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    const offered = await fetch(`${server.url}/v1/sites/${server.site.key}/services`);
    const { services } = (await offered.json()) as { services: { name: string; picture: string | null }[] };
    expect(services.map(each => [each.name, each.picture !== null])).toEqual([
      ['Manicure', false],
      ['Cut', true],
    ]);
    const picture = await fetch(`${server.url}${services[1]!.picture}`);
    expect(picture.headers.get('content-type')).toBe('image/webp');
  });
});
