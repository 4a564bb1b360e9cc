import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type en from '../../widget/i18n/en.ts';
import enLater from '../../widget/i18n/later/en.ts';
import { openPage, whyNoBrowser } from '../helpers/browser.ts';
import { sharedDeskbell } from '../helpers/deskbell.ts';
import { widgetOn } from '../helpers/widget-page.ts';

const noBrowser = await whyNoBrowser();

/** A phone held sideways, and a screen of 1280×1024 at 400 %. */
const SMALL = [
  [667, 375],
  [320, 256],
] as const;

/** What a phone without a frame keeps for itself, in CSS pixels. */
const EDGES = { top: 47, right: 11, bottom: 34, left: 21 };

describe.skipIf(noBrowser)('on little room', () => {
  const server = sharedDeskbell({
    site: {
      name: 'Altan Flowers and everything for a garden',
      texts: { en: { greeting: 'How can we help?', consent: 'You may keep my number.' } },
    },
  });

  test.each(SMALL)('at %i×%i half of the height is for the words and the forms', async (width, height) => {
    const page = await openPage({ width, height });
    const widget = widgetOn(page);
    await page.goto(`${server().url}/demo?lang=en`);
    await widget.open();
    await widget.field.waitFor();
    const share = (css: string) =>
      widget.panel.locator(css).evaluate(element => element.clientHeight / window.innerHeight);
    // Its style comes behind the panel.
    await expect.poll(() => share('.log')).toBeGreaterThanOrEqual(0.5);
    for (const tab of ['callback', 'contact'] as const) {
      await widget.tab(tab);
      await widget.input('name').waitFor();
      await expect.poll(() => share('form')).toBeGreaterThanOrEqual(0.5);
    }
    // All of it is within the screen, and nothing has to be scrolled sideways.
    const screen = await page.evaluate(() => [document.documentElement.clientWidth, window.innerHeight]);
    const [width_, height_] = screen;
    await expect.poll(() => widget.panel.boundingBox()).toEqual({ x: 0, y: 0, width: width_, height: height_ });
    const sideways = () => widget.panel.locator('form').evaluate(form => form.scrollWidth - form.clientWidth);
    await expect.poll(sideways).toBe(0);
  });

  test.each([
    [667, 375, 160],
    [320, 256, 150],
    [320, 568, 250],
  ])(
    'at %i×%i, of which a keyboard leaves %i px, a long message leaves its button in sight',
    async (width, height, left) => {
      const page = await openPage({ width, height, context: { hasTouch: true } });
      const widget = widgetOn(page);
      await page.goto(`${server().url}/demo?lang=en`);
      await widget.open();
      await widget.field.focus();
      // As a keyboard does, by the part of the screen that it leaves.
      await page.locator('desk-bell').evaluate((host, left) => host.style.setProperty('--height', `${left}px`), left);
      const bottom = async (name: string | RegExp) => {
        const { y, height } = (await widget.button(name).boundingBox())!;
        return y + height;
      };
      await widget.field.fill('word '.repeat(700));
      await expect.poll(() => bottom('Send')).toBeLessThanOrEqual(left);
      await widget.field.fill('word '.repeat(1_700));
      await expect.poll(() => bottom(/^Send in/)).toBeLessThanOrEqual(left);
    },
  );

  test('the callback form scrolls as one, with its button in sight and the first mistake in view', async () => {
    const page = await openPage({ width: 1280, height: 640 });
    const widget = widgetOn(page);
    await page.goto(`${server().url}/demo?lang=en`);
    await widget.open();
    await widget.tab('callback');
    await widget.panel.getByRole('radio').nth(3).check({ force: true });
    const scrollers = () =>
      widget.panel
        .locator('.form, .form *')
        .evaluateAll(
          all =>
            all.filter(
              each => each.scrollHeight > each.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(each).overflowY),
            ).length,
        );
    await expect.poll(scrollers).toBe(1);
    // A whole day of half hours, each by its part of the day.
    for (const part of [enLater.night, enLater.morning, enLater.afternoon, enLater.evening])
      await widget.panel.getByRole('group', { name: part }).getByRole('radio').nth(9).waitFor();

    const button = widget.button(/^Call me: /);
    const form = (await widget.panel.locator('form').boundingBox())!;
    const isInSight = async (each: Locator) => {
      const box = (await each.boundingBox())!;
      return box.y >= form.y && box.y + box.height <= form.y + form.height;
    };
    await expect.poll(() => isInSight(button)).toBe(true);
    await widget.panel.locator('form').evaluate(each => each.scrollTo(0, each.scrollHeight));
    await expect.poll(() => isInSight(button)).toBe(true);
    await button.click();
    await expect.poll(() => isInSight(widget.input('phone'))).toBe(true);
    // Not under the button either.
    const isOnTop = () =>
      widget.input('phone').evaluate(each => {
        const { x, y, width, height } = each.getBoundingClientRect();
        return (each.getRootNode() as ShadowRoot).elementFromPoint(x + width / 2, y + height / 2) === each;
      });
    await expect.poll(isOnTop).toBe(true);
  });

  test('the keyboard does not go behind a panel that has the whole screen, and the page has it back after', async () => {
    const page = await openPage({ width: 320, height: 256 });
    const widget = widgetOn(page);
    await page.goto(`${server().url}/demo?lang=en`);
    await widget.open();
    await widget.field.waitFor();
    await expect.poll(() => page.evaluate(() => document.body.inert)).toBe(true);
    const isInside = () => page.evaluate(() => !!document.activeElement?.shadowRoot?.activeElement?.closest('section'));
    for (const key of ['Tab', 'Shift+Tab']) {
      // The browser's own buttons may come between; no button and link of the page does.
      for (let step = 0; step < 12; step++) {
        await page.keyboard.press(key);
        const isOut = await page.evaluate(() => document.activeElement === document.body);
        expect((await isInside()) || isOut).toBe(true);
      }
    }
    // From inside: the browser's own buttons would keep the key.
    await widget.field.press('Escape');
    await widget.panel.waitFor({ state: 'hidden' });
    await expect.poll(() => page.evaluate(() => document.body.inert)).toBe(false);
    const focused = () => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className);
    await expect.poll(focused).toBe('bell');
    // A window that grows uncovers the page while the panel is open.
    await widget.open();
    await expect.poll(() => page.evaluate(() => document.body.inert)).toBe(true);
    await page.setViewportSize({ width: 1280, height: 800 });
    await expect.poll(() => page.evaluate(() => document.body.inert)).toBe(false);
  });

  test('bell and panel keep clear of what the device has at its edges', async () => {
    // Nothing moves by itself while it is measured.
    const page = await openPage({ width: 390, height: 844, reducedMotion: true });
    const widget = widgetOn(page);
    await page.goto(`${server().url}/demo?lang=en`);
    const bell = page.locator('desk-bell').getByRole('button').first();
    await bell.hover();
    await expect.poll(() => styled(page)).toBe(true);
    const before = (await bell.boundingBox())!;
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setSafeAreaInsetsOverride' as never, { insets: EDGES } as never);
    const moved = async () => {
      const after = (await bell.boundingBox())!;
      return [before.x - after.x, before.y - after.y];
    };
    await expect.poll(moved).toEqual([EDGES.right, EDGES.bottom]);
    await bell.click();
    await widget.field.waitFor();
    const padding = () => widget.panel.evaluate(element => getComputedStyle(element).padding);
    await expect.poll(padding).toBe(`${EDGES.top}px ${EDGES.right}px ${EDGES.bottom}px ${EDGES.left}px`);
  });

  test.each(['am', 'mn', 'hi'] as const)(
    'times to choose grow with their text in %s, as wide as a reader may set it',
    async locale => {
      const page = await openPage({ width: 390, height: 844, locale });
      const { default: words } = (await import(`../../widget/i18n/${locale}.ts`)) as { default: typeof en };
      const widget = widgetOn(page, words);
      await page.goto(`${server().url}/demo?lang=${locale}`);
      await page.locator('desk-bell').getByRole('button').click();
      await widget.tab('callback');
      await widget.panel.getByRole('radio').nth(3).check({ force: true });
      // WCAG 1.4.12
      await page.locator('desk-bell').evaluate(host => {
        const wide = new CSSStyleSheet();
        wide.replaceSync('*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}');
        host.shadowRoot!.adoptedStyleSheets.push(wide);
      });
      await expect.poll(() => widget.panel.locator('.chip').count()).toBeGreaterThan(40);
      const spilled = () =>
        widget.panel
          .locator('.chip span')
          .evaluateAll(all =>
            all
              .filter(each => each.scrollWidth > each.clientWidth || each.scrollHeight > each.clientHeight)
              .map(each => each.textContent),
          );
      await expect.poll(spilled).toEqual([]);
    },
  );

  test('paper has neither bell nor panel', async () => {
    const page = await openPage();
    const widget = widgetOn(page);
    await page.goto(`${server().url}/demo?lang=en`);
    await widget.open();
    await widget.field.waitFor();
    await page.emulateMedia({ media: 'print' });
    await widget.panel.waitFor({ state: 'hidden' });
    await page.locator('desk-bell').getByRole('button').first().waitFor({ state: 'hidden' });
    await page.emulateMedia({ media: 'screen' });
    await widget.panel.waitFor();
  });
});

/** Whether the panel has come, which puts its style where the launcher had its own. */
function styled(page: Page): Promise<boolean> {
  return page.locator('desk-bell').evaluate(host => host.shadowRoot!.adoptedStyleSheets.length > 0);
}
