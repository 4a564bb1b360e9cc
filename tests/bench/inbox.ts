/**
 * What a long conversation costs the agent who writes in it: the inbox in Chromium with its processor slowed down four
 * times, with a thread of 1,000 messages in the page, beside a thread of one.
 */
import { join } from 'node:path';
import { type Browser, chromium as driver, type Page } from 'playwright-core';
import { openStore } from '../../server/store/open.ts';
import { setScene } from '../contract/scene.ts';
import { findChromium } from '../helpers/chromium.ts';
import { fontConfig } from '../helpers/fonts.ts';
import { serveDeskbell } from './page-site.ts';
import { count, median, type Row } from './row.ts';

const SLOWDOWN = 4;
const LENGTH = 1_000;
const KEYS = 60;
const SENDS = 15;
const OWNER = { email: 'sarnai@altan.example', password: 'peonies in the morning' };
const PATIENCE_MS = 30_000;

/** What one thread cost, ms. Each figure ends when the page is laid out: what a frame waits for the screen is not its own. */
interface Figures {
  keys: number[];
  /** From Enter to the bubble. */
  bubbles: number[];
  /** Tasks that held the page up. */
  long: number[];
  /** Objects of `Intl` that one more message made. */
  intlObjects: number;
}

/** @returns the rows, or why there are none */
export async function inboxRows(folder: string): Promise<Row[] | string> {
  const { chromium, reason } = await findChromium();
  if (!chromium) return reason;
  const databaseUrl = `sqlite:${join(folder, 'inbox.db')}`;
  const [long, short] = await fill(databaseUrl);
  const deskbell = await serveDeskbell(folder, {
    DATABASE_URL: databaseUrl,
    OWNER_EMAIL: OWNER.email,
    OWNER_PASSWORD: OWNER.password,
  });
  const browser = await driver.launch({
    executablePath: chromium.path,
    args: ['--no-sandbox'],
    env: { ...process.env, ...chromium.env, FONTCONFIG_FILE: await fontConfig() },
  });
  try {
    const cookie = await signIn(deskbell.url);
    const visit = (id: string, length: number) => timeThread(browser, { url: deskbell.url, cookie, id, length });
    return rowsOf(await visit(long, LENGTH), await visit(short, 1));
  } finally {
    await browser.close();
    await deskbell.close();
  }
}

/** Two conversations, of which the first is long and both sides have their turns in it. @returns their ids */
async function fill(databaseUrl: string): Promise<[long: string, short: string]> {
  const store = await openStore(databaseUrl);
  const scene = await setScene(store);
  const ids: string[] = [];
  for (const length of [LENGTH, 1]) {
    const visitor = await scene.visitor();
    const { conversation } = await scene.say(visitor, 'Do you deliver to Darkhan by Friday noon?');
    for (let said = 1; said < length; said++) {
      if (said % 2) await scene.reply(conversation.id, `Тийм, ${said} баглаа.`);
      else await scene.say(visitor, `And the peonies, as many as ${said}?`);
    }
    ids.push(conversation.id);
  }
  await store.close();
  return ids as [string, string];
}

interface Cookie {
  name: string;
  value: string;
  url: string;
}

async function signIn(url: string): Promise<Cookie> {
  const answer = await fetch(`${url}/v1/sessions`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify(OWNER),
  });
  const [, name = '', value = ''] = /^([^=]+)=([^;]+)/.exec(answer.headers.getSetCookie()[0] ?? '') ?? [];
  return { name, value, url };
}

declare global {
  interface Window {
    intlObjects: number;
  }
}

/** Runs in the page, before anything else there. */
function countIntl(): void {
  window.intlObjects = 0;
  for (const name of ['DateTimeFormat', 'NumberFormat', 'PluralRules', 'Segmenter', 'Collator'] as const) {
    const made = (target: object, values: unknown[]) => {
      window.intlObjects += 1;
      return Reflect.construct(target as never, values) as object;
    };
    Object.assign(Intl, {
      [name]: new Proxy(Intl[name], { construct: made, apply: (target, _, values) => made(target, values) }),
    });
  }
}

