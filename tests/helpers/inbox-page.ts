import type { Locator, Page } from 'playwright-core';
import type { Me } from '../../protocol/agents.ts';
import type { View } from '../../protocol/views.ts';
import type { Locale } from '../../protocol/wire/fields.ts';
import { openPage, type PageOptions } from './browser.ts';
import { type Deskbell, OWNER } from './deskbell.ts';
import { en, type InboxWords } from './inbox-words.ts';

/** The agents' page as an agent knows it: by roles and words. */
export interface InboxPage {
  page: Page;
  view(name: View | 'settings'): Promise<void>;
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

/** The inbox in one of our languages: that of the agent, and of the browser before somebody is signed in. */
export interface InboxOptions extends PageOptions {
  agent?: { locale: Locale; words: InboxWords };
}

/** Opens the inbox in a browser of its own and signs the owner in. */
export async function openInbox(deskbell: Deskbell, options: InboxOptions = {}): Promise<InboxPage> {
  await deskbell.api('PATCH', '/v1/me', { locale: options.agent?.locale ?? 'en' });
  return signIn(deskbell, OWNER, options);
}

/** The same for a colleague, whom the owner invites for it. */
export async function openColleague(deskbell: Deskbell, name: string, options: InboxOptions = {}): Promise<InboxPage> {
  const { account } = await hireColleague(deskbell, name, options);
  return signIn(deskbell, account, options);
}

/** A colleague who has no page open. @returns with what they sign in, and their id */
export async function hireColleague(deskbell: Deskbell, name: string, options: Pick<InboxOptions, 'agent'> = {}) {
  const account = { email: `${name.toLowerCase()}@altan.example`, password: OWNER.password };
  const { url } = await deskbell.api<{ url: string }>('POST', '/v1/invitations', {
    email: account.email,
    role: 'agent',
  });
  const body = {
    token: new URL(url).hash.split('=').at(-1),
    name,
    password: account.password,
    locale: options.agent?.locale ?? 'en',
  };
  const answer = await fetch(`${deskbell.url}/v1/invitations/accept`, {
    method: 'POST',
    headers: { origin: deskbell.url, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`the invitation was answered with ${answer.status}: ${await answer.text()}`);
  const { agent } = (await answer.json()) as Pick<Me, 'agent'>;
  return { account, id: agent.id };
}

async function signIn(
  deskbell: Deskbell,
  account: { email: string; password: string },
  options: InboxOptions,
): Promise<InboxPage> {
  const { agent = { locale: 'en', words: en }, ...rest } = options;
  const { locale, words } = agent;
  // Whether somebody is signed in is asked by a request that may say no.
  const allow = [...(options.allow ?? []), /401 \((Unauthorized)?\) \(.*\/v1\/me\)/];
  // With room for all four columns.
  const page = await openPage({ locale, width: 1440, ...rest, allow });
  await page.goto(`${deskbell.url}/inbox`);
  await page.getByRole('textbox', { name: words.email }).fill(account.email);
  await page.getByLabel(words.password, { exact: true }).fill(account.password);
  await page.getByRole('button', { name: words.signIn }).click();
  await page.getByRole('region', { name: words.mine }).waitFor();
  return inboxOn(page, words);
}

/** The same on a page that is there already. */
export function inboxOn(page: Page, words: InboxWords = en): InboxPage {
  const rail = page.getByRole('navigation', { name: words.views });
  const log = page.getByRole('log', { name: words.messages });
  const field = page.getByRole('textbox', { name: words.reply, exact: true });
  // Each list of conversations is named after its view.
  const views = [
    words.mine,
    words.unassigned,
    words.all,
    words.callbacks,
    words.closed,
    words.snoozed,
    words.quarantine,
  ];
  const list = page.getByRole('list', { name: new RegExp(`^(${views.join('|')})$`) });
  const row = (text: string) => list.getByRole('listitem').filter({ hasText: text });
  const button = (name: string) => page.getByRole('button', { name, exact: true });

  return {
    page,
    log,
    field,
    row,
    person: page.getByRole('complementary'),
    async view(name) {
      // "Mine, 3 conversations" where there are some.
      const link = rail.getByRole('link', { name: new RegExp(`^\\P{L}*${words[name]}($|\\P{L})`, 'u') });
      // Where the views have no column of their own they are behind a button.
      const menu = button(words.menu);
      await link.or(menu).locator('visible=true').first().waitFor();
      if (await menu.isVisible()) await menu.click();
      await link.click();
    },
    async openRow(text) {
      await row(text).getByRole('link').first().click();
      await log.waitFor();
    },
    async reply(text) {
      await field.fill(text);
      await field.press('Enter');
    },
    async note(text) {
      await button(words.note).click();
      await page.getByRole('textbox', { name: words.note, exact: true }).fill(text);
      await button(words.addNote).click();
      await button(words.reply).click();
    },
  };
}
