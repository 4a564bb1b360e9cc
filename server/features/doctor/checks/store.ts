import { type Said, said } from '../../../../protocol/doctor/says.ts';
import { AppError } from '../../../app-error.ts';
import type { Check } from '../check.ts';
import type { StoreVitals } from '../store.ts';

/** A day of pictures, and room for SQLite to tidy up in. */
const LOW_BYTES = 512 * 1024 ** 2;
const DAY_MS = 24 * 3_600_000;
/** So long a store may be without a backup, and a backup be the newest. */
const BACKUP_MS = 7 * DAY_MS;

/** Whether what is said is kept, and would be found again. */
export const store: Check = {
  name: 'store',
  async run(context) {
    const from = performance.now();
    try {
      await context.store.ping();
    } catch (error) {
      // A driver's own words may hold addresses of the inside.
      return [said('storeSilent', { problem: error instanceof AppError ? error.message : (error as Error).name })];
    }
    const kept = said('storeKept', { ms: Math.max(1, Math.round(performance.now() - from)) });
    const sites = await context.sites.all();
    const begunAt = Math.min(...sites.map(({ createdAt }) => createdAt));
    return [kept, ...aboutVitals(await context.store.doctor.vitals(), begunAt, context.now())];
  },
};

/** @param begunAt when the store was begun, ms since the epoch; `Infinity`: it holds nothing */
export function aboutVitals(vitals: StoreVitals, begunAt: number, now: number): Said[] {
  const { isDurable, freeBytes } = vitals;
  const disk = freeBytes === null ? [] : [said(freeBytes < LOW_BYTES ? 'diskLow' : 'diskFree', { size: freeBytes })];
  return [...(isDurable ? [] : [said('storeLoose')]), ...aboutBackup(vitals, begunAt, now), ...disk];
}

function aboutBackup({ hasOwnBackups, backupAt }: StoreVitals, begunAt: number, now: number): Said[] {
  if (!hasOwnBackups) return [said('backupElsewhere')];
  if (backupAt === null) return now - begunAt > BACKUP_MS ? [said('backupNone')] : [];
  const age = Math.max(0, now - backupAt);
  return [said(age > BACKUP_MS ? 'backupOld' : 'backupAge', { age })];
}
