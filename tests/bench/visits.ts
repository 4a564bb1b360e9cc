import { buildApp } from '../../server/app.ts';
import type { BookingRecord } from '../../server/features/bookings/store.ts';
import { REMINDERS } from '../../server/features/reminders/settings.ts';
import { newSite } from '../../server/features/sites/rules.ts';
import { figures } from '../../server/features/visits/commands.ts';
import { openSqlite } from '../../server/store/sqlite/open.ts';
import { newDraft, newPlan } from '../contract/rules/bookings.ts';
import { newPurchase } from '../contract/rules/purchases.ts';
import { newId, person } from '../contract/scene.ts';
import { TEST_CONFIG } from '../helpers/app.ts';
import { median, type Row } from './row.ts';

const ROUNDS = 15;
const EMPLOYEES = 10;
/** Of each month. */
const VISITS = 2_000;
const PEOPLE = 700;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.parse('2026-04-01T12:00:00Z');

/** What ten employees did in a month of two thousand visits, with the three months before it, in which people came before. */
export async function visitRows(): Promise<Row[]> {
  const store = await openSqlite(':memory:');
  const app = await buildApp({ config: TEST_CONFIG, store, now: () => NOW });
  await store.sites.save({ ...newSite({ id: 'salon', key: 'salon', name: 'Salon', origins: ['*'], at: NOW }) });
  app.context.sites.forget();
  const people: string[] = [];
  for (let at = 0; at < PEOPLE; at += 1) people.push(await person(store));
  for (let at = 0; at < 4 * VISITS; at += 1) {
    const contactId = people[(at * 7) % PEOPLE]!;
    const staffId = `e${at % EMPLOYEES}`;
    const day = Math.floor(at / ((4 * VISITS) / 120));
    const startAt = NOW - 120 * DAY_MS + day * DAY_MS + (Math.floor(at / EMPLOYEES) % 7) * HOUR_MS;
    const made = (await store.bookings.book(newDraft(newPlan([staffId], startAt)), { contactId }))!.booking;
    await done(store, made);
    const date = new Date(startAt).toISOString().slice(0, 10);
    const shares = [{ staffId, name: staffId, percent: 100 }];
    const lines = [{ name: 'Cut', quantity: 1, price: 35_000, shares }];
    await store.purchases.add([
      newPurchase({ id: newId('bought'), contactId, lines, total: 35_000, at: startAt, date }),
    ]);
  }
  const viewer = { id: 'owner', role: 'owner' as const, siteIds: null };
  const ask = () => figures(app.context, viewer, { month: '2026-03', within: 90 });
  const [first] = (await ask()).employees;
  if (!first || first.visits < 100) throw new Error('visits: nobody did anything');
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage();
    await ask();
    const { user, system } = process.cpuUsage(before);
    took.push((user + system) / 1000);
  }
  await app.close();
  await store.close();
  return [
    {
      what: 'figures of a month, 10 employees, 2,000 visits and 6,000 before them, server CPU',
      measured: `${median(took).toFixed(1)} ms`,
      beside: 'goal 50 ms',
      ratio: median(took) / 50,
      goal: '≤ 1',
    },
  ];
}

async function done(store: Awaited<ReturnType<typeof openSqlite>>, { id, version }: BookingRecord): Promise<void> {
  const by = { kind: 'system' } as const;
  await store.bookings.change({ id, version, change: { state: 'done' }, by, reminders: REMINDERS.initial, at: NOW });
}