/** Runs in the page: types, and sends, until the server's word of it has come too. */
async function write({ keys, sends }: { keys: number; sends: number }): Promise<Figures> {
  const log = document.querySelector<HTMLElement>('.log')!;
  const field = document.querySelector<HTMLTextAreaElement>('.composer textarea')!;
  const long: number[] = [];
  const observer = new PerformanceObserver(list => long.push(...list.getEntries().map(({ duration }) => duration)));
  observer.observe({ type: 'longtask' });
  const frame = () => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
  const type = (text: string) => {
    field.value += text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
  /** Until what was done shows: the page is drawn anew in a microtask, and laid out when it is asked for its height. */
  async function timed(act: () => void): Promise<number> {
    await frame();
    const begun = performance.now();
    act();
    await Promise.resolve();
    void log.scrollHeight;
    return performance.now() - begun;
  }

  const typed: number[] = [];
  for (let key = 0; key < keys; key++) typed.push(await timed(() => type('word '[key % 5]!)));
  const bubbles: number[] = [];
  let intlObjects = 0;
  for (let send = 0; send < sends; send++) {
    const before = window.intlObjects;
    const count = log.querySelectorAll('.msg').length;
    const enter = { key: 'Enter', bubbles: true, cancelable: true };
    bubbles.push(await timed(() => field.dispatchEvent(new KeyboardEvent('keydown', enter))));
    if (log.querySelectorAll('.msg').length !== count + 1)
      throw new Error('the bubble was not there when it was timed');
    while (log.querySelector('.is-pending')) await frame();
    await frame();
    intlObjects = window.intlObjects - before;
    await timed(() => type('again'));
  }
  // What is long is told a little later.
  await new Promise(resolve => setTimeout(resolve, 300));
  return { keys: typed, bubbles, long, intlObjects };
}

async function timeThread(
  browser: Browser,
  { url, cookie, id, length }: { url: string; cookie: Cookie; id: string; length: number },
): Promise<Figures> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    await context.addCookies([cookie]);
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    await page.addInitScript(countIntl);
    await page.goto(`${url}/inbox/all/${id}`);
    await page.locator('.log .msg').first().waitFor();
    await readAll(page, length);
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    return await page.evaluate(write, { keys: KEYS, sends: SENDS });
  } finally {
    await context.close();
  }
}

/** Scrolls to the beginning until all of the thread is in the page, and back to its end. */
async function readAll(page: Page, length: number): Promise<void> {
  const messages = page.locator('.log .msg');
  while ((await messages.count()) < length) {
    const before = await messages.count();
    await page.locator('.log').evaluate(log => log.scrollTo(0, 0));
    await page.waitForFunction(than => document.querySelectorAll('.log .msg').length > than, before);
  }
  await page.locator('.log').evaluate(log => log.scrollTo(0, log.scrollHeight));
}

const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const p95 = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)]!;

function rowsOf(long: Figures, short: Figures): Row[] {
  function row(
    what: string,
    goal: string,
    value: (figures: Figures) => number,
    print: (value: number, figures: Figures) => string = ms,
  ): Row {
    const most = Number.parseFloat(goal);
    return {
      what: `inbox with ${count(LENGTH)} messages in the thread: ${what}`,
      measured: print(value(long), long),
      beside: `goal ${goal}; with one message ${print(value(short), short)}`,
      // Nothing can be a share of nothing: there it is the figure itself.
      ratio: most ? value(long) / most : value(long),
      goal: most ? '≤ 1' : '≤ 0',
    };
  }
  return [
    row('a key, p95', '20 ms', figures => p95(figures.keys)),
    row('Enter to the bubble', '100 ms', figures => median(figures.bubbles)),
    row(
      'long tasks of typing and sending',
      '0',
      figures => figures.long.length,
      (value, { long }) => [String(value), ...long.map(ms)].join(', '),
    ),
    row(
      'objects of Intl made by one more message',
      '0',
      figures => figures.intlObjects,
      value => String(value),
    ),
  ];
}
