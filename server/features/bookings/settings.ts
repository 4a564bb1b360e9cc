import { type BookingSettings, bookingSettings } from '../../../protocol/bookings.ts';
import type { Context } from '../../context.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import { deskHome } from '../money/settings.ts';
import type { SettingsPart } from '../settings/settings.ts';

export const BOOKINGS: SettingsPart<BookingSettings> = {
  name: 'bookings',
  schema: bookingSettings,
  initial: bookingSettings.parse({}),
};

/** By whose clock the days of the shop are, whichever of its sites somebody comes by. */
export async function shopClock(context: Pick<Context, 'settings' | 'sites'>): Promise<string> {
  return (await context.settings.read(BOOKINGS)).timeZone ?? (await deskHome(context)).timeZone;
}

export async function setBookingSettings(
  context: Context,
  actor: Actor,
  wanted: BookingSettings,
): Promise<BookingSettings> {
  const on = { kind: 'server', id: null, text: '' } as const;
  await context.settings.write(BOOKINGS, wanted, auditRow(context, actor, { what: 'bookings.changed', on }));
  return wanted;
}
