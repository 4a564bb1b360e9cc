import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import arSearch from '../../inbox/features/search/words/ar.ts';
import { LOCALES } from '../../protocol/wire/limits.ts';
import { openPage, whyNoBrowser } from '../helpers/browser.ts';
import { sharedDeskbell } from '../helpers/deskbell.ts';
import { openInbox } from '../helpers/inbox-page.ts';
import { ar, en } from '../helpers/inbox-words.ts';

const noBrowser = await whyNoBrowser();

/** Which way a field's words run, and so where its caret stands: in an empty one at its beginning. */
const directionOf = (field: Locator) => field.evaluate(each => getComputedStyle(each).direction);

/** Edges of an element, and of the room for words in it. */
const edges = (each: Locator) =>
  each.evaluate(element => {
    const { left, right } = element.getBoundingClientRect();
    const { paddingLeft, paddingRight } = getComputedStyle(element);
    return {
      left,
      right,
      wordsLeft: left + Number.parseFloat(paddingLeft),
      wordsRight: right - Number.parseFloat(paddingRight),
    };
  });

/** Pixels by which the placeholder is wider than its room; it is drawn nowhere that could be measured otherwise. */
const placeholderSpills = (field: Locator) =>
  field.evaluate(element => {
    const input = element as HTMLInputElement;
    const { font, paddingLeft, paddingRight } = getComputedStyle(input);
    const canvas = document.createElement('canvas').getContext('2d')!;
    canvas.font = font;
    const room = input.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
    return Math.ceil(canvas.measureText(input.placeholder).width - room);
  });

describe.skipIf(noBrowser)('fields where lines run from the right', () => {
  const server = sharedDeskbell();
  const arabic = { locale: 'ar', words: ar } as const;

  test('RL1 what is searched for runs as its language does, and the button stays where lines end', async () => {
    const { page } = await openInbox(server(), { agent: arabic });
    const field = page.locator('.find input');
    const hint = page.locator('.find kbd');
    await expect.poll(() => directionOf(field)).toBe('rtl');
    expect((await edges(hint)).right).toBeLessThanOrEqual((await edges(field)).left + 1);

    const clear = page.getByRole('button', { name: arSearch.searchClear });
    for (const [words, direction] of [
      ['peonies', 'ltr'],
      ['وردة', 'rtl'],
      ['12', 'ltr'],
    ] as const) {
      await field.fill(words);
      // Digits alone say nothing of their direction: they stand as they did where nothing else is.
      if (words !== '12') await expect.poll(() => directionOf(field), { message: words }).toBe(direction);
      const [button, input] = [await edges(clear), await edges(field)];
      expect(button.right, words).toBeLessThanOrEqual(input.left + 1);
      expect(button.left, words).toBeGreaterThanOrEqual((await edges(page.locator('.find'))).left);
    }
    await clear.click();
    await expect.poll(() => field.inputValue()).toBe('');
    await expect.poll(() => directionOf(field)).toBe('rtl');
  });

  /** The page where somebody signs in, in the browser's language. */
  async function signIn(locale: 'ar' | 'en'): Promise<{ page: Page; field: Locator; button: Locator }> {
    const page = await openPage({ locale, allow: [/401 \((Unauthorized)?\)/] });
    const words = locale === 'ar' ? ar : en;
    await page.goto(`${server().url}/inbox`);
    const field = page.getByLabel(words.password, { exact: true });
    await field.waitFor();
    return { page, field, button: page.getByRole('button', { name: words.showPassword }) };
  }

  test.each(['ar', 'en'] as const)(
    'RL2 %s: a password runs from the left, and never under the button',
    async locale => {
      const { page, field, button } = await signIn(locale);
      expect(await directionOf(field)).toBe('ltr');
      // What managers of passwords look for, and what they paste, is taken.
      expect(await field.getAttribute('autocomplete')).toBe('current-password');
      expect(await field.getAttribute('type')).toBe('password');
      await field.fill('peonies in the morning');
      const [place, input] = [await edges(button), await edges(field)];
      if (locale === 'ar') expect(place.right).toBeLessThanOrEqual(input.wordsLeft);
      else expect(place.left).toBeGreaterThanOrEqual(input.wordsRight);
      expect(place.left).toBeGreaterThanOrEqual(input.left);
      expect(place.right).toBeLessThanOrEqual(input.right);

      await button.click();
      await expect.poll(() => field.getAttribute('type')).toBe('text');
      expect(await field.inputValue()).toBe('peonies in the morning');
      expect(await directionOf(field)).toBe('ltr');
      const pressed = page.locator('.password button');
      expect(await pressed.getAttribute('aria-pressed')).toBe('true');
      const shown = await edges(pressed);
      if (locale === 'ar') expect(shown.right).toBeLessThanOrEqual(input.wordsLeft);
      else expect(shown.left).toBeGreaterThanOrEqual(input.wordsRight);
    },
  );

  test('RL3 what an empty field says of itself is not cut, in any language', async () => {
    const { page } = await openInbox(server());
    for (const locale of LOCALES) {
      await server().api('PATCH', '/v1/me', { locale });
      await page.goto(`${server().url}/inbox/all`);
      const field = page.locator('.find input');
      for (const width of [390, 1024, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        await expect
          .poll(() => placeholderSpills(field), { message: `${locale} at ${width} px` })
          .toBeLessThanOrEqual(0);
      }
    }
    // A page at 400 % has room for most of it, and shows that there is more.
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await page.locator('.find input').evaluate(each => getComputedStyle(each).textOverflow)).toBe('ellipsis');
  });
});
