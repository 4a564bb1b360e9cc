import { describe, expect, test } from 'vitest';
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
  test('ON1 TG1 SN1 see each other in a conversation, and what the other makes of it', async () => {
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
    await sarnai.row('Дархан').waitFor();
  });
});
