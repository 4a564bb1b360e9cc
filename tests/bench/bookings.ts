import type { SlotsAnswer } from '../../protocol/callbacks.ts';
import { buildApp } from '../../server/app.ts';
import { newSite } from '../../server/features/sites/rules.ts';
import { openStore } from '../../server/store/open.ts';
import { NO_RATES } from '../../server/wire/rate-limit.ts';
import { TEST_CONFIG } from '../helpers/app.ts';
import { count, type Row } from './row.ts';

const BOOKINGS = 6_000;
/** So many people are under way at once. */
const AT_ONCE = 200;
const NOW = Date.UTC(2025, 5, 2, 12);
const KEY = 'bookings';

/** Calls booked at one site by as many people, each by HTTP and for a time of the whole offer: the whole way of a request. */
export async function bookings(what: string, url: string, wanted = BOOKINGS): Promise<Row> {
  const store = await openStore(url);
  const app = await buildApp({ config: TEST_CONFIG, store, now: () => NOW, rates: NO_RATES });
  const site = newSite({ id: KEY, key: KEY, name: 'Shop', origins: ['*'], at: NOW });
  await store.sites.save({ ...site, slotMinutes: 10, horizonDays: 31, callbacksPerSlot: 10 });
  app.context.sites.forget();
  const headers = { 'sec-fetch-site': 'same-origin' };
  const offer = await app.inject({ url: `/v1/sites/${KEY}/slots`, headers });
  const starts = offer.json<SlotsAnswer>().slots.map(each => each.startAt);

  let asked = 0;
  async function book(): Promise<void> {
    while (asked < wanted) {
      asked += 1;
      const payload = {
        type: 'callback.request',
        clientId: `booking-${asked}`,
        phone: `+976991${String(asked).padStart(5, '0')}`,
        name: 'Bat',
        startAt: starts[asked % starts.length],
      };
      const answer = await app.inject({ method: 'POST', url: `/v1/sites/${KEY}/submissions`, headers, payload });
      if (answer.statusCode !== 201) throw new Error(`booking: ${answer.body}`);
    }
  }

  const [before, began] = [process.cpuUsage(), performance.now()];
  await Promise.all(Array.from({ length: AT_ONCE }, book));
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - began) / 1000;
  await app.close();
  await store.close();
  const perSecond = wanted / ((user + system) / 1_000_000);
  return {
    what: `calls booked at one site, per second of CPU, ${what}`,
    measured: count(perSecond),
    beside: `goal 1,000; ${count(wanted / seconds)} a second by the clock`,
    ratio: perSecond / 1_000,
    goal: '≥ 1',
  };
}
