/**
 * What a long conversation costs the agent who writes in it: the inbox in Chromium with its processor slowed down four
 * times, with a thread of 1,000 messages in the page, beside a thread of one.
 */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, type CDPSession, chromium as driver, type Page } from 'playwright-core';
import { openStore } from '../../server/store/open.ts';
import { setScene } from '../contract/scene.ts';
import { findChromium } from '../helpers/chromium.ts';
import { fontConfig } from '../helpers/fonts.ts';
import { serveDeskbell } from './page-site.ts';
import { count, median, type Row } from './row.ts';

const SLOWDOWN = 4;
const LENGTH = 1_000;
const KEYS = 60;
const SENDS = 7;
const OWNER = { email: 'sarnai@altan.example', password: 'peonies in the morning' };
/** What comes late has come by then. */
const SETTLE_MS = 400;
const PATIENCE_MS = 30_000;
const LONG_TASK_MS = 50;

/** What one thread cost, ms. */
interface Figures {
  /** From each key to the frame that shows its letter. */
  keys: number[];
  /** All tasks of each key: of the thread's own clock, so that what other programs take is not in it. */
  keyTasks: number[];
  /** From Enter to the frame that shows the bubble. */
  bubbles: number[];
  /** The longest task of all that time, and of the second after; 0: none was long. */
  longest: number;
  /** Objects of `Intl` that one more message made. */
  intlObjects: number;
}

/** Kept in the page. */
interface Timed {
  /** Hears how long the last key took, ms. */
  onShown: (ms: number) => void;
  tasks: number[];
  intlObjects: number;
}
declare global {
  interface Window {
    timed: Timed;
  }
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

async function signIn(url: string): Promise<{ name: string; value: string; url: string }> {
  const answer = await fetch(`${url}/v1/sessions`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify(OWNER),
  });
  const [, name = '', value = ''] = /^([^=]+)=([^;]+)/.exec(answer.headers.getSetCookie()[0] ?? '') ?? [];
  return { name, value, url };
}

/** Runs in the page, before anything else there. */
function watch(): void {
  const timed: Timed = { onShown: () => undefined, tasks: [], intlObjects: 0 };
  window.timed = timed;
  new PerformanceObserver(list => timed.tasks.push(...list.getEntries().map(task => task.duration))).observe({
    type: 'longtask',
  });
  // From when the browser got the key to after the frame that it changed: a message comes once that is drawn.
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => timed.onShown(performance.now() - timeStamp);
        port2.postMessage(0);
      });
    },
    true,
  );
  for (const name of ['DateTimeFormat', 'NumberFormat', 'PluralRules', 'Segmenter', 'Collator'] as const) {
    Object.assign(Intl, {
      [name]: new Proxy(Intl[name], {
        construct(target, values) {
          timed.intlObjects += 1;
          return Reflect.construct(target, values);
        },
        apply(target, _, values) {
          timed.intlObjects += 1;
          return Reflect.construct(target, values);
        },
      }),
    });
  }
}

async function timeThread(
  browser: Browser,
  { url, cookie, id, length }: { url: string; cookie: Parameters<typeof setCookie>[1]; id: string; length: number },
): Promise<Figures> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await setCookie(context, cookie);
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await page.addInitScript(watch);
  await page.goto(`${url}/inbox/all/${id}`);
  await page.locator('.log .msg').first().waitFor();
  await readAll(page, length);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  await page.locator('.composer textarea').focus();
  await pause(SETTLE_MS);
  await page.evaluate(() => {
    window.timed.tasks = [];
  });

  const keys: number[] = [];
  const keyTasks: number[] = [];
  for (let press = 0; press < KEYS; press++) {
    const before = await spent(session);
    keys.push(await key(page, session, 'a'));
    keyTasks.push((await spent(session)) - before);
  }
  const bubbles: number[] = [];
  let intlObjects = 0;
  for (let send = 0; send < SENDS; send++) {
    const before = await page.evaluate(() => window.timed.intlObjects);
    bubbles.push(await key(page, session, 'Enter'));
    // Until the server's word of it has come too.
    await page.waitForFunction(
      want => document.querySelectorAll('.msg:not(.is-pending)').length === want,
      length + send + 1,
    );
    await pause(SETTLE_MS);
    intlObjects = (await page.evaluate(() => window.timed.intlObjects)) - before;
    await key(page, session, 'b');
  }
  await pause(SETTLE_MS);
  const tasks = await page.evaluate(() => window.timed.tasks);
  await context.close();
  return { keys, keyTasks, bubbles, longest: Math.max(0, ...tasks), intlObjects };
}

function setCookie(
  context: Awaited<ReturnType<Browser['newContext']>>,
  cookie: { name: string; value: string; url: string },
) {
  return context.addCookies([cookie]);
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

/** Presses one key. @returns ms until the frame that shows it was drawn */
async function key(page: Page, session: CDPSession, name: string): Promise<number> {
  const shown = page.evaluate(
    () =>
      new Promise<number>(resolve => {
        window.timed.onShown = resolve;
      }),
  );
  const text = name === 'Enter' ? '\r' : name;
  const code = name === 'Enter' ? { code: 'Enter', windowsVirtualKeyCode: 13 } : { code: `Key${name.toUpperCase()}` };
  await session.send('Input.dispatchKeyEvent', { type: 'keyDown', key: name, text, ...code });
  const ms = await shown;
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: name, ...code });
  return ms;
}

/** Ms of all tasks so far. */
async function spent(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000;
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
    row(
      'key to its letter, p95',
      '20 ms',
      figures => p95(figures.keys),
      (value, figures) => `${ms(value)}, all tasks ${ms(p95(figures.keyTasks))}`,
    ),
    row('Enter to the bubble, p50', '100 ms', figures => median(figures.bubbles)),
    row(`longest task over ${LONG_TASK_MS} ms`, '0 ms', figures => figures.longest),
    row(
      'objects of Intl made by one more message',
      '0',
      figures => figures.intlObjects,
      value => String(value),
    ),
  ];
}
