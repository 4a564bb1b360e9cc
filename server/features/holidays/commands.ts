/** What an owner does about the calendar that a site's holidays come from. */
import type { Holidays } from '../../../protocol/hours.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { checkedUrl } from '../../outbox/checked-url.ts';
import type { Actor } from '../audit/commands.ts';
import { siteRow, storedSite } from '../sites/commands.ts';

const URL_EXAMPLE = 'https://calendar.example/holidays.ics';

/** @throws AppError SITE_UNKNOWN */
export async function holidaysOf(context: Context, key: string): Promise<Holidays | null> {
  return (await storedSite(context, key)).holidays;
}

/**
 * Sets the address, and reads what is there. One that can not be read is kept all the same, and tried again.
 * @returns what was found, or what was wrong
 * @throws AppError SITE_UNKNOWN, FIELD_INVALID
 */
export async function setHolidays(context: Context, actor: Actor, key: string, text: string): Promise<Holidays | null> {
  const { store, config, now } = context;
  // As calendars write an address to subscribe to.
  const url = checkedUrl(config, text.trim().replace(/^webcals?:/i, 'https:'), URL_EXAMPLE);
  const { id, holidays } = await storedSite(context, key);
  if (holidays?.url !== url) {
    const fresh = { url, days: [], readAt: null, triedAt: now(), problem: null };
    await store.sites.update(id, { holidays: fresh }, siteRow(context, actor, 'site.changed', id, 'holidays'));
  }
  return readHolidays(context, key);
}

/** Reads them again now. @throws AppError SITE_UNKNOWN */
export async function readHolidays(context: Context, key: string): Promise<Holidays | null> {
  const site = await storedSite(context, key);
  const read = await context.holidays.read(site);
  // Somebody else set another one meanwhile.
  return read ? read.holidays : holidaysOf(context, key);
}

/** No calendar is read any more, and its days are days like others. @throws AppError SITE_UNKNOWN */
export async function removeHolidays(context: Context, actor: Actor, key: string): Promise<void> {
  const { store, sites, availability } = context;
  const { id } = await storedSite(context, key);
  const changed = await store.sites.update(
    id,
    { holidays: null },
    siteRow(context, actor, 'site.changed', id, 'holidays'),
  );
  if (!changed) throw new AppError('SITE_UNKNOWN');
  sites.forget();
  availability.tell(changed);
}
