import type { Locator, Page } from 'playwright-core';
import en from '../../widget/i18n/en.ts';
import type { Messages } from '../../widget/i18n/index.ts';

/** The widget in somebody's page as a visitor knows it: by roles and words. */
export interface WidgetPage {
  page: Page;
  /** The bell in the corner. */
  launcher: Locator;
  panel: Locator;
  /** Everything that was said. */
  log: Locator;
  /** The field for the next message. */
  field: Locator;
  /** Clicks the bell and waits for the panel. */
  open(): Promise<void>;
  tab(name: 'chat' | 'callback' | 'contact'): Promise<void>;
  say(text: string): Promise<void>;
  /** A field of the open form. */
  input(name: 'phone' | 'name' | 'topic' | 'reach' | 'subject' | 'message'): Locator;
  button(name: string | RegExp): Locator;
}

/** @param words the panel's language */
export function widgetOn(page: Page, words: Messages = en): WidgetPage {
  const panel = page.getByRole('dialog');
  const field = panel.getByRole('textbox', { name: words.write });
  // Unread messages stand behind the name.
  const launcher = page.locator('desk-bell').getByRole('button', { name: words.chat }).first();
  return {
    page,
    launcher,
    panel,
    field,
    log: panel.getByRole('log'),
    async open() {
      await launcher.click();
      await panel.waitFor();
    },
    tab: name => panel.getByRole('tab', { name: words[name] }).click(),
    async say(text) {
      await field.fill(text);
      await field.press('Enter');
    },
    // "What is it about? optional"
    input: name => panel.getByRole('textbox', { name: words[name] }),
    button: name => panel.getByRole('button', { name }),
  };
}
