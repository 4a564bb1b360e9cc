import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, CDPSession, Page } from 'playwright-core';
import type { Guest } from './page-site.ts';

/** What comes late has come by then: tasks, requests, the server's welcome. */
const SETTLE_MS = 400;
/** Longer than any widget takes. */
const PATIENCE_MS = 20_000;
const LONG_TASK_MS = 50;
/** A slow phone connection: ms until the first byte, and bytes a second of 1,638 kbit/s. */
const SLOW_4G = { latency: 150, downloadThroughput: 204_750, uploadThroughput: 204_750, offline: false };

/** What a page cost until it was quiet. All ms are of the main thread. */
export interface Loading {
  scriptMs: number;
  /** All tasks: script, parsing, style, layout, painting. */
  taskMs: number;
  blockedMs: number;
  /** Beside the page itself. */
  requests: number;
  /** Of those on the wire, headers too. */
  bytes: number;
}

export interface Opening {
  /** From the press to the frame that shows a field which takes text. */
  usableMs: number;
  /** All tasks from the press until the page is quiet: what a busy machine adds to the wait is not in it. */
  taskMs: number;
  blockedMs: number;
}

export interface Held {
  heapBytes: number;
  /** All that live, also in shadow roots and out of the document. */
  nodes: number;
}

/** Kept in the page by `watch`. */
interface Watched {
  tasks: { at: number; ms: number }[];
  pressedAt: number;
  /** Ms from the press to the frame that shows the field. */
  usable: Promise<number>;
  find(path: string[]): HTMLElement | null;
}
declare global {
  interface Window {
    watched: Watched;
  }
}

/** Runs in the page, before anything else there. */
function watch(): void {
  const watched: Watched = {
    tasks: [],
    pressedAt: 0,
    usable: Promise.resolve(0),
    find: path =>
      path.reduce<HTMLElement | null>((found, css) => (found?.shadowRoot ?? document).querySelector(css), null),
  };
  // Of the wall clock, as people wait; the blank page beside it shows what is the machine's.
  new PerformanceObserver(list => {
    watched.tasks.push(...list.getEntries().map(task => ({ at: task.startTime, ms: task.duration })));
  }).observe({ type: 'longtask', buffered: true });
  // When the browser got the press, not when a busy page came round to it.
  addEventListener(
    'pointerdown',
    event => {
      watched.pressedAt = event.timeStamp;
    },
    true,
  );
  window.watched = watched;
}

/** Runs in the page: the middle of an element, once it is there. */
function middle(path: string[]): Promise<{ x: number; y: number; now: number }> {
  return new Promise(resolve => {
    const look = () => {
      const { x = 0, y = 0, width = 0, height = 0 } = window.watched.find(path)?.getBoundingClientRect() ?? {};
      if (!width) return requestAnimationFrame(look);
      resolve({ x: x + width / 2, y: y + height / 2, now: performance.now() });
    };
    look();
  });
}

/** Runs in the page: begins to look at each frame whether the field can be used. */
function lookForField(path: string[]): void {
  const takesText = (field: HTMLTextAreaElement | null) => {
    if (!field || field.disabled || field.readOnly) return false;
    const { left, top, width, height } = field.getBoundingClientRect();
    // What a finger put there would meet: it is in view, drawn, and nothing lies over it.
    const met = width && (field.getRootNode() as ShadowRoot).elementFromPoint(left + width / 2, top + height / 2);
    return met === field;
  };
  window.watched.usable = new Promise(resolve => {
    const look = () => {
      if (!takesText(window.watched.find(path) as HTMLTextAreaElement)) return requestAnimationFrame(look);
      // This runs before its frame is drawn; a message comes after.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now() - window.watched.pressedAt);
      port2.postMessage(0);
    };
    look();
  });
}

/** Runs in the page: presses on the button, with frames between them. */
async function pressOften({ path, times }: { path: string[]; times: number }): Promise<void> {
  const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
  for (let press = 0; press < times; press++) {
    window.watched.find(path)!.click();
    await frame();
    await frame();
  }
}

/** A page in a fresh profile, hence in a process of its own and with empty caches. */
export class Visit {
  private readonly page: Page;
  private readonly session: CDPSession;
  private readonly wire = { requests: 0, bytes: 0 };

