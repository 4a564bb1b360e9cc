import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { ShownOptions, WorkerScope } from '../../inbox/features/push/worker/scope.ts';
import { allowProblem, openPage, whyNoBrowser } from '../helpers/browser.ts';
import { startDeskbell } from '../helpers/deskbell.ts';
import { openInbox } from '../helpers/inbox-page.ts';
import { openPushService } from '../helpers/push-service.ts';
import { widgetOn } from '../helpers/widget-page.ts';

const noBrowser = await whyNoBrowser();
const WORDS = 'Do you deliver to Darkhan?';

/** Gives the page what Chromium has not without a screen: a push service, and somebody who lets us show something. */
async function subscribeWith(page: Page, subscription: object): Promise<void> {
  await page.addInitScript(given => {
    let held: object | null = null;
    // Asked for a badge, it ends the page.
    Object.assign(Navigator.prototype, { setAppBadge: undefined, clearAppBadge: undefined });
    Object.defineProperty(Notification, 'permission', { get: () => 'granted' });
    Notification.requestPermission = async () => 'granted';
    Object.assign(PushManager.prototype, {
      getSubscription: async () => held,
      async subscribe({ applicationServerKey: key }: { applicationServerKey: string }) {
        const bytes = Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), each => each.charCodeAt(0));
        held = { toJSON: () => given, options: { applicationServerKey: bytes.buffer }, unsubscribe: async () => true };
        return held;
      },
    });
  }, subscription);
}

type Shown = [title: string, options: ShownOptions];

/** The page's worker, as the browser would wake it: no push service has a way into a Chromium without a screen. */
async function workerOf(page: Page) {
  const context = page.context();
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  return {
    /** @returns what it shows */
    push: (message: object) =>
      worker.evaluate(async text => {
        const { registration, navigator } = globalThis as unknown as WorkerScope;
        const shown: Shown[] = [];
        Object.assign(Object.getPrototypeOf(navigator), { setAppBadge: undefined });
        registration.showNotification = async (...what: Shown) => void shown.push(what);
        let done: Promise<unknown> | undefined;
        const event = new Event('push');
        Object.assign(event, { data: { json: () => JSON.parse(text) } });
        Object.defineProperty(event, 'waitUntil', {
          value(work: Promise<unknown>) {
            done = work;
          },
        });
        dispatchEvent(event);
        await done;
        return shown;
      }, JSON.stringify(message)),
    click: (url: unknown) =>
      worker.evaluate(async data => {
        let done: Promise<unknown> | undefined;
        const event = new Event('notificationclick');
        Object.assign(event, { notification: { data, close: () => undefined } });
        Object.defineProperty(event, 'waitUntil', {
          value(work: Promise<unknown>) {
            done = work;
          },
        });
        dispatchEvent(event);
        await done;
      }, url),
  };
}

describe.skipIf(noBrowser !== null)(`push ${noBrowser ?? ''}`, () => {
  test('PU8 PU10 PU11 a device is switched on, shows what it is pushed, and has the page without a line', async () => {
    const service = await openPushService();
    const deskbell = await startDeskbell({ env: { WEBHOOKS_TO_PRIVATE: 'on' } });
    const visitor = widgetOn(await openPage());
    await visitor.page.goto(`${deskbell.url}/demo?lang=en`);
    await visitor.open();
    await visitor.say(WORDS);

    const { page, row, openRow } = await openInbox(deskbell);
    await subscribeWith(page, service.subscribe('phone'));
    await page.goto(`${deskbell.url}/inbox/settings/told`);
    const tell = page.getByRole('checkbox', { name: 'Tell me on this device' });
    await tell.click();
    await page.getByRole('button', { name: 'Send a test' }).click();
    await service.hasGot(1);
    expect(await tell.isChecked()).toBe(true);

    const worker = await workerOf(page);
    const [[title, shown] = []] = await worker.push(service.got[0]!.message);
    expect(title).toBe('This is how you will be told');
    expect(shown).toMatchObject({ tag: 'test', silent: false, data: `${deskbell.url}/inbox/settings/told` });

    // To who looks at the conversation it is shown without a sound.
    await page.goto(`${deskbell.url}/inbox/all`);
    await openRow(WORDS);
    const id = new URL(page.url()).pathname.split('/').at(-1)!;
    await page.bringToFront();
    const about = { title: 'Somebody', body: 'waits', url: `inbox/all/${id}`, tag: id, locale: 'en' };
    expect(await worker.push(about)).toEqual([
      ['Somebody', expect.objectContaining({ silent: true, renotify: false })],
    ]);
    await page.goto(`${deskbell.url}/inbox/mine`);
    const [[, elsewhere] = []] = await worker.push(about);
    expect(elsewhere!.silent).toBe(false);
    await worker.click(elsewhere!.data);
    await page.waitForURL(`**/inbox/all/${id}`);

    for (const each of [page, visitor.page]) {
      allowProblem(each, /ERR_CONNECTION_REFUSED|Failed to load resource|WebSocket connection/);
    }
    await deskbell.stop();
    await page.reload();
    await page.getByText('The server does not answer.').waitFor();
    await deskbell.start();
    await page.getByRole('button', { name: 'Try again' }).click();
    await row(WORDS).waitFor();
  });
});
