import { said } from '../../../../protocol/doctor/says.ts';
import type { Check } from '../check.ts';

/** Beyond this, servers on one database take each other's leases for over (ARCHITECTURE, "Past one machine"). */
const APART_MS = 2_000;

/** This server's clock beside the database's. */
export const clock: Check = {
  name: 'clock',
  async run({ store, now }) {
    const before = now();
    const { clockAt } = await store.doctor.vitals();
    if (clockAt === null) return [said('clockAlone')];
    // It was read at some moment between both looks.
    const after = now();
    const apart = Math.max(0, before - clockAt, clockAt - after);
    return [apart > APART_MS ? said('clockDatabaseOff', { age: apart }) : said('clockDatabase', { ms: apart })];
  },
};
