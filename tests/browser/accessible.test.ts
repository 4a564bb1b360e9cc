import type { Page } from 'playwright-core';
import { describe, test } from 'vitest';
import { ROOMS, SETTINGS, VIEWS } from '../../inbox/shell/routes.ts';
import widgetAr from '../../widget/i18n/ar.ts';
import widgetEn from '../../widget/i18n/en.ts';
import widgetLaterAr from '../../widget/i18n/later/ar.ts';
import widgetLaterEn from '../../widget/i18n/later/en.ts';
import { type AxeOptions, expectAccessible } from '../helpers/axe.ts';
import { allowProblem, openPage, whyNoBrowser } from '../helpers/browser.ts';
import { type Deskbell, sharedDeskbell } from '../helpers/deskbell.ts';
import { isOutOfFields } from '../helpers/focus.ts';
import { hireColleague, openInbox } from '../helpers/inbox-page.ts';
import { ar as inboxAr, en as inboxEn } from '../helpers/inbox-words.ts';
import { comeIn, MORNING } from '../helpers/people.ts';
import { sees } from '../helpers/sees.ts';
import { SPACED } from '../helpers/spaced-texts.ts';
import { widgetOn } from '../helpers/widget-page.ts';

const noBrowser = await whyNoBrowser();

/**
 * Each pair of theme, direction and width comes once: what breaks in one of them alone, or in two together, is found. Once
 * the system forces its own colours.
 */
const WAYS = [
  { colorScheme: 'light', locale: 'en', width: 1280, forcedColors: 'none' },
  { colorScheme: 'dark', locale: 'en', width: 390, forcedColors: 'none' },
  { colorScheme: 'light', locale: 'ar', width: 390, forcedColors: 'none' },
  { colorScheme: 'dark', locale: 'ar', width: 1280, forcedColors: 'none' },
  { colorScheme: 'dark', locale: 'en', width: 320, forcedColors: 'active' },
] as const;

