import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startFaultProxy } from '../faults/fault-proxy.ts';
import { openPage, whyNoBrowser } from '../helpers/browser.ts';
import { startDeskbell } from '../helpers/deskbell.ts';
import { openInbox } from '../helpers/inbox-page.ts';
import { sees } from '../helpers/sees.ts';
import { serveExamples } from '../helpers/serve-examples.ts';
import { widgetOn } from '../helpers/widget-page.ts';

const noBrowser = await whyNoBrowser();
const BLOCKED = /WebSocket connection to .* failed/;
/** The first look for a WebSocket comes after 15 s at the latest, and the way back up to 4 s later. */
const BACK_MS = 60_000;

/** What a page sends over WebSockets from now on. */
function sentBy(page: Page): string[] {
  const sent: string[] = [];
  page.on('websocket', socket => socket.on('framesent', ({ payload }) => sent.push(String(payload))));
  return sent;
}

describe.skipIf(noBrowser)('behind a proxy that takes the upgrade out', () => {
  test('HT2 HT4 Q3 visitor and agent talk over HTTP under strict policies, and go back to a WebSocket by themselves', async () => {
    const deskbell = await startDeskbell();
    const proxy = await startFaultProxy({ port: Number(new URL(deskbell.url).port) });
    onTestFinished(() => proxy.close());
    proxy.stripUpgrade(true);
    const url = `http://127.0.0.1:${proxy.port}`;
    const site = await serveExamples({ deskbell: url, siteKey: deskbell.site.key, policy: 'trusted' });

    const page = await openPage({ allow: [BLOCKED] });
    const widget = widgetOn(page);
    await page.goto(`${site}/strict-csp/`);
    await widget.open();
    await widget.say('Anybody?');
    await sees(widget.log, /Sent/);
    const agent = await openInbox({ ...deskbell, url }, { allow: [BLOCKED] });
    await agent.view('all');
    await agent.openRow('Anybody?');
    await agent.reply('Here I am');
    await sees(widget.log, 'Here I am');
    await widget.say('Good');
    await sees(agent.log, 'Good');
    expect(proxy.blocked).toBeGreaterThanOrEqual(2);

    const sent = { visitor: sentBy(page), agent: sentBy(agent.page) };
    proxy.mend();
    for (const its of Object.values(sent)) {
      await expect.poll(() => its.some(text => text.includes('"hello"')), { timeout: BACK_MS }).toBe(true);
    }
    await widget.say('Still there?');
    await sees(agent.log, 'Still there?');
    await agent.reply('Of course');
    await sees(widget.log, 'Of course');
    expect(sent.visitor.join()).toContain('Still there?');
    expect(sent.agent.join()).toContain('Of course');
    for (const words of ['Anybody?', 'Here I am', 'Good', 'Still there?', 'Of course']) {
      expect(await widget.log.getByText(words, { exact: true }).count(), words).toBe(1);
      expect(await agent.log.getByText(words, { exact: true }).count(), words).toBe(1);
    }
  });
});
