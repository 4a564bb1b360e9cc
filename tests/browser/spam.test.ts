import { describe, expect, test } from 'vitest';
import type { ConversationsAnswer } from '../../protocol/views.ts';
import { openPage, whyNoBrowser } from '../helpers/browser.ts';
import { type Deskbell, startDeskbell } from '../helpers/deskbell.ts';
import { openInbox } from '../helpers/inbox-page.ts';
import { widgetOn } from '../helpers/widget-page.ts';

const noBrowser = await whyNoBrowser();
const ADVERT = 'We sell dofollow backlinks and guest posts: https://links.example';

const listed = async (deskbell: Deskbell, view: 'all' | 'quarantine') =>
  (await deskbell.api<ConversationsAnswer>('GET', `/v1/conversations?view=${view}`)).conversations;

describe.skipIf(noBrowser !== null)(`spam ${noBrowser ?? ''}`, () => {
  test('SP6 the widget does its work behind the visitor’s back', async () => {
    const spam = { work: 'always' as const, countries: [], blocks: [] };
    const deskbell = await startDeskbell({ site: { spam } });
    const visitor = widgetOn(await openPage());
    await visitor.page.goto(`${deskbell.url}/demo?lang=en`);
    await visitor.open();
    await visitor.say('Do you deliver to Darkhan?');
    await expect.poll(() => listed(deskbell, 'all')).toHaveLength(1);
    expect(await listed(deskbell, 'quarantine')).toEqual([]);
  });

  test('SP6 the thank-you page of a plain form does so as well, also on the way to another page', async () => {
    const spam = { work: 'always' as const, countries: [], blocks: [] };
    const deskbell = await startDeskbell({ site: { spam } });
    const page = await openPage();
    await page.goto(`${deskbell.url}/f/${deskbell.site.key}/contact`);
    await page.locator('#email').fill('ann@mail.example');
    await page.locator('#message').fill('Do you deliver to Darkhan?');
    await page.getByRole('button').click();
    await expect.poll(() => listed(deskbell, 'all')).toHaveLength(1);

    // A form that goes on elsewhere shows the page between only as long as the work takes.
    const next = `${deskbell.url}/demo?lang=en`;
    await page.goto(`${deskbell.url}/f/${deskbell.site.key}/contact?_next=${encodeURIComponent(next)}`);
    await page.locator('#email').fill('bat@mail.example');
    await page.locator('#message').fill('Are you open on Sunday?');
    await page.getByRole('button').click();
    await page.waitForURL(next);
    await expect.poll(() => listed(deskbell, 'all')).toHaveLength(2);
  });

  test('SP3 an agent finds what is held, sees why, and takes it out by a key', async () => {
    const deskbell = await startDeskbell({ site: { name: 'Altan Flowers' } });
    const agent = await openInbox(deskbell);
    const quarantine = agent.page.getByRole('navigation').getByRole('link', { name: /Quarantine/ });
    expect(await quarantine.count(), 'out of sight while nothing is held').toBe(0);
    const visitor = widgetOn(await openPage());
    await visitor.page.goto(`${deskbell.url}/demo?lang=en`);
    await visitor.open();
    await visitor.say(ADVERT);
    await quarantine.click();
    await agent.openRow(ADVERT);
    await agent.page.getByText(/Held: advertisement · links/).waitFor();
    await agent.page.keyboard.press('!');
    await agent.view('mine');
    await agent.row(ADVERT).waitFor();
    await agent.openRow(ADVERT);
    await agent.page.getByRole('button', { name: /^Spam/ }).click();
    await expect.poll(async () => (await listed(deskbell, 'quarantine')).length).toBe(1);
  });
});