describe.skipIf(noBrowser).each(WAYS)('$colorScheme, $locale, $width px, $forcedColors: axe finds no barrier', way => {
  const server = sharedDeskbell({
    site: {
      name: 'Altan Flowers',
      texts: { en: { greeting: 'How can we help?', consent: 'You may keep my number for this call.' } },
    },
  });
  const display = {
    colorScheme: way.colorScheme,
    width: way.width,
    height: 844,
    reducedMotion: true,
    context: { forcedColors: way.forcedColors },
  };

  // Where the system paints, the colours of the style sheet, which axe reckons with, are not what is seen.
  const withoutRules = way.forcedColors === 'active' ? ['color-contrast'] : [];
  const findNoBarrier = (page: Page, options: AxeOptions = {}) => expectAccessible(page, { ...options, withoutRules });

  test('on any screen of the widget', async () => {
    const [words, laterWords] = way.locale === 'ar' ? [widgetAr, widgetLaterAr] : [widgetEn, widgetLaterEn];
    const page = await openPage({ ...display, locale: way.locale });
    const widget = widgetOn(page, words);
    await page.goto(`${server().url}/demo?lang=${way.locale}`);
    await page.locator('desk-bell').getByRole('button').waitFor();
    await findNoBarrier(page);

    // From here on the panel alone: the shop stays as it is.
    const panel = { within: 'desk-bell' };
    await page.locator('desk-bell').getByRole('button').click();
    await widget.say('Do you deliver? See https://altan.example/delivery');
    await sees(widget.log, new RegExp(words.sent));
    await findNoBarrier(page, panel);

    await widget.tab('callback');
    await widget.panel.getByRole('radio').nth(1).waitFor();
    await findNoBarrier(page, panel);
    await widget.panel.getByRole('radio').nth(2).check({ force: true });
    await widget.panel.locator('form').evaluate(form => (form as HTMLFormElement).requestSubmit());
    await sees(widget.panel, words.FIELD_REQUIRED);
    await findNoBarrier(page, panel);
    await widget.input('phone').fill('+976 9911 2233');
    await widget.panel.getByRole('checkbox').check();
    await widget.panel.locator('form').evaluate(form => (form as HTMLFormElement).requestSubmit());
    await sees(widget.panel, words.promise);
    await findNoBarrier(page, panel);
    await widget.button(laterWords.move).click();
    await findNoBarrier(page, panel);
    await widget.button(/\d/).click();
    await widget.button(laterWords.cancel).click();
    await findNoBarrier(page, panel);

    await widget.tab('contact');
    await findNoBarrier(page, panel);
    await widget.input('reach').fill('bolormaa@altan.example');
    await widget.input('message').fill('No lilies, please.');
    await widget.button(words.send).click();
    await sees(widget.panel, words.thanks);
    await findNoBarrier(page, panel);
  });

  test('on any screen of the inbox', async () => {
    await comeIn(server(), MORNING);
    const words = way.locale === 'ar' ? inboxAr : inboxEn;
    const agent = await openInbox(server(), { ...display, agent: { locale: way.locale, words } });
    const { page } = agent;
    for (const view of VIEWS) {
      await page.goto(`${server().url}/inbox/${view}`);
      await page.getByRole('region', { name: words[view] }).waitFor();
      await findNoBarrier(page);
    }
    await page.goto(`${server().url}/inbox/all`);
    await page.getByRole('searchbox').fill('altan');
    await page.locator('.is-found').first().waitFor();
    await findNoBarrier(page);
    await page.goto(`${server().url}/inbox/all`);
    await agent.openRow('አልማዝ ተስፋዬ');
    await findNoBarrier(page);
    // What lies over the rest: the menu, and where the person has no column, the person.
    await page.keyboard.press('a');
    await page.getByRole('menu').waitFor();
    await findNoBarrier(page);
    await page.keyboard.press('Escape');
    const more = page.getByRole('button', { name: words.more, exact: true });
    const button = page.locator('.person-button');
    if (await button.isVisible()) await button.click();
    else {
      await more.click();
      await page.getByRole('menuitem', { name: words.person, exact: true }).click();
    }
    await page.locator('.person').waitFor();
    await findNoBarrier(page);
    await page.keyboard.press('Escape');
    await agent.reply('እንደምን አደሩ');
    await agent.note('She called in May too.');
    await sees(agent.log, 'She called in May too.');
    await findNoBarrier(page);
    await agent.field.press('Escape');
    await isOutOfFields(page);
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await findNoBarrier(page);
    // Who is alone has no page about sharing the work, and who takes no bookings none about the shop.
    await hireColleague(server(), 'Hana');
    await openShop(server());
    for (const settings of SETTINGS) {
      await page.goto(`${server().url}/inbox/settings/${settings}`);
      await page.locator('.settings-body .form').first().waitFor();
      await findNoBarrier(page);
    }
  });

  test('on any page about people', async () => {
    await comeIn(server(), MORNING);
    await server().api('PATCH', '/v1/switches', { customers: true, telephone: true, loyalty: true });
    await openShop(server());
    const person = { phone: '+97699110000', name: 'Bolormaa' };
    const { contactId } = await server().api<{ contactId: string }>('POST', '/v1/purchases', {
      person,
      lines: [{ name: 'Tulips', quantity: 15, price: 300_000 }],
    });
    await server().api('POST', '/v1/complaints', {
      person,
      about: { kind: 'service', name: 'Late delivery' },
      asked: 'Wanted noon, came at four.',
    });
    const words = way.locale === 'ar' ? inboxAr : inboxEn;
    const { page } = await openInbox(server(), { ...display, agent: { locale: way.locale, words } });
    for (const path of [...ROOMS, 'counter/coupons', `people/${contactId}`]) {
      await page.goto(`${server().url}/inbox/${path}`);
      const room = page.locator('.room-body');
      // A small screen shows one column of the funnel, perhaps without her; the lists, the log, the book, the till and the visits have nobody yet.
      const shown = ['funnel', 'lists', 'calls', 'book', 'counter', 'counter/coupons', 'visits'].includes(path)
        ? room.locator('p, h2, h3, label')
        : room.getByText('Bolormaa');
      await shown.filter({ visible: true }).first().waitFor();
      await findNoBarrier(page);
    }
  });

  test('on the plain forms, with and without a mistake', async () => {
    const page = await openPage({ ...display, locale: way.locale });
    allowProblem(page, /status of 422/);
    for (const kind of ['contact', 'callback']) {
      await page.goto(`${server().url}/f/${server().site.key}/${kind}`);
      await findNoBarrier(page);
      await page.locator('form').evaluate(form => (form as HTMLFormElement).submit());
      await page.locator('[aria-invalid]').first().waitFor();
      await findNoBarrier(page);
    }
  });

  test('on the page of a promised call, by its secret link', async () => {
    const { url, site } = server();
    const page = await openPage({ ...display, locale: way.locale });
    await page.goto(`${url}/f/${site.key}/callback`);
    await page.locator('#phone').fill('+976 9911 2233');
    for (const box of await page.locator('#consent').all()) await box.check();
    await page.locator('form button').click();
    await page.locator('a[href^="call/"]').last().click();
    await page.locator('#time').waitFor();
    await findNoBarrier(page);
    await page.locator('button.quiet').click();
    await page.locator('.ticked').waitFor();
    await findNoBarrier(page);
  });

  test('on the way in', async () => {
    const deskbell = server();
    const page = await openPage({
      ...display,
      locale: way.locale,
      allow: [/401 \(Unauthorized\)/],
    });
    await page.goto(`${deskbell.url}/inbox`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await findNoBarrier(page);
    const { url } = await deskbell.api<{ url: string }>('POST', '/v1/invitations', {
      email: 'temuulen@altan.example',
      role: 'agent',
    });
    await page.goto(`${deskbell.url}/inbox${new URL(url).hash}`);
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await findNoBarrier(page);
  });
});

describe.skipIf(noBrowser)('with texts spaced wider axe finds no barrier', () => {
  const server = sharedDeskbell();

  test.each([390, 1280])('in the inbox, %i px', async width => {
    await comeIn(server(), MORNING);
    await hireColleague(server(), `Hana-${width}`);
    await openShop(server());
    const { page } = await openInbox(server(), { width, context: { bypassCSP: true }, reducedMotion: true });
    const look = async (path: string, shown: string) => {
      await page.goto(`${server().url}/inbox/${path}`);
      await page.locator(shown).locator('visible=true').first().waitFor();
      await page.addStyleTag({ content: SPACED });
      await expectAccessible(page);
    };
    for (const view of VIEWS) await look(view, '.row, .empty');
    for (const settings of SETTINGS) await look(`settings/${settings}`, '.settings-body .form');
    await page.goto(`${server().url}/inbox/all`);
    const thread = await page.locator('.row-link').first().getAttribute('href');
    await look(thread!.replace(/^.*\/inbox\//, ''), '.log .msg, .log .card');
  });
});

/** A shop with something to book and somebody who does it. */
async function openShop(deskbell: Deskbell): Promise<void> {
  await deskbell.api('PATCH', '/v1/switches', { booking: true });
  await deskbell.api('POST', '/v1/staff', { name: 'Нараа' });
  await deskbell.api('POST', '/v1/resources', { name: 'Chair', places: 3 });
  for (const name of ['Cut', 'Manicure']) {
    const price = { minor: 3_500_000, isFrom: true };
    await deskbell.api('POST', '/v1/services', { names: { en: name }, durationMinutes: 45, price });
  }
}
