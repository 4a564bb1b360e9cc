import { expect, test } from 'vitest';
import { openMongo } from '../../../../server/store/mongo/open.ts';
import { buildTestApp } from '../../../helpers/app.ts';
import { newDatabase, sharedMongo } from '../../../helpers/mongod.ts';
import { HOUR } from '../bookings/salon.ts';
import { ALL, FRIDAY, MINUTE, openShop } from './shop.ts';

const mongo = await sharedMongo();

test.skipIf(!mongo.uri)(`RM4 of two servers one tells it, whichever finds it first ${mongo.reason ?? ''}`, async () => {
  const url = newDatabase(mongo);
  const shop = await openShop(ALL, { store: await openMongo(url) });
  const other = await buildTestApp({ store: await openMongo(url), config: shop.config });
  const desks = [shop.desk, other];
  await shop.take(FRIDAY);
  for (const ms of [MINUTE, 22 * HOUR + 40 * MINUTE, HOUR]) {
    await Promise.all(desks.map(desk => desk.pass(ms)));
    await Promise.all(desks.map(desk => desk.context.outbox.settled()));
  }
  expect(shop.letters()).toHaveLength(2);
});
