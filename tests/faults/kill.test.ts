import { expect, test } from 'vitest';
import { chance, times } from './chance.ts';
import { entriesIn, expectAcked, expectOrdered } from './evidence.ts';
import { Browser, type Page } from './page.ts';
import { onEachStore } from './stores.ts';
import { until } from './until.ts';

const CYCLES = times(10, 100);
const PAGES = 24;

onEachStore((startDesk, share) => {
  const cycles = share(CYCLES);

  test(`ST1 ST2 ST3 killed ${cycles} times under load, what was acked is there once, under its number`, {
    timeout: cycles * 15_000,
  }, async () => {
    const random = chance(1);
    const desk = await startDesk();
    const pages = Array.from({ length: PAGES }, () => new Browser(desk, { random }).open());
    const said = new Map<string, string>();
    let acks = 0;
    let isTalking = true;

    function talk(page: Page) {
      const clientId = `${page.browser.name}-${said.size}`;
      const text = `Message ${said.size}, ${'peony '.repeat(random() * 40)}`.trim();
      said.set(clientId, text);
      page.say(text, clientId).then(() => {
        acks += 1;
        if (isTalking) talk(page);
      });
    }
    for (const page of pages) talk(page);

    for (let cycle = 1; cycle <= cycles; cycle++) {
      const goal = acks + 20 + Math.floor(random() * 250);
      await until(`ack ${goal} in cycle ${cycle}`, () => acks >= goal);
      await desk.kill();
      const kept = await entriesIn(desk.database);
      expectOrdered(kept);
      expectAcked(
        kept,
        pages.flatMap(page => page.acked),
      );
      await desk.start();
      for (const page of pages) page.connection.retry();
    }

    isTalking = false;
    await until('everything said to be acked', () => acks === said.size);
    const kept = await entriesIn(desk.database);
    expectOrdered(kept);
    expect(new Map(kept.map(each => [each.clientId, each.body]))).toEqual(said);
    for (const page of pages) {
      const its = kept.filter(each => each.clientId?.startsWith(`${page.browser.name}-`));
      expect(page.texts).toEqual(its.map(each => each.body));
      // Said one after the other, so numbered in that order.
      expect(its.map(each => each.clientId)).toEqual(
        [...said.keys()].filter(id => id.startsWith(`${page.browser.name}-`)),
      );
    }
  });
});
