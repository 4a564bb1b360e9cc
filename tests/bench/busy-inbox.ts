/**
 * What a busy desk costs the page of the agent who looks at it: 5,000 open conversations in the built inbox in Chromium,
 * and fifty changes a second in them, from the server as it runs.
 */
import { type Browser, chromium as driver, type Page } from 'playwright-core';
import { SESSION_COOKIE } from '../../server/features/sessions/commands.ts';
import { findChromium } from '../helpers/chromium.ts';
import { fontConfig } from '../helpers/fonts.ts';
import { type Child, startChild } from './child.ts';
import { count, type Row } from './row.ts';
import { scriptMs } from './script-time.ts';

const CONVERSATIONS = 5_000;
const PER_SECOND = 50;
const SECONDS = 15;
/** Of the time that passes; the rest is left to drawing, and to the agent. */
const MOST_SHARE = 0.2;
/** A cheap computer, for comparison. */
const SLOWDOWN = 4;
const PATIENCE_MS = 60_000;

/** What the page did while the desk was busy. */
interface Figures {
  /** Of the time that passed: in script, and in all tasks of the page's thread. */
  scriptShare: number;
  taskShare: number;
  /** Tasks that held the page up, ms. */
  long: number[];
  /** After a collection, bytes. */
  heapBefore: number;
  heapAfter: number;
  changes: number;
}

/** @returns the rows, or why there are none */
export async function busyInboxRows(databaseUrl: string): Promise<Row[] | string> {
  const { chromium, reason } = await findChromium();
  if (!chromium) return reason;
  const [server, { port }] = await startChild<{ port: number }>('deskbell-server.ts', { databaseUrl });
  const browser = await driver.launch({
    executablePath: chromium.path,
    args: ['--no-sandbox'],
    env: { ...process.env, ...chromium.env, FONTCONFIG_FILE: await fontConfig() },
  });
  try {
    const desk = await server.ask<{ cookie: string }>({ kind: 'busyDesk', conversations: CONVERSATIONS });
    const look = (ways: { isRead: boolean; slowdown: number }) =>
      watch(browser, { url: `http://127.0.0.1:${port}`, server, ...desk, ...ways });
    return [
      ...rowsOf('all of them read', await look({ isRead: true, slowdown: 1 }), true),
      ...rowsOf('the first page read', await look({ isRead: false, slowdown: 1 }), true),
      ...rowsOf(`all of them read, ${SLOWDOWN} times slower`, await look({ isRead: true, slowdown: SLOWDOWN }), false),
    ];
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function watch(
  browser: Browser,
  desk: { url: string; cookie: string; server: Child; isRead: boolean; slowdown: number },
): Promise<Figures> {
  const { url, server } = desk;
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  context.setDefaultTimeout(PATIENCE_MS);
  try {
    await context.addCookies([{ name: SESSION_COOKIE, value: desk.cookie.slice(SESSION_COOKIE.length + 1), url }]);
    const page = await context.newPage();
    await page.goto(`${url}/inbox/mine`);
    await page.locator('.rows .row').first().waitFor();
    if (desk.isRead) await readAll(page);
    const session = await context.newCDPSession(page);
    const heap = async () => {
      await session.send('HeapProfiler.collectGarbage');
      return (await session.send('Runtime.getHeapUsage')).usedSize;
    };
    const taskSeconds = async () =>
      (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')!.value;
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await session.send('Emulation.setCPUThrottlingRate', { rate: desk.slowdown });
    const heapBefore = await heap();
    await page.evaluate(watchLong);
    const tasksBefore = await taskSeconds();
    await browser.startTracing(page, { categories: ['devtools.timeline', 'v8'] });
    const { ms, changes } = await server.ask<{ ms: number; changes: number }>({
      kind: 'stir',
      perSecond: PER_SECOND,
      seconds: SECONDS,
    });
    const taskMs = ((await taskSeconds()) - tasksBefore) * 1000;
    const long = await page.evaluate(() => window.longTasks);
    const trace = JSON.parse(String(await browser.stopTracing()));
    return {
      scriptShare: scriptMs(trace.traceEvents) / ms,
      taskShare: taskMs / ms,
      long,
      heapBefore,
      heapAfter: await heap(),
      changes,
    };
  } finally {
    await context.close();
  }
}

declare global {
  interface Window {
    longTasks: number[];
  }
}

/** Runs in the page. */
function watchLong(): void {
  window.longTasks = [];
  new PerformanceObserver(list => {
    window.longTasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask' });
}

/** Scrolls on until all of the list is in the page, and back: at its beginning nothing holds the order of the rows. */
async function readAll(page: Page): Promise<void> {
  await page.locator('.rows').evaluate(async (list: HTMLElement, all: number) => {
    const isRead = () => list.querySelector('.row')?.getAttribute('aria-setsize') === String(all);
    while (!isRead()) {
      list.scrollTop = list.scrollHeight;
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    list.scrollTop = 0;
  }, CONVERSATIONS);
  await page.locator('.row[aria-posinset="1"]').waitFor();
}

function rowsOf(how: string, figures: Figures, hasGoal: boolean): Row[] {
  const { scriptShare, taskShare, long, heapBefore, heapAfter, changes } = figures;
  const what = (name: string) =>
    `inbox with ${count(CONVERSATIONS)} open conversations, ${how}, ${PER_SECOND} changes a second: ${name}`;
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  return [
    {
      what: what('script, of the time that passes'),
      measured: percent(scriptShare),
      beside: `goal ${percent(MOST_SHARE)}; all tasks ${percent(taskShare)}; ${count(changes)} changes`,
      ratio: scriptShare / MOST_SHARE,
      goal: hasGoal ? '≤ 1' : '',
    },
    {
      what: what('long tasks'),
      measured: `${long.length}`,
      beside: long.map(ms => `${ms.toFixed(0)} ms`).join(', ') || 'none',
      ratio: long.length,
      goal: hasGoal ? '≤ 0' : '',
    },
    {
      what: what('heap after it'),
      measured: mb(heapAfter),
      beside: `before it ${mb(heapBefore)}`,
      ratio: heapAfter / heapBefore,
      goal: '',
    },
  ];
}
