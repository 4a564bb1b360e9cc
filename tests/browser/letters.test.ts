import { describe, expect, test } from 'vitest';
import type { Conversation } from '../../protocol/conversations.ts';
import type { Entry } from '../../protocol/entries.ts';
import en from '../../widget/i18n/en.ts';
import enLater from '../../widget/i18n/later/en.ts';
import { openPage, whyNoBrowser } from '../helpers/browser.ts';
import { sharedDeskbell } from '../helpers/deskbell.ts';
import { sees } from '../helpers/sees.ts';
import { serveExamples } from '../helpers/serve-examples.ts';
import { widgetOn } from '../helpers/widget-page.ts';

const noBrowser = await whyNoBrowser();

/** As long as a letter may be, and told from others by its end. */
const letter = (end: string) => `${'ह'.repeat(20_000 - end.length)}${end}`;

describe.skipIf(noBrowser)('long words', () => {
  const server = sharedDeskbell({ site: { name: 'Altan Flowers' } });
  const examples = () => serveExamples({ deskbell: server().url, siteKey: server().site.key });

  /** Whether an agent finds these words whole. */
  async function isKept(words: string): Promise<boolean> {
    const { conversations } = await server().api<{ conversations: Conversation[] }>(
      'GET',
      '/v1/conversations?view=all',
    );
    const details = await Promise.all(
      conversations.map(({ id }) => server().api<{ entries: Entry[] }>('GET', `/v1/conversations/${id}`)),
    );
    return details.some(({ entries }) => entries.some(({ body }) => body.kind === 'form' && body.message === words));
  }

  test('arrive as a letter of 20,000 characters from the panel, a form in the page, and one without JavaScript', async () => {
    const page = await openPage();
    const widget = widgetOn(page);
    const site = await examples();
    await page.goto(`${site}/plain/`);
    await widget.open();
    await widget.tab('contact');
    await widget.input('reach').fill('panel@altan.example');
    await widget.input('message').fill(letter(' panel'));
    await widget.button(en.send).click();
    await sees(widget.panel, en.thanks);
    expect(await isKept(letter(' panel'))).toBe(true);

    await page.goto(`${site}/inline-forms/`);
    const write = page.getByRole('region', { name: 'You write to us' });
    await write.getByRole('textbox', { name: en.reach }).fill('inline@altan.example');
    await write.getByRole('textbox', { name: en.message }).fill(letter(' inline'));
    await write.getByRole('button', { name: en.send }).click();
    await sees(write, en.thanks);
    expect(await isKept(letter(' inline'))).toBe(true);

    await page.goto(`${server().url}/f/${server().site.key}/contact`);
    await page.getByLabel('E-mail').fill('plain@altan.example');
    await page.getByLabel('Message').fill(letter(' plain'));
    await page.getByRole('button').click();
    await page.getByLabel('Message').waitFor({ state: 'detached' });
    expect(await isKept(letter(' plain'))).toBe(true);
  });

  test('that one message does not take go out in parts, in their order, and none is lost', async () => {
    const page = await openPage();
    const widget = widgetOn(page);
    await page.goto(`${await examples()}/plain/`);
    await widget.open();
    const words = Array.from({ length: 1_200 }, (_, at) => `word${at}`);
    await widget.field.fill(words.join(' '));
    await widget.field.press('Enter');
    await widget.button(enLater.inParts.replace('{n}', '3')).click();
    await sees(widget.log, /Sent/);
    await expect.poll(() => widget.field.inputValue()).toBe('');
    const said = () => widget.log.locator('.msg.me').allTextContents();
    await expect.poll(async () => (await said()).length).toBe(3);
    await expect.poll(async () => (await said()).join(' ').split(' ')).toEqual(words);
  });
});
