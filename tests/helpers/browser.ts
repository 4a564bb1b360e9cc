import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContextOptions,
  type CDPSession,
  chromium as driver,
  type Page,
} from 'playwright-core';
import { onTestFinished } from 'vitest';
import { type FoundChromium, findChromium } from './chromium.ts';
import { fontConfig, SCRIPT_FAMILIES } from './fonts.ts';

let found: Promise<FoundChromium> | undefined;
let browser: Promise<Browser> | undefined;

/**
 * Says why browser tests cannot run here, or null when they can. Ask at the top of a test file:
 * ```ts
 * const noBrowser = await whyNoBrowser();
 * describe.skipIf(noBrowser)('the launcher', () => { … openPage() … });
 * ```
 */
export async function whyNoBrowser(): Promise<string | null> {
  found ??= findChromium();
  const { reason } = await found;
  if (reason) console.warn(`SKIPPED: tests in a browser: ${reason}`);
  return reason;
}

/** One browser per test file, started by its first page. It ends with the file's process. */
async function launch(): Promise<Browser> {
  found ??= findChromium();
  const { chromium, reason } = await found;
  if (!chromium) throw new Error(reason);
  return driver.launch({
    executablePath: chromium.path,
    // Test machines often run as root in a container, where Chromium's sandbox cannot start. Hinting would bend the
    // glyphs of the README's pictures to the pixel grid. Certificates of tests are signed by themselves: asked for each
    // connection, as by `ignoreHTTPSErrors`, Chromium now and then asks 32 times for the same one and gives up.
    args: ['--no-sandbox', '--font-render-hinting=none', '--ignore-certificate-errors'],
    // Scrollbars as most people have them: beside what scrolls, and taking its room.
    ignoreDefaultArgs: ['--hide-scrollbars'],
    env: { ...process.env, ...chromium.env, FONTCONFIG_FILE: await fontConfig() },
  });
}

export interface PageOptions {
  /** `navigator.language` and the formats of dates and numbers; default en-US. */
  locale?: string;
  colorScheme?: 'light' | 'dark' | 'no-preference';
  /** CSS pixels; default 1280 × 800. */
  width?: number;
  height?: number;
  reducedMotion?: boolean;
  /** 2 for the README's pictures. */
  deviceScaleFactor?: number;
  /** IANA name; default UTC, so that a test reads the same times everywhere. */
  timezoneId?: string;
  javaScriptEnabled?: boolean;
  /** 4 makes the page's CPU four times slower; it holds for the page returned, not for further ones of its context. */
  cpuThrottle?: number;
  /** Problems this test is about; see `allowProblem`. */
  allow?: RegExp[];
  /** Whatever else a context knows: `hasTouch`, `isMobile`, `offline`, `storageState`, `forcedColors`. */
  context?: BrowserContextOptions;
}

/** What is known to be wrong in each page's context, and which of it the test expects. */
const watched = new WeakMap<object, { problems: string[]; allowed: RegExp[] }>();

/**
 * Opens an empty page in a fresh context, and closes it with the test. The test fails if any page of the context threw,
 * broke its Content-Security-Policy or wrote an error to the console. When it fails, its last screen is kept in
 * tests/browser/output. Call it inside a test (it uses `onTestFinished`), not in `beforeAll`.
 */
export async function openPage(options: PageOptions = {}): Promise<Page> {
  browser ??= launch();
  const context = await (await browser).newContext({
    locale: options.locale ?? 'en-US',
    colorScheme: options.colorScheme ?? 'light',
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
    deviceScaleFactor: options.deviceScaleFactor ?? 1,
    timezoneId: options.timezoneId ?? 'UTC',
    javaScriptEnabled: options.javaScriptEnabled ?? true,
    ...options.context,
  });
  // Far more than a page takes on a busy machine.
  context.setDefaultTimeout(30_000);
  const state = { problems: [] as string[], allowed: [...(options.allow ?? [])] };
  watched.set(context, state);

  context.on('weberror', error => state.problems.push(`uncaught: ${error.error().stack ?? error.error()}`));
  context.on('console', message => {
    if (message.type() === 'error') state.problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  // Registered before the first page, so that this handler sees it too. A page that closes at once has nothing to watch.
  context.on('page', page => void watch(page, state.problems).catch(() => undefined));

  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await keepScreen(page, task.name);
    await context.close();
    const wrong = state.problems.filter(problem => !state.allowed.some(pattern => pattern.test(problem)));
    if (wrong.length > 0) throw new Error(`the page had ${wrong.length} problem(s):\n${wrong.join('\n')}`);
  });

  const page = await context.newPage();
  const session = await watch(page, state.problems);
  if (options.cpuThrottle) await session.send('Emulation.setCPUThrottlingRate', { rate: options.cpuThrottle });
  return page;
}

/** Lets the pages of this page's context have problems that match, from now on and before: for tests about failures. */
export function allowProblem(page: Page, pattern: RegExp): void {
  watched.get(page.context())!.allowed.push(pattern);
}

/** The problems so far, so that a test can assert one: `expect(problems(page)).toContainEqual(…)`. */
export function problems(page: Page): readonly string[] {
  return watched.get(page.context())!.problems;
}

const sessions = new WeakMap<Page, Promise<CDPSession>>();

/** Reports policy violations by the DevTools protocol: that sees report-only ones too, and adds nothing to the page. */
function watch(page: Page, list: string[]): Promise<CDPSession> {
  const known = sessions.get(page) ?? startWatch(page, list);
  sessions.set(page, known);
  return known;
}

async function startWatch(page: Page, list: string[]): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  session.on('Audits.issueAdded', ({ issue }) => {
    const csp = issue.details.contentSecurityPolicyIssueDetails;
    if (csp)
      list.push(`policy: ${csp.violatedDirective} ${csp.contentSecurityPolicyViolationType} ${csp.blockedURL ?? ''}`);
  });
  await session.send('Audits.enable');
  await session.send('Page.setFontFamilies', { fontFamilies: {}, forScripts: SCRIPT_FAMILIES });
  return session;
}

async function keepScreen(page: Page, testName: string): Promise<void> {
  const folder = join(import.meta.dirname, '../browser/output');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${testName.replace(/[^\w.-]+/g, '-').slice(0, 100)}.png`);
  // A page that hangs or has crashed has no screen to keep; the test's own failure is what counts.
  await page.screenshot({ path, timeout: 5_000 }).catch(() => undefined);
}
