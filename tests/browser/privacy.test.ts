import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Conversation, ConversationDetail } from '../../protocol/conversations.ts';
import type { Visitor } from '../../protocol/visitors.ts';
import { openPage, whyNoBrowser } from '../helpers/browser.ts';
import { sharedDeskbell } from '../helpers/deskbell.ts';
import { hasFocus } from '../helpers/focus.ts';
import { openInbox } from '../helpers/inbox-page.ts';
import { sees } from '../helpers/sees.ts';
import { serveExamples } from '../helpers/serve-examples.ts';
import { widgetOn } from '../helpers/widget-page.ts';

const noBrowser = await whyNoBrowser();

/** All that a page has kept in its browser. */
function keptBy(page: Page) {
  return page.evaluate(async () => ({
    local: Object.keys(localStorage).filter(name => name.startsWith('deskbell')),
    session: Object.keys(sessionStorage),
    cookies: document.cookie,
    databases: (await indexedDB.databases()).map(each => each.name),
  }));
}
const NOTHING = { local: [], session: [], cookies: '', databases: [] };

/** A page of the site that waits for consent, as its tag would say. */
async function goToWaiting(page: Page, site: string): Promise<void> {
  await page.addInitScript(() => {
    window.deskbellOptions = { consent: 'wait' };
  });
  await page.goto(`${site}/plain/`);
  await page.waitForFunction(() => 'ready' in (window.deskbell ?? {}));
}
const call = (page: Page, ...what: string[]) =>
  page.evaluate(what => (window.deskbell as (...call: string[]) => unknown)(...what), what);

describe.skipIf(noBrowser)('privacy', () => {
  const server = sharedDeskbell({ site: { name: 'Altan Flowers' } });
  const examples = () => serveExamples({ deskbell: server().url, siteKey: server().site.key });
  const conversations = async () =>
    (await server().api<{ conversations: Conversation[] }>('GET', '/v1/conversations?view=all')).conversations;

  test('PR10 with consent=wait nothing is kept before, and withdrawing clears the browser and the server', async () => {
    const site = await examples();
    const page = await openPage();
    await goToWaiting(page, site);
    expect(await page.locator('desk-bell').count()).toBe(0);
    expect(await keptBy(page)).toEqual(NOTHING);
    const before = (await conversations()).length;

    await call(page, 'boot');
    const widget = widgetOn(page);
    await widget.open();
    await widget.say('I said yes');
    await sees(widget.log, /Sent/);
    expect((await keptBy(page)).local.length).toBeGreaterThan(0);
    const [conversation] = await conversations();
    expect((await conversations()).length).toBe(before + 1);
    const visitorOf = async () =>
      (await server().api<ConversationDetail>('GET', `/v1/conversations/${conversation!.id}`)).visitor as Visitor;
    await expect.poll(async () => (await visitorOf()).trail).not.toEqual([]);

    await call(page, 'withdraw');
    await expect.poll(() => keptBy(page)).toEqual(NOTHING);
    await expect.poll(() => page.locator('desk-bell').count()).toBe(0);
    await expect.poll(async () => (await visitorOf()).userAgent).toBe('');
    expect(await visitorOf()).toMatchObject({ trail: [], referrer: '' });
    // Who says yes again is a stranger.
    await call(page, 'boot');
    await widget.open();
    expect(await widget.log.textContent()).not.toContain('I said yes');
  });

  test('PR10 consent is withdrawn on a page that never drew the bell', async () => {
    const site = await examples();
    const page = await openPage();
    await page.goto(`${site}/plain/`);
    const widget = widgetOn(page);
    await widget.open();
    await widget.say('From before');
    await sees(widget.log, /Sent/);
    await goToWaiting(page, site);
    expect((await keptBy(page)).local.length).toBeGreaterThan(0);
    await call(page, 'withdraw');
    await expect.poll(() => keptBy(page)).toEqual(NOTHING);
  });

  test('PR4 an owner erases a person by keyboard, and the panel that they have open starts empty', async () => {
    const site = await examples();
    const visitorPage = await openPage();
    const widget = widgetOn(visitorPage);
    await visitorPage.goto(`${site}/plain/`);
    await widget.open();
    await widget.say('My name is Zanzibarbara');
    await sees(widget.log, /Sent/);
    await widget.field.pressSequentially('A thought not sent');
    const inbox = await openInbox(server());
    await inbox.view('all');
    await inbox.openRow('Zanzibarbara');
    const { page } = inbox;
    const erase = page.getByRole('button', { name: 'Erase this person…' });
    await erase.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('alertdialog');
    await dialog.waitFor();
    const cancel = page.getByRole('button', { name: 'Cancel' });
    await hasFocus(cancel);
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.count()).toBe(0);
    await hasFocus(erase);
    await page.keyboard.press('Enter');
    await hasFocus(cancel);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Erased. Receipt').waitFor();
    await expect.poll(() => inbox.row('Zanzibarbara').count()).toBe(0);

    await widget.panel.waitFor({ state: 'hidden' });
    await widget.open();
    expect(await widget.log.textContent()).not.toContain('Zanzibarbara');
    await expect.poll(() => widget.field.inputValue()).toBe('');
    const stored = () => visitorPage.evaluate(() => JSON.stringify({ ...localStorage }));
    await expect.poll(stored).not.toContain('thought');
    await widget.say('Somebody new');
    await sees(widget.log, /Sent/);
    // Where the pointer is, rows stay as they are.
    await page.mouse.move(800, 10);
    await inbox.row('Somebody new').waitFor();

    await inbox.view('settings');
    await page.getByRole('link', { name: 'Privacy' }).click();
    await page.getByRole('heading', { name: 'Erased people' }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Receipt', exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('receipt.json');
    await page.getByLabel('Closed conversations').selectOption({ label: '90 days' });
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    const [kept] = await server().api<{ retention: { conversations: number } }[]>('GET', '/v1/sites');
    expect(kept!.retention.conversations).toBe(90);
  });
});
