/** What an owner sets of what people are told of their booking. */
import { isDeepStrictEqual } from 'node:util';
import type { ReminderSettings, ReminderSettingsPut } from '../../../protocol/reminders.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import { BOOKING_KINDS } from './plan.ts';
import { REMINDERS } from './settings.ts';

export function reminderSettingsOf({ settings }: Pick<Context, 'settings'>): Promise<ReminderSettings> {
  return settings.read(REMINDERS);
}

/**
 * Keeps them, and has all that waits looked at anew: another hour is that of what was booked before, too (SPEC RM5).
 * @throws AppError ALREADY_CLAIMED: they are others than `was` by now
 */
export async function setReminders(
  context: Context,
  actor: Actor,
  { was, ...wanted }: ReminderSettingsPut,
): Promise<ReminderSettings> {
  const { settings, store, jobs, now: clock } = context;
  const on = { kind: 'server', id: null, text: 'reminders' } as const;
  const kept = await settings.change(
    REMINDERS,
    now => {
      if (was && !isDeepStrictEqual(now, was)) {
        throw new AppError('ALREADY_CLAIMED', 'Somebody has changed these settings meanwhile; look at them anew.');
      }
      return wanted;
    },
    auditRow(context, actor, { what: 'bookings.changed', on }),
  );
  await store.jobs.wake(BOOKING_KINDS, clock());
  jobs.wake();
  return kept;
}
