import { describe, expect, test } from 'vitest';
import { SCRIPT_PHRASES } from '../../protocol/script/words.ts';
import { openPage, whyNoBrowser } from '../helpers/browser.ts';
import { startDeskbell } from '../helpers/deskbell.ts';
import { hasFocus } from '../helpers/focus.ts';
import { openInbox } from '../helpers/inbox-page.ts';
import { SCRIPT } from '../helpers/script.ts';
import { sees } from '../helpers/sees.ts';
import { widgetOn } from '../helpers/widget-page.ts';

const noBrowser = await whyNoBrowser();
const { person, passedOn, didItHelp } = SCRIPT_PHRASES.en;

describe.skipIf(noBrowser)(`scripted answers ${noBrowser ?? ''}`, () => {
  test('SA1 SA3 SA4 SA7 a visitor asks by button, by key and in words, a person is called, and gives it back', async () => {
    const deskbell = await startDeskbell();
    await deskbell.api('PUT', `/v1/sites/${deskbell.site.key}/script`, SCRIPT);
    const inbox = await openInbox(deskbell);
    const visitor = widgetOn(await openPage());
    await visitor.page.goto(`${deskbell.url}/demo?lang=en`);
    await visitor.open();
    const button = (name: string) => visitor.panel.getByRole('button', { name, exact: true });
    await button('Opening hours').click();
    await sees(visitor.panel, didItHelp);

    // By keyboard; the focus stays where it was, and an old button answers too.
    await button('Delivery').focus();
    await visitor.page.keyboard.press('Enter');
    await sees(visitor.panel, 'About delivery.');
    await hasFocus(button('Delivery'));
    await visitor.field.fill('in the CITY?');
    await visitor.field.press('Enter');
    await sees(visitor.panel, 'About in the city.');
    await button(person).last().click();
    await sees(visitor.panel, passedOn);

    await inbox.openRow(person);
    await sees(inbox.log, 'About in the city.');
    await inbox.reply('Sarnai here');
    await sees(visitor.panel, 'Sarnai here');
    await inbox.log.focus();
    await inbox.page.keyboard.press('s');
    await expect.poll(() => visitor.panel.locator('.msg', { hasText: 'What is it about?' }).count()).toBe(2);
  });
});
