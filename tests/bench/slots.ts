import type { Week } from '../../protocol/hours.ts';
import { buildApp } from '../../server/app.ts';
import { newSite } from '../../server/features/sites/rules.ts';
import { openSqlite } from '../../server/store/sqlite/open.ts';
import { TEST_CONFIG } from '../helpers/app.ts';
import { median, type Row } from './row.ts';

const ROUNDS = 15;
const PER_ROUND = 100;
const DAY_MS = 86_400_000;
/** A Thursday before clocks change in the zone of the sites. */
const NOW = Date.parse('2026-03-26T10:20:00Z');

const hours: Week = Array.from({ length: 7 }, () => [
  { from: '09:00', to: '13:00' },
  { from: '14:00', to: '18:00' },
]);
const every = (days: number, count: number) =>
  Array.from({ length: count }, (_, at) => ({
    date: new Date(NOW + at * days * DAY_MS).toISOString().slice(0, 10),
    name: '',
  }));
const days = every(9, 200).map(day => ({ ...day, spans: [] }));
const holidays = { url: '', days: every(7, 50), readAt: 0, triedAt: NOW, problem: null };
const SITES = {
  'open all day and night': { hours: null },
  'two spans a day, 200 days that differ, 50 holidays': { hours, days, holidays },
};

/** A week's slots for one page: the whole request in the process, and the times alone beside it. */
export async function slotRows(): Promise<Row[]> {
  const store = await openSqlite(':memory:');
  const app = await buildApp({ config: TEST_CONFIG, store, now: () => NOW });
  let asked = 0;
  const rows: Row[] = [];
  for (const [what, settings] of Object.entries(SITES)) {
    const key = `slots-${rows.length}`;
    const site = newSite({ id: key, key, name: what, origins: ['*'], at: NOW });
    await store.sites.save({ ...site, timeZone: 'Europe/Berlin', ...settings });
    app.context.sites.forget();
    const ask = async () => {
      asked += 1;
      // Each comes from an address of its own, or a limit would answer.
      const remoteAddress = `10.${asked >> 16}.${(asked >> 8) & 255}.${asked & 255}`;
      const answer = await app.inject({
        url: `/v1/sites/${key}/slots`,
        remoteAddress,
        headers: { 'sec-fetch-site': 'same-origin' },
      });
      if (answer.statusCode !== 200) throw new Error(`slots: ${answer.body}`);
    };
    const health = () => app.inject({ url: '/healthz' });
    await cpuMs(ask);
    const [ours, bare]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await cpuMs(ask));
      bare.push(await cpuMs(health));
    }
    rows.push({
      what: `slots of a week for a page, server CPU, ${what}`,
      measured: `${median(ours).toFixed(2)} ms`,
      beside: `goal 2 ms; a request that does nothing ${median(bare).toFixed(2)} ms`,
      ratio: median(ours) / 2,
      goal: '≤ 1',
    });
  }
  await app.close();
  await store.close();
  return rows;
}

async function cpuMs(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  for (let done = 0; done < PER_ROUND; done++) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / PER_ROUND;
}
