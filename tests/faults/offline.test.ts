import { afterEach, expect, test, vi } from 'vitest';
import { startDesk } from './desk.ts';
import type { Kept } from './evidence.ts';
import { entriesIn, expectOrdered } from './evidence.ts';
import { Browser, createStorage, type Page } from './page.ts';
import { onEachStore } from './stores.ts';
import { until } from './until.ts';

afterEach(() => void vi.unstubAllGlobals());

const FORM = { type: 'form.send', name: 'Bolormaa', email: 'bolormaa@shop.example', message: 'Lilies?' } as const;
const bodies = (kept: Kept[]) => kept.map(({ kind, body }) => (kind === 'message' ? body : kind));
const isEmpty = async (page: Page) => (await page.outbox.all()).length === 0;

await onEachStore(startDesk => {
  test('C2 three messages and a form typed offline outlive reloads, a crash and a closed page, and go once, in order', async () => {
    const desk = await startDesk();
    const browser = new Browser(desk);
    await browser.open().say('Zero');
    await desk.kill();

    let page = browser.open();
    page.say('One');
    page.say('Two');
    page.close();
    page = browser.open();
    page.send(FORM);
    page.crash();
    page = browser.open();
    page.say('Three');
    page.close();

    await desk.start();
    page = browser.open();
    await until('the outbox to empty', () => isEmpty(page));
    const kept = await entriesIn(desk.database);
    expectOrdered(kept);
    expect(bodies(kept)).toEqual(['Zero', 'One', 'Two', 'form', 'Three']);
    await until('the page to show them', () => page.texts.length === 5);
    // Nothing is left that a later page would send once more.
    const later = browser.open();
    await until('a link', () => later.state === 'ready');
    await later.say('Four');
    expect(later.texts).toEqual(['Zero', 'One', 'Two', 'form', 'Three', 'Four']);
  });

  test('C2 ST4 a page that dies between the ack and the next thing it does sends again, and it is there once', async () => {
    const desk = await startDesk();
    const browser = new Browser(desk);
    const page = browser.open();
    page.onAck = () => page.crash();
    page.say('One');
    page.say('Two');
    await until('the crash', () => page.state === 'idle');
    expect((await page.outbox.all()).length).toBe(2);
    const later = browser.open();
    await until('the outbox to empty', () => isEmpty(later));
    const kept = await entriesIn(desk.database);
    expectOrdered(kept);
    expect(bodies(kept)).toEqual(['One', 'Two']);
    expect(later.texts).toEqual(['One', 'Two']);
  });

  test.each([
    ['with Web Locks', true],
    ['without, as on plain http', false],
  ])(
    'C2 ST2 two tabs that come online together send what both typed once, in order, and show the same (%s)',
    async (_name, hasLocks) => {
      if (!hasLocks) vi.stubGlobal('navigator', {});
      else expect(navigator.locks, 'Node 24 has them; an older one can not show this').toBeDefined();
      const desk = await startDesk();
      const browser = new Browser(desk);
      await browser.open().say('Zero');
      desk.proxy.cut();
      const tabs = [browser.open(), browser.open()] as const;
      const typed = Array.from({ length: 6 }, (_, index) => `Typed ${index}`);
      const sent = typed.map((text, index) => tabs[index % 2]!.say(text));
      desk.proxy.mend();
      for (const tab of tabs) tab.connection.retry();
      // Who typed a thing is told, whoever sent it.
      const acks = await Promise.all(sent);
      expect(acks.map(({ entry }) => entry?.seq)).toEqual(typed.map((_, index) => index + 2));
      const kept = await entriesIn(desk.database);
      expectOrdered(kept);
      expect(bodies(kept)).toEqual(['Zero', ...typed]);
      for (const tab of tabs) {
        await until('both to show everything', () => tab.entries.size === 7);
        expect(tab.texts).toEqual(['Zero', ...typed]);
        expect(await isEmpty(tab)).toBe(true);
      }
    },
  );
});

test('C2 the tab that sends is closed in the middle, and the other one goes on', async () => {
  const desk = await startDesk();
  const browser = new Browser(desk);
  await browser.open().say('Zero');
  const [first, second] = [browser.open(), browser.open()];
  await until('two links', () => first.state === 'ready' && second.state === 'ready');
  const typed = Array.from({ length: 8 }, (_, index) => `Typed ${index}`);
  let acks = 0;
  first.onAck = () => {
    acks += 1;
    if (acks === 3) first.crash();
  };
  for (const text of typed) first.say(text);
  second.say('From the other one');
  await until('the outbox to empty', () => isEmpty(second));
  const kept = await entriesIn(desk.database);
  expectOrdered(kept);
  expect(bodies(kept)).toEqual(['Zero', ...typed, 'From the other one']);
});

test('C2 a browser whose storage is full keeps it in memory, says so, and sends it all the same', async () => {
  const desk = await startDesk();
  const storage = createStorage();
  const page = new Browser(desk, { storage }).open();
  await page.say('Kept');
  expect(page.outbox.isDurable).toBe(true);
  desk.proxy.cut();
  Object.getPrototypeOf(storage).setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  const sent = ['One', 'Two'].map(text => page.say(text));
  expect(page.outbox.isDurable).toBe(false);
  desk.proxy.mend();
  page.connection.retry();
  await Promise.all(sent);
  expect(bodies(await entriesIn(desk.database))).toEqual(['Kept', 'One', 'Two']);
});

test('C2 a browser that takes its storage away while the page is open loses nothing that the page holds', async () => {
  const desk = await startDesk();
  const storage = createStorage();
  const page = new Browser(desk, { storage }).open();
  await page.say('Kept');
  desk.proxy.cut();
  const sent = [page.say('One')];
  for (const method of ['getItem', 'setItem', 'removeItem']) {
    Object.getPrototypeOf(storage)[method] = () => {
      throw new DOMException('denied', 'SecurityError');
    };
  }
  sent.push(page.say('Two'));
  desk.proxy.mend();
  page.connection.retry();
  await Promise.all(sent);
  expect(bodies(await entriesIn(desk.database)).toSorted()).toEqual(['Kept', 'One', 'Two']);
});

test('C2 a lock that the browser refuses is asked for again', async () => {
  let refusals = 0;
  const request = async (_name: string, work: () => Promise<void>) => {
    refusals += 1;
    if (refusals <= 2) throw new DOMException('not now', 'InvalidStateError');
    return work();
  };
  vi.stubGlobal('navigator', { locks: { request } });
  const desk = await startDesk();
  const page = new Browser(desk).open();
  const { entry } = await page.say('Now?');
  expect(entry?.seq).toBe(1);
});
