import type { Holidays, HolidaysProblem } from '../../../protocol/hours.ts';
import type { Core } from '../../core.ts';
import { PrivateAddressError } from '../../outbox/addresses.ts';
import { get } from '../../outbox/get.ts';
import type { AvailabilityKeeper } from '../availability/availability.ts';
import type { Sites } from '../sites/sites.ts';
import type { SiteRecord } from '../sites/store.ts';
import { holidaysIn } from './calendar.ts';

/** Reads the calendars of sites once a day, and again sooner where one could not be read (SPEC H5). */
export interface HolidayReader {
  /** Reads one now. Null: the site has another calendar by now, or none. @throws AppError STORE_UNAVAILABLE */
  read(site: SiteRecord): Promise<SiteRecord | null>;
  /** Begins with those whose time has come; called by the beat. Of several servers the one that leads does it. */
  tick(): Promise<void>;
  /** Resolves when none is being read. */
  settled(): Promise<void>;
  /** Breaks off what is being read, of which nothing is kept. */
  close(): Promise<void>;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Where nothing could be kept, the store is away: asking somebody's calendar each second would help nobody. */
const REST_MS = 60_000;
/** Thousands of events; the holidays of a country are a tenth of it. */
const MAX_BYTES = 1024 * 1024;
/** Days ahead that are kept: enough for the year in which a calendar may not be readable, and for its next edition. */
const AHEAD_DAYS = 400;

export function createHolidayReader(
  { store, config, now, feed, log }: Pick<Core, 'store' | 'config' | 'now' | 'feed' | 'log'>,
  { sites, availability }: { sites: Sites; availability: AvailabilityKeeper },
): HolidayReader {
  const stopping = new AbortController();
  const leads = () => (feed?.isLeader ?? true) && !stopping.signal.aborted;
  let running: Promise<void> | null = null;
  let restsUntil = 0;

  function isDue({ holidays }: SiteRecord): boolean {
    return holidays !== null && now() - holidays.triedAt >= (holidays.problem ? HOUR_MS : DAY_MS);
  }

  async function read(site: SiteRecord): Promise<SiteRecord | null> {
    if (!site.holidays) return null;
    const looked = await lookAt(site.holidays);
    // What was broken off says nothing of the calendar.
    if (stopping.signal.aborted) return null;
    const changed = await store.sites.keepHolidays(site.id, looked);
    sites.forget();
    // It may be another answer from now on.
    if (changed) availability.tell(changed);
    return changed;
  }

  /** What is known after another look: of a calendar that can not be read, what it said last (SPEC H5). */
  async function lookAt({ url, days, readAt }: Holidays): Promise<Holidays> {
    const at = now();
    const found = await fetched(url, at);
    return Array.isArray(found)
      ? { url, days: found, readAt: at, triedAt: at, problem: null }
      : { url, days, readAt, triedAt: at, problem: found };
  }

  async function fetched(url: string, at: number): ReturnType<typeof holidaysIn> {
    try {
      const mayBePrivate = config.webhooksToPrivate;
      const { status, text, isTooLarge } = await get(url, {
        maxBytes: MAX_BYTES,
        mayBePrivate,
        signal: stopping.signal,
      });
      if (status >= 300 && status < 400) return { code: 'moved', detail: String(status) };
      if (status < 200 || status >= 300) return { code: 'refused', detail: String(status) };
      if (isTooLarge) return { code: 'too_large', detail: '' };
      return await holidaysIn(text, { from: dateOf(at - 2 * DAY_MS), to: dateOf(at + AHEAD_DAYS * DAY_MS) });
    } catch (error) {
      return problemOf(error as Error);
    }
  }

  async function readAll(due: SiteRecord[]): Promise<void> {
    for (const site of due) if (leads()) await read(site);
  }

  return {
    read,
    async tick() {
      if (running || !leads() || now() < restsUntil) return;
      const due = (await sites.all()).filter(isDue);
      if (running || due.length === 0) return;
      running = readAll(due)
        .catch(error => {
          restsUntil = now() + REST_MS;
          log.warn({ err: error }, 'holidays could not be kept; trying again');
        })
        .finally(() => {
          running = null;
        });
    },
    async settled() {
      await running;
    },
    async close() {
      stopping.abort();
      await running;
    },
  };
}

function problemOf(error: Error): HolidaysProblem {
  if (error.cause instanceof PrivateAddressError) return { code: 'private', detail: '' };
  return { code: 'unreachable', detail: error.message };
}

/** By UTC: days on either side are kept anyway. */
function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
