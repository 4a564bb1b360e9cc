import { describe, expect, test } from 'vitest';
import { isolatedName } from '../../protocol/turning.ts';
import { fill } from '../../protocol/words.ts';
import en from '../../widget/i18n/en.ts';
import { openPage, whyNoBrowser } from '../helpers/browser.ts';
import { calendarOf, openCalendar } from '../helpers/calendar-server.ts';
import { OWNER, startDeskbell } from '../helpers/deskbell.ts';
import { hasFocus } from '../helpers/focus.ts';
import { openInbox } from '../helpers/inbox-page.ts';
import { sees } from '../helpers/sees.ts';
import { widgetOn } from '../helpers/widget-page.ts';

const noBrowser = await whyNoBrowser();

const DAY_MS = 86_400_000;
const dateIn = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

describe.skipIf(noBrowser)(`opening hours ${noBrowser ?? ''}`, () => {
  test('A6 H4 H5 who is closed for today says until when, and takes what was typed another way', async () => {
    const deskbell = await startDeskbell({ env: { WEBHOOKS_TO_PRIVATE: 'on' }, site: { timeZone: 'UTC' } });
    const { page: inbox } = await openInbox(deskbell);
    const visitor = widgetOn(await openPage({ timezoneId: 'Europe/Riga' }));
    await visitor.page.goto(`${deskbell.url}/demo?lang=en`);
    await visitor.open();
    const isHere = () => sees(visitor.panel, fill(en.here, { name: isolatedName(OWNER.name) }));
    await isHere();
    await visitor.field.fill('Do you deliver to Darkhan?');

    // By keyboard: the day that is added has the focus.
    await inbox.goto(`${deskbell.url}/inbox/settings/site`);
    const add = inbox.getByRole('button', { name: 'Add a day' });
    const dates = inbox.getByLabel('Date', { exact: true });
    await add.focus();
    await inbox.keyboard.press('Enter');
    await hasFocus(dates.last());
    // Tomorrow, so that a midnight during this test changes nothing.
    await add.click();
    await dates.nth(1).fill(dateIn(0));
    await inbox.getByRole('button', { name: 'Save changes' }).click();
    await sees(visitor.panel, /^Back [A-Z]\w+day,? \d\d:00/);
    await visitor.panel.locator('.offer').getByRole('button', { name: en.contact }).click();
    await expect.poll(() => visitor.input('message').inputValue()).toBe('Do you deliver to Darkhan?');

    for (const left of [1, 0]) {
      await inbox
        .getByRole('button', { name: /^Remove \w+day/ })
        .last()
        .click();
      await expect.poll(() => dates.count()).toBe(left);
    }
    await inbox.getByRole('button', { name: 'Save changes' }).click();
    await isHere();

    // The same days, from a calendar.
    const calendar = await openCalendar(calendarOf({ [dateIn(0)]: 'Naadam', [dateIn(1)]: 'Naadam, too' }));
    const address = inbox.getByLabel('Address of the calendar');
    await address.fill(calendar.url);
    await address.press('Enter');
    await sees(inbox.locator('.holidays'), 'Naadam, too');
    await sees(visitor.panel, /^Back /);

    calendar.answer = [404, {}];
    await inbox.getByRole('button', { name: 'Read it again' }).click();
    await sees(inbox.locator('.holidays'), 'The calendar is not given out (404)');
    await sees(inbox.locator('.holidays'), 'Naadam, too');
    await inbox.getByRole('button', { name: 'Stop reading it' }).click();
    await isHere();
  });
});
