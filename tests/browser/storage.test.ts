import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Conversation } from '../../protocol/conversations.ts';
import type { Entry } from '../../protocol/entries.ts';
import en from '../../widget/i18n/en.ts';
import enLater from '../../widget/i18n/later/en.ts';
import { allowProblem, openPage, whyNoBrowser } from '../helpers/browser.ts';
import { type Deskbell, startDeskbell } from '../helpers/deskbell.ts';
import { sees } from '../helpers/sees.ts';
import { serveExamples } from '../helpers/serve-examples.ts';
import { widgetOn } from '../helpers/widget-page.ts';

const noBrowser = await whyNoBrowser();
/** A page that lost its server may pause for 30 s before it asks again, and then it has to be answered. */
const GIVE_UP_MS = 40_000;
const SERVER_AWAY = /ERR_CONNECTION_REFUSED|WebSocket connection to .* failed/;

/** As a page does that keeps too much: to the last character. */
async function fill(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (let chars = 1 << 22, at = 0; chars >= 1; ) {
      try {
        localStorage.setItem(`theirs ${at++}`, 'x'.repeat(chars));
      } catch {
        chars >>= 1;
      }
    }
  });
}

/** As browsers do where the user wants no site to keep anything. */
async function refuse(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      },
    });
  });
}

/** What keeps the rest is loaded when it is first needed; a server that went before that could not bring it. */
async function spareIsThere(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => name.includes('/spare-storage.js')),
  );
}

/** What all visitors have said, conversation by conversation. */
async function saidTo(deskbell: Deskbell): Promise<string[]> {
  const { conversations } = await deskbell.api<{ conversations: Conversation[] }>('GET', '/v1/conversations?view=all');
  const said: string[] = [];
  for (const { id } of conversations.toSorted((a, b) => a.createdAt - b.createdAt)) {
    const { entries } = await deskbell.api<{ entries: Entry[] }>('GET', `/v1/conversations/${id}`);
    said.push(...entries.flatMap(({ body }) => (body.kind === 'message' ? [body.text] : [])));
  }
  return said;
}

describe.skipIf(noBrowser)('a visitor whose localStorage', () => {
  test.each(['is full', 'is refused'])(
    'C3 %s types while the server is away, reloads, and everything arrives once and in order',
    async way => {
      const deskbell = await startDeskbell();
      const site = await serveExamples({ deskbell: deskbell.url, siteKey: deskbell.site.key });
      const page = await openPage();
      const widget = widgetOn(page);
      if (way === 'is refused') await refuse(page);
      await page.goto(`${site}/plain/`);
      await widget.open();
      await widget.say('First');
      await sees(widget.log, /Sent/);
      if (way === 'is full') await fill(page);
      await widget.say('Second');
      await expect.poll(() => saidTo(deskbell), { timeout: GIVE_UP_MS }).toEqual(['First', 'Second']);
      await spareIsThere(page);

      await deskbell.stop('SIGKILL');
      allowProblem(page, SERVER_AWAY);
      await sees(widget.panel, en.offline);
      await widget.say('Third');
      await widget.say('Fourth');
      await sees(widget.log, 'Fourth');
      expect(await widget.panel.getByText(enLater.unkept).count()).toBe(0);

      await page.goto(`${site}/plain/`);
      await widget.open();
      for (const words of ['Third', 'Fourth']) await sees(widget.log, words);
      await deskbell.start();
      const all = ['First', 'Second', 'Third', 'Fourth'];
      await expect.poll(() => saidTo(deskbell), { timeout: GIVE_UP_MS }).toEqual(all);
      await sees(widget.log, /Sent/);
      // Nothing is left that a later page would send once more.
      await page.goto(`${site}/plain/`);
      await widget.open();
      await widget.say('Fifth');
      const sorted = async () => (await saidTo(deskbell)).toSorted();
      await expect.poll(sorted, { timeout: GIVE_UP_MS }).toEqual([...all, 'Fifth'].toSorted());
    },
  );

  test('C3 is refused like everything else learns that closing the page would lose what was typed, until it is sent', async () => {
    const deskbell = await startDeskbell();
    const site = await serveExamples({ deskbell: deskbell.url, siteKey: deskbell.site.key });
    const page = await openPage();
    const widget = widgetOn(page);
    await refuse(page);
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      };
    });
    await page.goto(`${site}/plain/`);
    await widget.open();
    await widget.say('First');
    await sees(widget.log, /Sent/);
    await deskbell.stop('SIGKILL');
    allowProblem(page, SERVER_AWAY);
    await sees(widget.panel, en.offline);
    await widget.say('Second');
    await sees(widget.panel, enLater.unkept);
    await deskbell.start();
    await expect.poll(() => saidTo(deskbell), { timeout: GIVE_UP_MS }).toEqual(['First', 'Second']);
    await widget.panel.getByText(enLater.unkept).waitFor({ state: 'detached' });
  });
});
