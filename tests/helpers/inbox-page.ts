import type { Locator, Page } from 'playwright-core';
import { en } from '../../inbox/i18n/en.ts';
import { openPage, type PageOptions } from './browser.ts';
import { type Deskbell, OWNER } from './deskbell.ts';

/** Each list of conversations is named after its view. */
const VIEWS = /^(Mine|Unassigned|All|Callbacks|Closed)$/;

/** The agents' page as an agent knows it: by roles and words, in English. */
export interface InboxPage {
  page: Page;
  view(name: 'Mine' | 'Unassigned' | 'Callbacks' | 'All' | 'Closed' | 'Settings'): Promise<void>;
  /** The row whose text has these words. */
  row(words: string): Locator;
  /** Opens the row and waits for its thread. */
  openRow(words: string): Promise<void>;
  /** Everything that was said in the open conversation. */
  log: Locator;
  /** The person beside it. */
  person: Locator;
  /** The field for the answer. */
  field: Locator;
  reply(text: string): Promise<void>;
  note(text: string): Promise<void>;
}

/** Opens the inbox in a browser of its own and signs the owner in. */
export async function openInbox(deskbell: Deskbell, options: PageOptions = {}): Promise<InboxPage> {
  // Whether somebody is signed in is asked by a request that says no.
  const page = await openPage({ ...options, allow: [...(options.allow ?? []), /401 \(Unauthorized\) \(.*\/v1\/me\)/] });
  await page.goto(`${deskbell.url}/inbox`);
  await page.getByLabel(en.email).fill(OWNER.email);
  await page.getByLabel(en.password, { exact: true }).fill(OWNER.password);
  await page.getByRole('button', { name: en.signIn }).click();
  const inbox = inboxOn(page);
  await page.getByRole('navigation', { name: en.views }).waitFor({ state: 'attached' });
  return inbox;
}

/** The same on a page that is there already. */
export function inboxOn(page: Page): InboxPage {
  const rail = page.getByRole('navigation', { name: en.views });
  const log = page.getByRole('log', { name: en.messages });
  const field = page.getByRole('textbox', { name: en.reply, exact: true });
  const row = (words: string) =>
    page.getByRole('list', { name: VIEWS }).getByRole('listitem').filter({ hasText: words });

  return {
    page,
    log,
    field,
    row,
    person: page.getByRole('complementary'),
    async view(name) {
      const menu = page.getByRole('button', { name: en.menu });
      if (await menu.isVisible()) await menu.click();
      // "Mine, 3 conversations" where there are some.
      await rail.getByRole('link', { name: new RegExp(`^${name}(,|$)`) }).click();
    },
    async openRow(words) {
      await row(words).getByRole('link').first().click();
      await log.waitFor();
    },
    async reply(text) {
      await field.fill(text);
      await field.press('Enter');
    },
    async note(text) {
      await page.getByRole('button', { name: en.note, exact: true }).click();
      await page.getByRole('textbox', { name: en.note, exact: true }).fill(text);
      await page.getByRole('button', { name: en.addNote }).click();
      await page.getByRole('button', { name: en.reply, exact: true }).click();
    },
  };
}
