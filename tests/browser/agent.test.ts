import { describe, expect, test } from 'vitest';
import type { Agent } from '../../protocol/agents.ts';
import { openPage, whyNoBrowser } from '../helpers/browser.ts';
import { OWNER, startDeskbell } from '../helpers/deskbell.ts';
import { hasFocus, isOutOfFields } from '../helpers/focus.ts';
import { type InboxPage, openInbox } from '../helpers/inbox-page.ts';
import { en } from '../helpers/inbox-words.ts';
import { comeIn, MORNING } from '../helpers/people.ts';
import { sees } from '../helpers/sees.ts';
import { widgetOn } from '../helpers/widget-page.ts';

const noBrowser = await whyNoBrowser();
const SIGNED_OUT = [/401 \(Unauthorized\) \(.*\/v1\/me\)/];

describe.skipIf(noBrowser)('an agent', () => {
  test('becomes the owner by the link of the first start, and invites a colleague', async () => {
    const deskbell = await startDeskbell({ isUnowned: true });
    const owner = await openPage({ allow: SIGNED_OUT });
    await owner.goto(`${deskbell.url}/inbox${deskbell.ownerHash}`);
    await owner.getByRole('textbox', { name: en.email }).fill(OWNER.email);
    await createAccount(owner, OWNER.name);

    await owner.goto(`${deskbell.url}/inbox/settings/agents`);
    await owner.getByRole('textbox', { name: en.inviteEmail }).fill('temuulen@altan.example');
    await owner.getByRole('button', { name: en.inviteAgent, exact: true }).click();
    const link = await owner.getByRole('textbox', { name: en.inviteAgent, exact: true }).inputValue();

    const colleague = await openPage({ allow: SIGNED_OUT });
    await colleague.goto(`${deskbell.url}/inbox${new URL(link).hash}`);
    await createAccount(colleague, 'Temuulen');
    await owner.goto(`${deskbell.url}/inbox/settings/agents`);
    await sees(owner.getByRole('main'), 'Temuulen');
  });

  test('needs no mouse', async () => {
    const deskbell = await startDeskbell({ site: { name: 'Altan Flowers' } });
    await comeIn(deskbell, MORNING);
    const agent = await openInbox(deskbell);
    const { keyboard } = agent.page;
    await agent.row('रविवार').waitFor();
    await keyboard.press('j');
    await agent.log.waitFor();
    await keyboard.press('j');
    await sees(agent.log, 'क्या आप रविवार को खुले हैं?');
    await keyboard.press('n');
    await hasFocus(agent.page.getByRole('textbox', { name: en.note, exact: true }));
    await keyboard.type('Asks every week.');
    await keyboard.press('Enter');
    await sees(agent.log, 'Asks every week.');
    await keyboard.press('Escape');
    await isOutOfFields(agent.page);
    await keyboard.press('r');
    await hasFocus(agent.field);
    await keyboard.type('हाँ, दस से छह तक।');
    await keyboard.press('Enter');
    await sees(agent.log, 'हाँ, दस से छह तक।');
    await keyboard.press('Escape');
    await isOutOfFields(agent.page);
    await keyboard.press('e');
    await sees(agent.page.getByRole('main'), en.reopen);
    await keyboard.press('z');
    await sees(agent.page.getByRole('main'), en.close);

    await keyboard.press('/');
    await hasFocus(agent.page.getByRole('searchbox'));
    await keyboard.type('доставить');
    await agent.page
      .getByRole('link', { name: /Irkutsk/ })
      .first()
      .waitFor();
    await keyboard.press('Escape');
    await isOutOfFields(agent.page);
    await keyboard.press('?');
    await agent.page.getByRole('dialog', { name: en.shortcuts }).waitFor();
    await keyboard.press('Escape');
    await agent.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await keyboard.press('g');
    await keyboard.press('c');
    await agent.row('አልማዝ ተስፋዬ').waitFor();
  });

  test('ST8 records how a call went', async () => {
    const deskbell = await startDeskbell();
    await comeIn(deskbell, MORNING);
    const agent = await openInbox(deskbell);
    await agent.view('callbacks');
    await agent.openRow('አልማዝ ተስፋዬ');
    expect(await agent.log.getByRole('link', { name: en.call, exact: true }).getAttribute('href')).toBe(
      'tel:+251911234567',
    );
    await agent.log.getByRole('button', { name: en.callNoAnswer }).click();
    await hasFocus(agent.log.getByRole('textbox'));
    await agent.page.keyboard.type('Rang twice.');
    await agent.page.keyboard.press('Enter');
    await sees(agent.log, 'Rang twice.');
    await agent.log.getByRole('button', { name: en.callReached }).click();
    await hasFocus(agent.log.getByRole('textbox'));
    await agent.page.keyboard.press('Enter');
    await agent.log.getByRole('button', { name: en.callReached }).waitFor({ state: 'detached' });
    await agent.view('all');
    await agent.view('callbacks');
    await sees(agent.page.getByRole('region', { name: en.callbacks }), en.emptyCallbacks);
  });

  test('RT5 RT6 claims what waits for everybody, and hears when a colleague was faster', async () => {
    const deskbell = await startDeskbell();
    const [first] = await deskbell.api<Agent[]>('GET', '/v1/agents');
    await deskbell.api('PATCH', `/v1/agents/${first!.id}`, { capacity: 0 });
    await comeIn(deskbell, MORNING.slice(0, 1));
    const [one, other] = [await openInbox(deskbell), await openInbox(deskbell)];
    for (const agent of [one, other]) {
      await agent.view('unassigned');
      await agent.openRow('Здравствуйте!');
    }
    await one.page.getByRole('button', { name: en.claim }).click();
    await sees(other.log, `${OWNER.name} took the conversation`);
    await other.page.getByRole('button', { name: en.claim }).waitFor({ state: 'detached' });
  });

  test('W18 clears a wrong number, and a colleague sees it at once', async () => {
    const deskbell = await startDeskbell();
    await comeIn(deskbell, MORNING);
    const [one, other] = [await openInbox(deskbell), await openInbox(deskbell)];
    for (const agent of [one, other]) {
      await agent.view('callbacks');
      await agent.openRow('አልማዝ ተስፋዬ');
      await sees(agent.person, '+251 91 123 4567');
    }
    await one.person.getByRole('button', { name: en.edit }).click();
    await one.person.getByRole('textbox', { name: en.phone }).fill('');
    await one.person.getByRole('textbox', { name: en.name }).fill('Almaz T.');
    await one.person.getByRole('button', { name: en.save }).click();
    for (const agent of [one, other]) {
      await sees(agent.person, 'Almaz T.');
      await agent.person.getByText('+251 91 123 4567').waitFor({ state: 'detached' });
    }
  });

  test('C5 answers with a saved answer, and keeps a draft over a reload', async () => {
    const deskbell = await startDeskbell();
    await deskbell.api('POST', '/v1/canned-replies', {
      shortcut: 'darkhan',
      text: 'We deliver to Darkhan on Tuesdays.',
    });
    await comeIn(deskbell, MORNING.slice(0, 1));
    const agent = await openInbox(deskbell);
    await agent.openRow('Здравствуйте!');
    await agent.field.pressSequentially('Hello! /dar');
    await agent.page.getByRole('option').first().waitFor();
    await agent.page.keyboard.press('Enter');
    await expect.poll(() => agent.field.inputValue()).toContain('We deliver to Darkhan on Tuesdays.');
    await agent.page.reload();
    await expect.poll(() => agent.field.inputValue()).toContain('We deliver to Darkhan on Tuesdays.');
    await agent.field.press('Enter');
    await sees(agent.log, 'We deliver to Darkhan on Tuesdays.');
  });

  test('changes the site, and visitors see it', async () => {
    const deskbell = await startDeskbell({ site: { name: 'Altan Flowers' } });
    const agent = await openInbox(deskbell);
    await agent.page.goto(`${deskbell.url}/inbox/settings/site`);
    await agent.page.getByRole('textbox', { name: en.siteName, exact: true }).fill('Altan & Daughters');
    await agent.page.getByRole('checkbox', { name: en.channelCallback }).uncheck();
    await agent.page.getByRole('button', { name: en.saveChanges }).click();
    await sees(agent.page.getByRole('status'), en.saved);
    await agent.page.goto(`${deskbell.url}/inbox/settings/install`);
    const tag = agent.page.getByRole('textbox', { name: en.installSnippet });
    await expect.poll(() => tag.inputValue()).toContain(`data-site="${deskbell.site.key}"`);

    const widget = widgetOn(await openPage());
    await widget.page.goto(`${deskbell.url}/demo?lang=en`);
    await widget.open();
    await sees(widget.panel, 'Altan & Daughters');
    await expect.poll(() => widget.panel.getByRole('tab').count()).toBe(2);
  });

  test('ST9 signs out everywhere at once', async () => {
    const deskbell = await startDeskbell();
    const here = await openInbox(deskbell);
    const there = await openInbox(deskbell, { allow: [/401 \(Unauthorized\)/] });
    await here.page.goto(`${deskbell.url}/inbox/settings/sessions`);
    await here.page.getByRole('button', { name: en.endOthers }).click();
    await there.page.getByRole('button', { name: en.signIn }).waitFor();
  });
});

/** Fills in what both invitations ask for, and waits for the desk. */
async function createAccount(page: InboxPage['page'], name: string): Promise<void> {
  await page.getByRole('textbox', { name: en.yourName }).fill(name);
  await page.getByLabel(en.password, { exact: true }).fill('a few words together');
  await page.getByRole('button', { name: en.createAccount }).click();
  await page.getByRole('region', { name: en.mine }).waitFor();
}
