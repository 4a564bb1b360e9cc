import { test } from 'vitest';
import { openMongo } from '../../server/store/mongo/open.ts';
import type { Store } from '../../server/store/store.ts';
import { newDatabase, sharedMongo } from '../helpers/mongod.ts';
import { expectGolden, expectGoldenBegins } from './golden.ts';
import { dateAfter, LAST_DAY } from './salon/clock.ts';
import { Play } from './salon/play.ts';
import { dayLines, messageLine, monthLines } from './salon/report.ts';
import { openShop } from './salon/shop.ts';

const mongo = await sharedMongo();
const SEED = 20_260_105;
/** `SALON_SEED` plays other months: they are compared with no file, and must keep to all that holds always. */
const seed = Number(process.env.SALON_SEED) || SEED;
/** Months and two stores on a busy machine: ends what hangs. */
const PATIENCE_MS = 600_000;

/** Days whose book is written down: some in the middle of each month, and those around the change of clocks. */
const isKept = (date: string) => /-1[3-6]$|03-28$|03-30$/.test(date);

async function play(store?: Store, lastDay = LAST_DAY) {
  const months = new Play(await openShop(store), seed);
  const lines: string[] = [];
  await months
    .run(lastDay, async date => {
      if (isKept(date)) lines.push(...(await dayLines(months, date)));
      if (dateAfter(date, 1).endsWith('-01')) lines.push(...(await monthLines(months, date)));
    })
    .catch(error => {
      throw new Error(`SALON_SEED=${seed}: ${error.message}`, { cause: error });
    });
  const messages = months.watch.messages.map(each => messageLine(months, each));
  return { messages: `${messages.join('\n')}\n`, months: `${lines.join('\n')}\n` };
}

test(
  'BK5 BK7 LY2 LY4 six months of a salon: each message, each balance, the book and the lists',
  async () => {
    const { messages, months } = await play();
    if (seed !== SEED) return;
    await expectGolden('salon-messages', messages);
    await expectGolden('salon-months', months);
  },
  PATIENCE_MS,
);

test.skipIf(!mongo.uri)(
  `BK5 BK7 LY2 LY4 on MongoDB the first of them is the same ${mongo.reason ?? ''}`,
  async () => {
    const { messages, months } = await play(await openMongo(newDatabase(mongo)), '2026-01-31');
    if (seed !== SEED) return;
    await expectGoldenBegins('salon-messages', messages);
    await expectGoldenBegins('salon-months', months);
  },
  PATIENCE_MS,
);