  private constructor(page: Page, session: CDPSession) {
    this.page = page;
    this.session = session;
  }

  /** @param slowdown 4: the page's processor is four times slower */
  static async begin(browser: Browser, slowdown: number): Promise<Visit> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const visit = new Visit(page, session);
    await page.addInitScript(watch);
    // The page's own file is everyone's.
    let documentId = '';
    session.on('Network.responseReceived', ({ type, requestId }) => {
      if (type === 'Document') documentId = requestId;
      else visit.wire.requests++;
    });
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (requestId !== documentId) visit.wire.bytes += encodedDataLength;
    });
    await session.send('Network.enable');
    // The processor's time of the thread: what other programs take meanwhile is not in it, and what the brake adds is.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    return visit;
  }

  end(): Promise<void> {
    return this.page.context().close();
  }

  /**
   * Loads a page until it is quiet. Nothing looks for the button before the figures are taken: looking is script as well.
   */
  async load(url: string): Promise<Loading> {
    await this.page.goto(url, { waitUntil: 'load' });
    await pause(SETTLE_MS);
    const { scriptMs, taskMs } = await this.spent();
    return { scriptMs, taskMs, blockedMs: await this.blockedMs(0), ...this.wire };
  }

  async slowNetwork(): Promise<void> {
    await this.session.send('Network.emulateNetworkConditions', SLOW_4G);
  }

  /**
   * Presses the button until the field can be used.
   * @param isHovered the pointer rested on the button before, and whatever it loads for that is there. Otherwise it is
   * pressed as by a finger: out of nowhere.
   */
  async open(guest: Guest, isHovered = false): Promise<Opening> {
    const { x, y, now } = await this.page.evaluate(middle, guest.button);
    const mouse = (type: 'mouseMoved' | 'mousePressed' | 'mouseReleased') =>
      this.session.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 });
    if (isHovered) {
      await mouse('mouseMoved');
      await pause(SETTLE_MS);
    }
    await this.page.evaluate(lookForField, guest.field);
    const before = await this.spent();
    // Both at once, lest the way between the programs is taken for a slow finger.
    await Promise.all([mouse('mousePressed'), mouse('mouseReleased')]);
    const usableMs = await this.page.evaluate(() => window.watched.usable);
    await pause(SETTLE_MS);
    const { taskMs } = await this.spent();
    return { usableMs, taskMs: taskMs - before.taskMs, blockedMs: await this.blockedMs(now) };
  }

  /** What is held after a collection: without one it would be chance how much is only not yet swept up. */
  async held(): Promise<Held> {
    await this.session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.session.send('Runtime.getHeapUsage');
    // Counted by the browser, so that nodes which no script holds are in it too.
    const { nodes } = await this.session.send('Memory.getDOMCounters');
    return { heapBytes: usedSize, nodes };
  }

  /** Opens and closes over and over, then has the guest leave. @returns nodes that live outside the document */
  async detached(guest: Guest, rounds: number): Promise<number> {
    // The first time it may have to load; each press after that closes or opens.
    await this.open(guest);
    await this.page.evaluate(pressOften, { path: guest.button, times: rounds * 2 - 1 });
    await this.page.evaluate(guest.leave);
    await pause(SETTLE_MS);
    const { nodes } = await this.held();
    return (
      nodes -
      (await this.page.evaluate(() => {
        const walker = document.createTreeWalker(document);
        let attached = 1;
        while (walker.nextNode()) attached++;
        return attached;
      }))
    );
  }

  private async spent(): Promise<{ scriptMs: number; taskMs: number }> {
    const { metrics } = await this.session.send('Performance.getMetrics');
    const ms = (...names: string[]) =>
      metrics.reduce((sum, { name, value }) => sum + (names.includes(name) ? value * 1000 : 0), 0);
    // Compiling is not part of script's time there.
    return { scriptMs: ms('ScriptDuration', 'V8CompileDuration'), taskMs: ms('TaskDuration') };
  }

  /** Total blocking time since then: of each long task what is beyond 50 ms. */
  private blockedMs(since: number): Promise<number> {
    return this.page.evaluate(
      ({ since, most }) =>
        window.watched.tasks.reduce((sum, { at, ms }) => sum + (at + ms > since ? Math.max(0, ms - most) : 0), 0),
      { since, most: LONG_TASK_MS },
    );
  }
}
