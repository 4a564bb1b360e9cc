import { buildApp } from '../../server/app.ts';
import { REMINDERS } from '../../server/features/reminders/settings.ts';
import { newSite } from '../../server/features/sites/rules.ts';
import { SWITCHES } from '../../server/features/switches/switches.ts';
import { openSqlite } from '../../server/store/sqlite/open.ts';
import { NO_RATES } from '../../server/wire/rate-limit.ts';
import { person } from '../contract/scene.ts';
import { TEST_CONFIG } from '../helpers/app.ts';
import { median, type Row } from './row.ts';

const ROUNDS = 15;
const PER_ROUND = 30;
const EMPLOYEES = 10;
const BOOKINGS = 2_000;
const QUARTER_MS = 15 * 60_000;
const DAY_MS = 24 * 3_600_000;
/** A week before clocks change in the zone of the shop. */
const NOW = Date.parse('2026-03-22T22:00:00Z');
const KEY = 'salon';

const hours = [
  { from: '09:00', to: '13:00' },
  { from: '14:00', to: '20:00' },
];
const lunch = Array.from({ length: 7 }, () => [{ from: '16:00', to: '16:15' }]);

/** Free times of a month in a shop of ten with two thousand bookings: the whole request in the process. */
export async function freeTimeRows(): Promise<Row[]> {
  const store = await openSqlite(':memory:');
  const app = await buildApp({ config: TEST_CONFIG, store, now: () => NOW, rates: NO_RATES });
  const site = newSite({ id: KEY, key: KEY, name: 'Salon', origins: ['*'], at: NOW });
  await store.sites.save({ ...site, timeZone: 'Europe/Berlin' });
  app.context.sites.forget();
  const all = { customers: true, telephone: false, booking: true, loyalty: false };
  await app.context.settings.write(SWITCHES, all);
  const row = { id: 'row', at: NOW, what: 'employee.changed', on: { kind: 'server', id: null, text: '' } } as const;
  const said = (id: string) => ({ ...row, id, who: { kind: 'system' }, from: null, siteId: null }) as const;
  const made = { version: 1, createdAt: NOW, updatedAt: NOW, isActive: true };
  const week = Array.from({ length: 7 }, () => hours);
  for (let at = 0; at < EMPLOYEES; at += 1) {
    const rest = { agentId: null, languages: [], week, shifts: [], breaks: lunch, daysOff: [] };
    await store.employees.create({ id: `e${at}`, name: `Employee ${at}`, ...rest, ...made }, EMPLOYEES, said(`a${at}`));
  }
  const length = { durationMinutes: 45, bufferBeforeMinutes: 0, bufferAfterMinutes: 15 };
  const of = { names: { en: 'Cut' }, category: '', price: null, staffIds: null, resourceIds: [], siteIds: null };
  const service = { id: 'cut', ...of, ...length, isOnline: true, pictureId: null, ...made };
  await store.services.create(service, 1, said('b'));

  const from = NOW + DAY_MS - (NOW % DAY_MS);
  const contactId = await person(store);
  let booked = 0;
  for (let day = 0; booked < BOOKINGS; day = (day + 1) % 30) {
    const staffId = `e${booked % EMPLOYEES}`;
    const startAt = from + day * DAY_MS + (28 + ((booked * 7 + Math.floor(booked / 40)) % 40)) * QUARTER_MS;
    const item = { serviceId: 'cut', name: 'Cut', price: null, startAt, endAt: startAt + QUARTER_MS };
    const slot = { owners: [`staff ${staffId}`], from: startAt, to: startAt + QUARTER_MS, item: 0 };
    const kept = await store.bookings.book(
      {
        ...{ id: `booking-${booked}`, siteId: KEY, currency: 'EUR', timeZone: 'Europe/Berlin', name: 'Bat', note: '' },
        ...{ locale: 'en', visitorZone: 'UTC', source: 'hand', by: { kind: 'system' }, sourceKey: 'bench' },
        ...{ clientId: null, fingerprint: '', holdId: null, tellIn: 'en', reminders: REMINDERS.initial, at: NOW },
        plan: { startAt, endAt: item.endAt, items: [item], slots: [slot], names: { [staffId]: staffId } },
      },
      { contactId },
    );
    if (kept) booked += 1;
  }

  const headers = { 'sec-fetch-site': 'same-origin' };
  let asked = 0;
  const ask = async () => {
    asked += 1;
    const remoteAddress = `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}`;
    const answer = await app.inject({
      url: `/v1/sites/${KEY}/booking/times?services=cut&from=2026-03-23&days=31`,
      remoteAddress,
      headers,
    });
    if (answer.statusCode !== 200) throw new Error(`free times: ${answer.body}`);
  };
  const health = () => app.inject({ url: '/healthz' });
  await cpuMs(ask);
  const [ours, bare]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await cpuMs(ask));
    bare.push(await cpuMs(health));
  }
  await app.close();
  await store.close();
  return [
    {
      what: 'free times of a month, 10 employees, 2,000 bookings, server CPU',
      measured: `${median(ours).toFixed(2)} ms`,
      beside: `goal 10 ms; a request that does nothing ${median(bare).toFixed(2)} ms`,
      ratio: median(ours) / 10,
      goal: '≤ 1',
    },
  ];
}

async function cpuMs(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  for (let done = 0; done < PER_ROUND; done += 1) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / PER_ROUND;
}
