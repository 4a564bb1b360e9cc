import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ListTurn } from '../../protocol/lists.ts';
import { whyNoBrowser } from '../helpers/browser.ts';
import { haveCustomers } from '../helpers/customers.ts';
import { sharedDeskbell } from '../helpers/deskbell.ts';
import { openColleague, openInbox } from '../helpers/inbox-page.ts';
import { sees, seesNoMore } from '../helpers/sees.ts';

const noBrowser = await whyNoBrowser();

describe.skipIf(noBrowser)('customers', () => {
  const server = sharedDeskbell({ site: { name: 'Altan Flowers', timeZone: 'Asia/Ulaanbaatar' } });
  let ids: ReadonlyMap<string, string>;
  beforeAll(async () => {
    ids = await haveCustomers(server());
  });
  const idOf = (name: string) => ids.get(name)!;

  async function openAt(path: string): Promise<Page> {
    const { page } = await openInbox(server());
    await page.goto(`${server().url}/inbox/${path}`);
    return page;
  }
  const rows = (page: Page) => page.locator('.people-table tbody th');
  const button = (where: Page | Locator, name: string | RegExp) => where.getByRole('button', { name, exact: true });

  /** Tab after Tab to whatever is called so, as who has no pointer goes there. */
  async function tabTo(page: Page, target: Locator): Promise<void> {
    for (let presses = 0; presses < 80; presses++) {
      await page.keyboard.press('Tab');
      if (await target.evaluate(element => element === document.activeElement)) return;
    }
    throw new Error(`80 presses of Tab did not lead to ${target}`);
  }

  test('PE2 PE3 PE7 PE11 by keys alone somebody is found, asked for, kept as a view, shown with one more column, and opened', async () => {
    const page = await openAt('people');
    await expect.poll(() => rows(page).count()).toBe(7);
    await page.keyboard.press('/');
    await page.keyboard.type('9911 22');
    await expect.poll(() => rows(page).allTextContents()).toEqual(['BBolormaa']);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('Backspace');
    await tabTo(page, button(page, 'Filter'));
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Stage').waitFor();
    await tabTo(page, dialog.getByLabel('Purchases, at least'));
    await page.keyboard.type('5');
    await tabTo(page, dialog.getByLabel('Name', { exact: true }));
    await page.keyboard.type('Regulars');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => rows(page).allTextContents()).toEqual(['BBolormaa']);
    await tabTo(page, button(page, 'Columns'));
    await page.keyboard.press('Enter');
    await tabTo(page, dialog.getByLabel('E-mail'));
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    await sees(page.locator('.people-table'), 'bolormaa@altan.example');
    // Another browser of hers has both.
    const other = await openAt('people');
    await button(other, 'Regulars').click();
    await sees(other.locator('.people-table'), 'bolormaa@altan.example');
    await expect.poll(() => rows(other).allTextContents()).toEqual(['BBolormaa']);
    await tabTo(page, page.getByRole('link', { name: 'Bolormaa' }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Bolormaa/ }).waitFor();
    await sees(page.locator('.card-side'), 'Zaisan, tower 3, flat 41');
  });

  test('PE9 the list, the number of people and the card follow what a colleague does', async () => {
    const list = await openAt('people');
    await sees(list.locator('.people-table'), 'Темүүжин');
    const card = await openAt(`people/${idOf('Темүүжин')}`);
    await button(card.locator('.card-side section').filter({ hasText: 'Notes' }), 'Add').click();
    const field = card.getByLabel('Note', { exact: true });
    await field.fill('He comes on Fri');
    const { api } = server();
    await api('PATCH', `/v1/contacts/${idOf('Темүүжин')}`, { name: 'Темүүжин Дорж' });
    const { id } = await api<{ id: string }>('POST', '/v1/people', { name: 'Оюун', phone: '+97688119900' });
    await sees(list.locator('.people-table'), 'Темүүжин Дорж');
    await sees(list.locator('.people-table'), 'Оюун');
    await sees(list.getByRole('navigation', { name: 'Views' }), '8 people');
    await card.getByRole('heading', { name: /^Темүүжин Дорж/ }).waitFor();
    expect(await field.inputValue()).toBe('He comes on Fri');
    await expect.poll(() => field.evaluate(element => element === document.activeElement)).toBe(true);
    await api('POST', `/v1/contacts/${id}/erasure`, { confirm: 'erase' });
    await seesNoMore(list.locator('.people-table'), 'Оюун');
  });

  test('CO5 CO6 by keys alone two cards are compared, joined, and parted again', async () => {
    const page = await openAt(`people/${idOf('Bolormaa')}`);
    const same = page.locator('.card-same');
    await same.waitFor();
    await tabTo(page, button(same, 'Compare'));
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await tabTo(page, button(dialog, 'Join'));
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await sees(page.locator('.card-side'), '+976 9988 7766');
    await same.waitFor({ state: 'hidden' });
    await tabTo(page, button(page, 'Undo'));
    await page.keyboard.press('Enter');
    await seesNoMore(page.locator('.card-side'), '+976 9988 7766');
  });

  test('CP4 CP5 a complaint is closed with what was done, and the person is asked whether it was put right', async () => {
    const page = await openAt('complaints');
    const complaint = page.getByRole('article', { name: 'Late delivery' });
    await button(complaint, 'Close…').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What was done').fill('A bouquet for nothing');
    expect(await dialog.getByLabel('Ask the person whether it was put right').isChecked()).toBe(true);
    await button(dialog, 'Close').last().click();
    await dialog.waitFor({ state: 'hidden' });
    await sees(page.locator('main'), 'Nobody is waiting for you to put something right.');
    await button(page, 'Closed').click();
    await sees(page.locator('main'), 'Asked in the chat whether it was put right; no answer yet.');
    await complaint.getByRole('link', { name: 'Conversation' }).click();
    await sees(page.getByRole('log'), 'A bouquet for nothing');
  });

  test('LW3 LW6 two agents work a list off and never get the same person, and a coupon is good once', async () => {
    const { api } = server();
    const reason = { id: 'service', text: 'Four hours late' };
    const lost = ['Сергей Иванов', 'سارة الحسن'];
    for (const name of lost) await api('POST', `/v1/contacts/${idOf(name)}/stage`, { stageId: 'lost', reason });
    const mine = await openAt('lists');
    const { page: theirs } = await openColleague(server(), 'Temuulen');
    // Behind the move the list is made.
    await mine.getByRole('link', { name: /^Left us \d$/ }).waitFor();
    await expect
      .poll(async () => (await api<{ counts: { left: number }[] }>('GET', '/v1/lists?since=0')).counts[0]!.left)
      .toBeGreaterThanOrEqual(2);
    const turn = async (page: Page) => {
      await page.goto(`${server().url}/inbox/lists/left`);
      const heading = page.locator('.list-person h3');
      await heading.waitFor();
      return (await heading.textContent())!;
    };
    const [own, other] = [await turn(mine), await turn(theirs)];
    expect(own).not.toBe(other);
    const code = (await mine.locator('.list-facts b').textContent())!;
    await mine.getByLabel('Note', { exact: true }).fill('Tomorrow');
    await button(mine, 'Comes back').click();
    await expect.poll(() => mine.locator('.list-person h3, .list-done').first().textContent()).not.toBe(own);
    expect(await mine.locator('.list-person h3').allTextContents()).not.toContain(other);
    const { entry } = await api<ListTurn>('POST', '/v1/lists/left/turn', { since: 0 });
    expect(entry?.coupon?.code).not.toBe(code);

    await mine.goto(`${server().url}/inbox/lists`);
    await button(mine, 'Redeem a coupon…').click();
    const dialog = mine.getByRole('dialog');
    await dialog.getByLabel('Code').fill(code.toLowerCase());
    await mine.keyboard.press('Enter');
    await sees(dialog, '15 % off');
    await sees(dialog, own);
    await button(dialog, 'Mark as used').dblclick();
    await sees(dialog, /^used on .* by Sarnai$/);
    await expect.poll(() => mine.getByText('It was used before').count()).toBe(0);
  });
});
