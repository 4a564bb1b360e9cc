import { test } from 'vitest';
import { chance } from '../helpers/chance.ts';
import { entriesIn } from './evidence.ts';
import { times } from './length.ts';
import { onEachStore } from './stores.ts';
import { startTalk } from './talk.ts';

const CYCLES = times(10, 100);
const PAGES = 24;

await onEachStore((startDesk, share) => {
  const cycles = share(CYCLES);

  test(`ST1 ST2 ST3 killed ${cycles} times under load, what was acked is there once, under its number`, {
    timeout: cycles * 40_000,
  }, async () => {
    const random = chance(1);
    const desk = await startDesk();
    const talk = startTalk([desk], PAGES, random);
    for (let cycle = 1; cycle <= cycles; cycle++) {
      await talk.goOn(20 + Math.floor(random() * 250));
      await desk.kill();
      talk.expectAcked(await entriesIn(desk.database));
      await desk.start();
      for (const page of talk.pages) page.connection.retry();
    }
    await talk.end();
    talk.expectAll(await entriesIn(desk.database));
  });
});
