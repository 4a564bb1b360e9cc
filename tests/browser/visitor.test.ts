import { describe, expect, test } from 'vitest';
import type { Conversation } from '../../protocol/conversations.ts';
import type { Entry } from '../../protocol/entries.ts';
import { isolatedName } from '../../protocol/turning.ts';
import { fill } from '../../protocol/words.ts';
import ar from '../../widget/i18n/ar.ts';
import en from '../../widget/i18n/en.ts';
import enLater from '../../widget/i18n/later/en.ts';
import { allowProblem, openPage, whyNoBrowser } from '../helpers/browser.ts';
import { type Deskbell, OWNER, sharedDeskbell, startDeskbell } from '../helpers/deskbell.ts';
import { hasFocus } from '../helpers/focus.ts';
import { openInbox } from '../helpers/inbox-page.ts';
import { sees, seesNoMore } from '../helpers/sees.ts';
import { serveExamples } from '../helpers/serve-examples.ts';
import { widgetOn } from '../helpers/widget-page.ts';

const noBrowser = await whyNoBrowser();
const SERVER_AWAY = /ERR_CONNECTION_REFUSED|WebSocket connection to .* failed/;

describe.skipIf(noBrowser)('a visitor', () => {
  const server = sharedDeskbell({ site: { name: 'Altan Flowers' } });
  const examples = () => serveExamples({ deskbell: server().url, siteKey: server().site.key });

  test('C2 types while the server is away, reloads, and everything arrives once and in order', async () => {
    const deskbell = await startDeskbell();
    const site = await serveExamples({ deskbell: deskbell.url, siteKey: deskbell.site.key });
    const page = await openPage();
    const widget = widgetOn(page);
    await page.goto(`${site}/plain/`);
    await widget.open();
    await widget.say('First');
    await sees(widget.log, /Sent/);
    await deskbell.stop('SIGKILL');
    allowProblem(page, SERVER_AWAY);
    await sees(widget.panel, 'No connection.');
    await widget.say('Second');
    await widget.say('Third');
    await widget.field.pressSequentially('A thought not');

    // The second tab, and the reloaded first one, know the same words. The script itself comes from the cache.
    const other = widgetOn(await page.context().newPage());
    await other.page.goto(`${site}/plain/`);
    await page.goto(`${site}/plain/`);
    for (const tab of [widget, other]) {
      await tab.open();
      await sees(tab.log, 'Second');
      await sees(tab.log, 'Third');
    }
    await expect.poll(() => widget.field.inputValue()).toBe('A thought not');

    await deskbell.start();
    await expect.poll(() => saidTo(deskbell), { timeout: 30_000 }).toEqual(['First', 'Second', 'Third']);
    for (const tab of [widget, other]) await sees(tab.log, /Sent/);
  });

  test('C5 keeps what was typed over tabs, a closed panel and a reload', async () => {
    const page = await openPage();
    const widget = widgetOn(page);
    await page.goto(`${await examples()}/plain/`);
    await widget.open();
    await widget.field.pressSequentially('Half a sen');
    await widget.tab('callback');
    await widget.input('phone').fill('9911');
    await widget.tab('contact');
    await widget.input('message').fill('Dear florists,\n');
    await page.keyboard.press('Escape');
    await page.reload();
    await widget.open();
    await widget.tab('chat');
    await expect.poll(() => widget.field.inputValue()).toBe('Half a sen');
    await widget.tab('callback');
    await expect.poll(() => widget.input('phone').inputValue()).toBe('9911');
    await widget.tab('contact');
    await expect.poll(() => widget.input('message').inputValue()).toBe('Dear florists,\n');
  });

  test('needs no mouse', async () => {
    const page = await openPage();
    const widget = widgetOn(page);
    await page.goto(`${await examples()}/plain/`);
    await widget.launcher.waitFor();
    const { keyboard } = page;

    // Link, the page's own button, the bell.
    for (let step = 0; step < 3; step++) await keyboard.press('Tab');
    await expect.poll(focusName).toBe('Chat');
    await keyboard.press('Enter');
    await hasFocus(widget.field);
    await keyboard.type('By keyboard alone');
    await keyboard.press('Enter');
    await sees(widget.log, 'By keyboard alone');

    await widget.panel.getByRole('tab', { name: en.chat }).focus();
    await keyboard.press('ArrowRight');
    await widget.input('phone').waitFor();
    await keyboard.press('Tab');
    await hasFocus(widget.input('phone'));
    await keyboard.type('9911 2233');
    await expect.poll(() => widget.input('phone').inputValue()).toBe('9911 2233');

    await keyboard.press('Escape');
    await widget.panel.waitFor({ state: 'hidden' });
    await expect.poll(focusName).toBe('Chat');

    // From the page's own button the focus goes back there.
    await page.getByRole('button', { name: 'Write to us' }).focus();
    await keyboard.press('Enter');
    await widget.input('message').waitFor();
    // Until then the key would be the page's.
    await expect.poll(focusName).not.toBe('Write to us');
    await keyboard.press('Escape');
    await widget.panel.waitFor({ state: 'hidden' });
    await expect.poll(focusName).toBe('Write to us');

    function focusName(): Promise<string | null | undefined> {
      return page.evaluate(() => {
        const outer = document.activeElement;
        const element = outer?.shadowRoot?.activeElement ?? outer;
        return element?.ariaLabel ?? element?.textContent;
      });
    }
  });

  test('hears of an answer while the panel is closed', async () => {
    const page = await openPage();
    const widget = widgetOn(page);
    await page.goto(`${await examples()}/plain/`);
    await widget.open();
    await widget.say('Ring me when you know');
    const agent = await openInbox(server());
    await agent.openRow('Ring me when you know');
    await sees(widget.log, /Seen/);
    await page.keyboard.press('Escape');
    await agent.reply('We know now.');
    await page.locator('desk-bell').getByRole('button', { name: 'Chat, 1 new' }).click();
    await sees(widget.log, 'We know now.');
    await sees(agent.log, /Seen/);
    await widget.field.press('Escape');
    await page.locator('desk-bell').getByRole('button', { name: 'Chat', exact: true }).waitFor();
  });

  test('is told what is wrong with a number, moves a promised call, and cancels it', async () => {
    const page = await openPage({ timezoneId: 'Europe/Riga' });
    const widget = widgetOn(page);
    await page.goto(`${await examples()}/plain/`);
    await widget.open();
    await widget.tab('callback');
    await widget.button(/^Call me in about/).click();
    await sees(widget.panel, en.FIELD_REQUIRED);
    await widget.input('phone').fill('123');
    await widget.button(/^Call me in about/).click();
    await sees(widget.panel, enLater.PHONE_INVALID);
    expect(await widget.input('phone').inputValue()).toBe('123');
    await widget.input('phone').fill('+371 2000 1122');
    await widget.panel.getByRole('group', { name: en.when }).getByRole('radio').last().waitFor();
    await widget.button(/^Call me/).click();
    await sees(widget.panel, en.promise);

    // What is promised is chosen to begin with, and can be kept; moving it says to when.
    const heading = () => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent);
    await expect.poll(heading).toBe(en.promise);
    await widget.button(enLater.move).click();
    await expect.poll(heading).toBe(enLater.move);
    const choice = widget.panel.getByRole('group', { name: en.when, exact: true });
    await choice.getByRole('radio', { checked: true }).nth(1).waitFor();
    expect(await choice.getByRole('radio', { checked: true }).count()).toBe(2);
    expect(await widget.button(/^Move to/).count()).toBe(0);
    await widget.button(/^Keep/).click();
    await widget.button(enLater.move).click();
    await choice.getByRole('radio').nth(3).check({ force: true });
    await widget.button(/^Move to/).click();
    await sees(widget.panel, en.promise);
    await expect.poll(heading).toBe(en.promise);
    // It stands on the next page, too, where no form was sent.
    await page.reload();
    await widget.open();
    await widget.tab('callback');
    await sees(widget.panel, en.promise);
    // Cancelling asks first, and says what happened.
    await widget.button(enLater.cancel).click();
    await expect.poll(heading).toBe(enLater.sure);
    await widget.button(/^Keep/).click();
    await widget.button(enLater.cancel).click();
    await expect.poll(heading).toBe(enLater.sure);
    await widget.button(enLater.cancel).click();
    await expect.poll(heading).toBe(en.cancelled);
    await widget.button(en.callback).click();
    await widget.input('phone').waitFor();
    await widget.tab('chat');
    await sees(widget.log, en.cancelled);
  });

  test('reads Arabic from the right', async () => {
    const page = await openPage({ locale: 'ar-EG' });
    const widget = widgetOn(page, ar);
    await page.goto(`${await examples()}/arabic/`);
    await page.locator('desk-bell').getByRole('button').click();
    await widget.panel.waitFor();
    const box = async () => (await widget.panel.boundingBox())!;
    // Its style comes behind the panel.
    await expect.poll(async () => (await box()).x + (await box()).width).toBeLessThan(640);
    await expect.poll(() => widget.panel.evaluate(element => getComputedStyle(element).direction)).toBe('rtl');
    await widget.say('باقة لأمي');
    await sees(widget.log, new RegExp(ar.sent));
    // One's own words stand at the panel's end, whatever script they are in.
    await widget.say('A bouquet for my mother');
    const own = widget.log.locator('.msg.me');
    await own.nth(1).waitFor();
    const middle = (await box()).x + (await box()).width / 2;
    for (const bubble of await own.all())
      await expect.poll(async () => (await bubble.boundingBox())!.x).toBeLessThan(middle);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'اتصلوا بي' }).first().click();
    await widget.input('phone').waitFor();
  });

  test('switches the language of the shop, and the panel follows', async () => {
    const page = await openPage();
    await page.goto(`${server().url}/demo?lang=en`);
    const widget = widgetOn(page);
    await widget.open();
    await page.getByRole('combobox', { name: 'Language' }).selectOption('ar');
    await widgetOn(page, ar).field.waitFor();
    await page.reload();
    await page.locator('desk-bell').getByRole('button').click();
    await widgetOn(page, ar).field.waitFor();
  });

  test('switches it before the panel was ever open', async () => {
    const page = await openPage();
    await page.goto(`${server().url}/demo?lang=en`);
    await widgetOn(page).launcher.waitFor();
    await page.getByRole('combobox', { name: 'Language' }).selectOption('ar');
    await page.locator('desk-bell').getByRole('button').click();
    await widgetOn(page, ar).field.waitFor();
  });

  test('fills in the forms of the page itself', async () => {
    const page = await openPage();
    await page.goto(`${await examples()}/inline-forms/`);
    const call = page.getByRole('region', { name: 'We call you' });
    const write = page.getByRole('region', { name: 'You write to us' });
    await write.getByRole('textbox', { name: en.message }).waitFor();
    await call.getByRole('textbox', { name: en.phone }).waitFor();
    await expect.poll(() => page.getByRole('link').count()).toBe(0);
    expect(await page.getByRole('dialog').count()).toBe(0);

    await write.getByRole('textbox', { name: en.reach }).fill('inline@altan.example');
    await write.getByRole('textbox', { name: en.message }).fill('From the page itself');
    await write.getByRole('button', { name: en.send }).click();
    await sees(write, en.thanks);
    const heading = () =>
      page.evaluate(() => {
        let active = document.activeElement;
        while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
        return active?.textContent;
      });
    await expect.poll(heading).toBe(en.thanks);
    await call.getByRole('textbox', { name: en.phone }).fill('+976 9911 2233');
    await call.getByRole('button', { name: /^Call me/ }).click();
    await sees(call, en.promise);
    await expect.poll(heading).toBe(en.promise);
    await expect.poll(() => saidTo(server())).toContain('From the page itself');

    await page.getByRole('button', { name: 'Or chat with us now' }).click();
    await sees(page.getByRole('dialog').getByRole('log'), 'From the page itself');
  });

  test('needs no JavaScript', async () => {
    const page = await openPage({ javaScriptEnabled: false });
    await page.goto(`${await examples()}/no-javascript/`);
    await page.getByLabel('E-mail').fill('bolormaa@nowhere');
    await page.getByLabel('Message').fill('Without a script');
    allowProblem(page, /status of 422/);
    await page.getByRole('button', { name: 'Send' }).click();

    // The form comes back with what was typed, and says what is wrong.
    await page.locator('[aria-invalid]').first().waitFor();
    const message = page.getByLabel('Message');
    expect(await message.inputValue()).toBe('Without a script');
    await page.getByLabel('E-mail').fill('bolormaa@altan.example');
    await page.getByRole('button').click();
    await page.getByLabel('Message').waitFor({ state: 'detached' });
    await expect.poll(() => saidTo(server())).toContain('Without a script');

    await page.goto(`${await examples()}/no-javascript/`);
    await page.getByLabel('Your number').fill('+976 9911 2233');
    await page.getByLabel('What is it about?').fill('Asked without a script');
    await page.getByRole('button', { name: 'Call me' }).click();
    await expect.poll(() => saidTo(server())).toContain('Asked without a script');
  });

  test('has the whole screen on a phone, with fields that do not zoom', async () => {
    const page = await openPage({ width: 390, height: 844, context: { hasTouch: true, isMobile: true } });
    const widget = widgetOn(page);
    await page.goto(`${await examples()}/plain/`);
    await widget.open();
    // It rises a little when it opens.
    await expect.poll(() => widget.panel.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    const size = await widget.field.evaluate(element => getComputedStyle(element).fontSize);
    expect(Number.parseFloat(size)).toBeGreaterThanOrEqual(16);
    await widget.button(en.close).click();
    await widget.panel.waitFor({ state: 'hidden' });
  });

  test('A1 sees who is here, and when they go', async () => {
    const deskbell = await startDeskbell({ site: { name: 'Altan Flowers' } });
    const widget = widgetOn(await openPage());
    await widget.page.goto(`${deskbell.url}/demo?lang=en`);
    await widget.open();
    await sees(widget.panel, en.away);
    const agent = await openInbox(deskbell);
    await sees(widget.panel, fill(en.here, { name: isolatedName(OWNER.name) }));
    await agent.page.close();
    await seesNoMore(widget.panel, fill(en.here, { name: isolatedName(OWNER.name) }));
    await sees(widget.panel, en.away);
  });
});

/** The words of every entry of the newest conversations, oldest first in each. */
async function saidTo(deskbell: Deskbell): Promise<string[]> {
  const { conversations } = await deskbell.api<{ conversations: Conversation[] }>('GET', '/v1/conversations?view=all');
  const details = await Promise.all(
    conversations.map(({ id }) => deskbell.api<{ entries: Entry[] }>('GET', `/v1/conversations/${id}`)),
  );
  return details.flatMap(({ entries }) =>
    entries.flatMap(({ body }) => {
      if (body.kind === 'message') return body.text;
      if (body.kind === 'form') return body.message;
      return body.kind === 'callback' ? body.topic : [];
    }),
  );
}
