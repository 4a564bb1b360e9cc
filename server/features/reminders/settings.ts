import { type ReminderSettings, reminderSettings } from '../../../protocol/reminders.ts';
import type { SettingsPart } from '../settings/settings.ts';

export const REMINDERS: SettingsPart<ReminderSettings> = {
  name: 'reminders',
  schema: reminderSettings,
  initial: reminderSettings.parse({}),
};
