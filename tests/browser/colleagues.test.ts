import { describe, expect, test } from 'vitest';
import pauseWords from '../../inbox/features/agents/pause/words/en.ts';
import handoverWords from '../../inbox/features/conversations/handover/words/en.ts';
import mentionEn from '../../inbox/features/mentions/words/en.ts';
import filterEn from '../../inbox/features/saved-views/edit/words/en.ts';
import savedEn from '../../inbox/features/saved-views/words/en.ts';
import { expectAccessible } from '../helpers/axe.ts';
import { whyNoBrowser } from '../helpers/browser.ts';
import { startDeskbell } from '../helpers/deskbell.ts';
import { hasFocus, isOutOfFields } from '../helpers/focus.ts';
import { openColleague, openInbox } from '../helpers/inbox-page.ts';
import { en } from '../helpers/inbox-words.ts';
import { comeIn, MORNING } from '../helpers/people.ts';
import { sees, seesNoMore } from '../helpers/sees.ts';

const noBrowser = await whyNoBrowser();

describe.skipIf(noBrowser)('two agents', () => {
  test('ON1 TG1 SN1 PA1 HO1 HO2 see each other in a conversation, and what the other makes of it', async () => {
    const deskbell = await startDeskbell({ site: { name: 'Altan Flowers' } });
    await comeIn(deskbell, MORNING.slice(0, 1));
    const sarnai = await openInbox(deskbell);
    const temuulen = await openColleague(deskbell, 'Temuulen');
    await sarnai.view('all');
    await sarnai.openRow('Дархан');
    const head = sarnai.page.locator('.thread-title');
    await sees(sarnai.page.getByRole('main'), en.close);
    expect(await head.textContent()).not.toContain('Temuulen');

    await temuulen.view('all');
    await temuulen.openRow('Дархан');
    await sees(head, 'Temuulen');
    await sees(temuulen.page.locator('.thread-title'), 'Sarnai');

    await temuulen.page.keyboard.press('r');
    await hasFocus(temuulen.field);
    // A mark lives some seconds, and a busy machine may look after that: so the colleague goes on until it is seen.
    const answering = async () => {
      await temuulen.page.keyboard.type('Тийм ');
      return sarnai.page.locator('.composer').textContent();
    };
    await expect.poll(answering).toContain('Temuulen is answering…');

    await sarnai.page.keyboard.press('t');
    const tags = sarnai.page.getByRole('dialog', { name: en.tags });
    await hasFocus(tags.getByRole('combobox'));
    await sarnai.page.keyboard.type('Darkhan');
    await sees(tags, 'New tag: darkhan');
    await sarnai.page.keyboard.press('Enter');
    await expectAccessible(sarnai.page);
    await sarnai.page.keyboard.press('Escape');
    await isOutOfFields(sarnai.page);
    await sees(head, '#darkhan');
    await sees(temuulen.page.locator('.thread-title'), '#darkhan');

    await temuulen.view('closed');
    await seesNoMore(head, 'Temuulen');

    // A pointer over the list would keep the row where it is.
    await head.hover();
    await sarnai.page.keyboard.press('h');
    const snooze = sarnai.page.getByRole('dialog', { name: en.title });
    await hasFocus(snooze.getByRole('button', { name: en.soon }));
    await expectAccessible(sarnai.page);
    await sarnai.page.keyboard.press('ArrowDown');
    await hasFocus(snooze.getByRole('button', { name: en.tomorrow }));
    await sarnai.page.keyboard.press('Enter');
    await sees(head, 'snoozed: tomorrow');
    await expect.poll(() => sarnai.row('Дархан').count()).toBe(0);
    await sarnai.view('snoozed');
    await sees(sarnai.row('Дархан'), 'snoozed: tomorrow');
    await sarnai.openRow('Дархан');
    await sees(head, 'snoozed: tomorrow');
    await isOutOfFields(sarnai.page);
    await sarnai.page.keyboard.press('h');
    await seesNoMore(head, 'snoozed:');
    await sarnai.view('all');
    await sarnai.openRow('Дархан');

    await isOutOfFields(temuulen.page);
    await temuulen.page.keyboard.press('b');
    const away = temuulen.page.getByRole('dialog', { name: pauseWords.title });
    await hasFocus(away.getByRole('button', { name: pauseWords.quarter }));
    await expectAccessible(temuulen.page);
    await temuulen.page.keyboard.press('Enter');
    const me = temuulen.page.locator('.me-name');
    await sees(me, 'Away until');

    await isOutOfFields(sarnai.page);
    await sarnai.page.keyboard.press('a');
    const assign = sarnai.page.getByRole('menu', { name: en.assign });
    await sees(assign.getByRole('menuitemradio', { name: 'Temuulen' }), 'back ');
    await hasFocus(assign.getByRole('menuitemradio').first());
    await sarnai.page.keyboard.press('End');
    await hasFocus(assign.getByRole('menuitem', { name: en.handOver }));
    await sarnai.page.keyboard.press('Enter');
    const handover = sarnai.page.getByRole('dialog', { name: handoverWords.title });
    await hasFocus(handover.getByRole('combobox'));
    await expectAccessible(sarnai.page);
    await sarnai.page.keyboard.press('Tab');
    await hasFocus(handover.getByRole('textbox'));
    await sarnai.page.keyboard.type('By Friday');
    await sarnai.page.keyboard.press('Control+Enter');
    await sees(sarnai.log, 'By Friday');
    await temuulen.page.getByText(/Sarnai hands .* over to you/).waitFor({ state: 'attached' });
    await temuulen.page.keyboard.press('b');
    await sees(me, 'Here');
  });

  test('MN2 SV1 name each other in notes, wherever the other looks, and keep what they look for as a view', async () => {
    const deskbell = await startDeskbell({ site: { name: 'Altan Flowers' } });
    await comeIn(deskbell, MORNING.slice(0, 3));
    const sarnai = await openInbox(deskbell);
    const temuulen = await openColleague(deskbell, 'Temuulen');
    const rail = temuulen.page.getByRole('navigation', { name: en.views });
    await temuulen.view('closed');
    expect(await rail.textContent()).not.toContain(mentionEn.title);

    await sarnai.view('all');
    await sarnai.openRow('Дархан');
    await isOutOfFields(sarnai.page);
    await sarnai.page.keyboard.press('n');
    const note = sarnai.page.getByRole('textbox', { name: en.note, exact: true });
    await hasFocus(note);
    await sarnai.page.keyboard.type('Please look, @tem');
    await sees(sarnai.page.getByRole('listbox', { name: mentionEn.colleagues }), 'Temuulen');
    await expectAccessible(sarnai.page);
    await sarnai.page.keyboard.press('Enter');
    await expect.poll(() => note.inputValue()).toBe('Please look, @Temuulen ');
    await sarnai.page.keyboard.press('Enter');
    await sees(sarnai.log.locator('.mention'), '@Temuulen');

    const mentions = rail.getByRole('link', { name: /^Mentions, 1 unread/ });
    await mentions.click();
    await temuulen.page.getByRole('link', { name: /Sarnai: Please look/ }).click();
    await sees(temuulen.log.locator('.mention'), '@Temuulen');
    await rail.getByRole('link', { name: mentionEn.title, exact: true }).waitFor();

    await isOutOfFields(temuulen.page);
    await temuulen.page.keyboard.press('v');
    const filter = temuulen.page.getByRole('dialog', { name: savedEn.filter });
    await filter.getByRole('combobox', { name: filterEn.language }).selectOption('hi');
    await expectAccessible(temuulen.page);
    await filter.getByRole('button', { name: filterEn.show }).click();
    const rows = temuulen.page.locator('.rows .row');
    await expect.poll(() => rows.count()).toBe(1);
    await temuulen.page.getByRole('button', { name: filterEn.change }).click();
    await filter.getByRole('textbox', { name: filterEn.name }).fill('In Hindi');
    await filter.getByRole('button', { name: en.save, exact: true }).click();
    await rail.getByRole('link', { name: 'In Hindi' }).and(temuulen.page.locator('[aria-current]')).waitFor();
    await expectAccessible(temuulen.page);
    await temuulen.page.reload();
    await expect.poll(() => rows.count()).toBe(1);
    // What ceases to be so leaves the list without being asked.
    await rows.getByRole('link').first().click();
    await temuulen.log.waitFor();
    await temuulen.page.locator('.thread-title').hover();
    await isOutOfFields(temuulen.page);
    await temuulen.page.keyboard.press('e');
    await expect.poll(() => rows.count()).toBe(0);
    await sees(temuulen.page.locator('.list'), savedEn.empty);
  });
});
