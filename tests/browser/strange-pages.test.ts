import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openPage, type PageOptions, whyNoBrowser } from '../helpers/browser.ts';
import { sharedDeskbell } from '../helpers/deskbell.ts';
import { sees } from '../helpers/sees.ts';
import { serveExamples } from '../helpers/serve-examples.ts';
import { widgetOn } from '../helpers/widget-page.ts';

const noBrowser = await whyNoBrowser();
const TAG = '<script async src="DESKBELL_HOST/deskbell.js" data-site="DESKBELL_SITE_KEY"></script>';
const FORM = '<div class="arriving" data-deskbell-form="contact"></div>';

describe.skipIf(noBrowser)('Q5 in pages that have ways of their own', () => {
  const server = sharedDeskbell({ site: { name: 'Altan Flowers' } });

  async function open(body: string, options: PageOptions = {}) {
    const page = await openPage(options);
    const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title><body>${body}</body></html>`;
    await page.goto(`${await serveExamples({ deskbell: server().url, siteKey: server().site.key, html })}/`);
    return { page, widget: widgetOn(page) };
  }
  const bell = (page: Page) => page.locator('desk-bell').getByRole('button').first();

  test('a tag that is a module draws its bell', async () => {
    const { widget } = await open(TAG.replace('async', 'type="module" crossorigin'));
    await widget.open();
    await sees(widget.panel, 'Altan Flowers');
  });

  describe('an opener is heard', () => {
    test.each([
      [
        'where the page keeps clicks to itself',
        '<p id="box"><button data-deskbell-open="contact">Write</button></p><script>box.onclick = event => event.stopPropagation()</script>',
      ],
      [
        'in a shadow root',
        `<x-header></x-header><script>customElements.define('x-header', class extends HTMLElement {
          connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '<button data-deskbell-open="contact">Write</button>' }
        })</script>`,
      ],
    ])('%s', async (_, body) => {
      const { page, widget } = await open(body + TAG);
      await widget.launcher.waitFor();
      await page.getByRole('button', { name: 'Write', exact: true }).click();
      await widget.input('message').waitFor();
    });
  });

  describe('a form is filled and seen', () => {
    test.each([
      ['where the page stills all animations', '<style>* { animation: none !important }</style>'],
      [
        'where its place has an animation of its own',
        '<style>main .arriving { opacity: 0; animation: come 0.01s forwards } @keyframes come { to { opacity: 1 } }</style>',
      ],
      [
        'where that is named by no more than a class',
        '<style>.arriving { opacity: 0; animation: come 0.01s forwards } @keyframes come { to { opacity: 1 } }</style>',
      ],
      [
        'where the page puts other style sheets in place of all',
        '<script>document.addEventListener("deskbell:ready", () => { document.adoptedStyleSheets = [] })</script>',
      ],
    ])('%s', async (_, head) => {
      const { page } = await open(`${head}<main>${FORM}</main>${TAG}`);
      await page.getByRole('textbox', { name: 'Message' }).waitFor();
      await expect.poll(() => page.locator('.arriving').evaluate(form => getComputedStyle(form).opacity)).toBe('1');
    });
  });

  test('nor is the bell printed where the page puts other style sheets in place of all', async () => {
    const { page } = await open(TAG);
    await bell(page).waitFor();
    await page.evaluate(() => {
      document.adoptedStyleSheets = [];
    });
    await page.emulateMedia({ media: 'print' });
    await bell(page).waitFor({ state: 'hidden' });
  });

  test('the untouched bell keeps clear of what the device has at its edges', async () => {
    const { page } = await open(TAG, { width: 390, height: 844, reducedMotion: true });
    await bell(page).waitFor();
    const before = (await bell(page).boundingBox())!;
    const session = await page.context().newCDPSession(page);
    const insets = { top: 47, right: 11, bottom: 34, left: 21 };
    await session.send('Emulation.setSafeAreaInsetsOverride' as never, { insets } as never);
    const moved = async () => {
      const after = (await bell(page).boundingBox())!;
      return [before.x - after.x, before.y - after.y];
    };
    await expect.poll(moved).toEqual([11, 34]);
  });

  test('what is typed and pasted is not for the shortcuts of the page, nor for what it forbids', async () => {
    const { page, widget } = await open(`<input id="search">${FORM}<script>
      document.addEventListener('keydown', event => {
        if (event.target.tagName === 'INPUT' || !'s/'.includes(event.key)) return;
        event.preventDefault();
        search.focus();
      });
      document.onpaste = document.oncontextmenu = () => false;
    </script>${TAG}`);
    await widget.open();
    const message = page.locator('desk-bell-form').getByRole('textbox', { name: 'Message' });
    for (const field of [widget.field, message]) {
      await field.focus();
      await hasHostPage(page);
      await page.keyboard.type('yes/no');
      await expect.poll(() => field.inputValue()).toBe('yes/no');
      const isForbidden = await field.evaluate(
        each => !each.dispatchEvent(new Event('paste', { bubbles: true, composed: true, cancelable: true })),
      );
      expect(isForbidden).toBe(false);
    }
  });

  test('Escape ends what an input method composes, and not the talk', async () => {
    const { widget } = await open(TAG);
    await widget.open();
    const press = (isComposing: boolean) =>
      widget.field.evaluate(
        (field, isComposing) =>
          field.dispatchEvent(
            new KeyboardEvent('keydown', { key: 'Escape', isComposing, bubbles: true, composed: true }),
          ),
        isComposing,
      );
    await press(true);
    expect(await widget.panel.isVisible()).toBe(true);
    await press(false);
    await widget.panel.waitFor({ state: 'hidden' });
  });

  test('a bell that was taken out with all that the page did not know is back, with what was typed', async () => {
    const { page, widget } = await open(TAG);
    await widget.open();
    await hasHostPage(page);
    await widget.field.fill('Half a word');
    await page.evaluate(() => {
      const copy = document.documentElement.cloneNode() as HTMLElement;
      copy.append(document.head, document.body);
      document.replaceChild(copy, document.documentElement);
    });
    await expect.poll(() => widget.field.inputValue()).toBe('Half a word');
    await page.evaluate(() => document.documentElement.replaceChildren(document.head, document.body));
    await expect.poll(() => widget.field.inputValue()).toBe('Half a word');
    await page.evaluate(() => deskbell('shutdown'));
    expect(await page.locator('desk-bell').count()).toBe(0);
  });

  test('a copy of the body that is kept for the way back is not inert, and the next body is', async () => {
    const { page, widget } = await open(TAG, { width: 320, height: 600 });
    await widget.open();
    const isInert = () => page.evaluate(() => document.body.inert);
    await expect.poll(isInert).toBe(true);
    // As Turbo does.
    const isCopyInert = await page.evaluate(() => {
      document.dispatchEvent(new Event('turbo:before-cache'));
      const copy = document.body.cloneNode(true) as HTMLElement;
      document.body.replaceWith(document.createElement('body'));
      return copy.inert;
    });
    expect(isCopyInert).toBe(false);
    await expect.poll(isInert).toBe(true);
    await widget.button('Close').click();
    await expect.poll(isInert).toBe(false);
  });

  describe('a panel that is opened in', () => {
    const OPENER = '<button data-deskbell-open="chat">Ask us</button>';
    const inShadow = (inside: string, outside: string) =>
      `<x-dialog>${outside}</x-dialog><script>customElements.define('x-dialog', class extends HTMLElement {
        connectedCallback() {
          this.attachShadow({ mode: 'open' }).innerHTML = '<dialog>${inside}</dialog>';
          this.shadowRoot.firstChild.showModal();
        }
      })</script>`;
    test.each([
      ['a dialog in a shadow root, by what stands in its slot', inShadow('<slot></slot>', OPENER)],
      ['a dialog in a shadow root, by what stands beside it there', inShadow(OPENER, '')],
    ])('%s can be used, and is home when that closes', async (_, dialog) => {
      const { page, widget } = await open(dialog + TAG);
      await page.locator('desk-bell').waitFor({ state: 'attached' });
      await page.getByRole('button', { name: 'Ask us' }).click();
      const panel = page.locator('desk-bell').getByRole('dialog');
      await panel.getByRole('textbox').click();
      await page.keyboard.type('From the cart');
      await page.evaluate(() => document.querySelector('x-dialog')!.shadowRoot!.querySelector('dialog')!.close());
      await expect.poll(() => page.locator('html > desk-bell').count()).toBe(1);
      await expect.poll(() => widget.field.inputValue()).toBe('From the cart');
    });

    test('what fills the screen is seen there', async () => {
      const { page } = await open(`<main>${OPENER}</main>${TAG}`);
      await bell(page).waitFor();
      await page.evaluate(() => document.querySelector('main')!.requestFullscreen());
      await page.getByRole('button', { name: 'Ask us' }).click();
      await page.locator('main > desk-bell').getByRole('textbox').click();
      await page.keyboard.press('Escape');
      await expect.poll(() => page.locator('html > desk-bell').count()).toBe(1);
    });

    test('a dialog that closes when somebody points beside it leaves it open', async () => {
      const { page } = await open(`<dialog id="cart">${OPENER}</dialog><script>
        cart.onclick = ({ clientX, clientY }) => document.elementFromPoint(clientX, clientY) === cart || cart.close();
        cart.addEventListener('pointerdown', ({ clientX }) => clientX > cart.getBoundingClientRect().right && cart.close());
        cart.showModal();
        cart.firstChild.addEventListener('click', event => event.stopPropagation());
      </script>${TAG}`);
      await page.locator('desk-bell').waitFor({ state: 'attached' });
      await page.getByRole('button', { name: 'Ask us' }).click();
      await page.locator('dialog > desk-bell').getByRole('textbox').click();
      expect(await page.evaluate(() => document.querySelector('dialog')!.open)).toBe(true);
    });

    test('a dialog that the page leaves where it is, and lets nobody reach, is home', async () => {
      const { page } = await open(`<div role="dialog">${OPENER}</div>${TAG}`);
      await bell(page).waitFor();
      await page.getByRole('button', { name: 'Ask us' }).focus();
      await page.keyboard.press('Enter');
      await page.locator('div > desk-bell').waitFor();
      await page.evaluate(() => {
        document.querySelector('div')!.inert = true;
      });
      await expect.poll(() => page.locator('html > desk-bell').count()).toBe(1);
      await page.locator('desk-bell').getByRole('textbox').click();
      await page.keyboard.type('Here');
      await expect.poll(() => page.locator('desk-bell').getByRole('textbox').inputValue()).toBe('Here');
    });
  });
});

/** Waits for the chunk that knows how pages are: it takes the widget's keys for its own. */
async function hasHostPage(page: Page): Promise<void> {
  const isHeard = () =>
    page.evaluate(() => {
      let heard = false;
      const listen = () => {
        heard = true;
      };
      document.addEventListener('keyup', listen);
      document.querySelector('desk-bell')!.dispatchEvent(new Event('keyup', { bubbles: true }));
      document.removeEventListener('keyup', listen);
      return heard;
    });
  await expect.poll(isHeard).toBe(false);
}

/** The widget's global, for functions that run in the page. */
declare const deskbell: (name: string, ...args: unknown[]) => unknown;
