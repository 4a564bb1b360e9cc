import { describe, expect, test } from 'vitest';
import { whyNoBrowser } from '../helpers/browser.ts';
import { startDeskbell } from '../helpers/deskbell.ts';
import { openInbox } from '../helpers/inbox-page.ts';
import { comeIn, MORNING } from '../helpers/people.ts';

const noBrowser = await whyNoBrowser();

describe.skipIf(noBrowser)('the funnel', () => {
  test('SG2 a card is dragged to another column, and a loss asks why first', async () => {
    const server = await startDeskbell();
    await server.api('PATCH', '/v1/switches', { customers: true });
    await comeIn(server, MORNING.slice(0, 2));
    const { page } = await openInbox(server);
    await page.getByRole('link', { name: 'Funnel' }).click();
    const column = (name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) });
    const cards = (name: string) => column(name).getByRole('listitem').getByRole('link').allTextContents();
    await expect.poll(() => cards('New')).toHaveLength(2);
    const [, name = ''] = await cards('New');
    const card = page.getByRole('listitem').filter({ hasText: name });
    // The way to drag them is fetched behind the board.
    await expect.poll(() => card.getAttribute('draggable')).toBe('true');
    await card.dragTo(column('Offered'));
    await expect.poll(() => cards('Offered')).toEqual([name]);
    await card.dragTo(column('Lost'));
    await page.getByLabel('Reason').selectOption('price');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => cards('Lost')).toEqual([name]);
    await page.reload();
    await expect.poll(() => cards('Lost')).toEqual([name]);
  });
});
