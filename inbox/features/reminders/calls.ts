import type { ReminderSettings, ReminderSettingsInput } from '../../../protocol/reminders.ts';
import type { Http } from '../../shell/http.ts';

/** What is asked of the messages about visits. Each throws ApiError. */
export const reminderCalls = (http: Http) => ({
  settings: () => http.get<ReminderSettings>('reminder-settings'),
  /** @param was as they were read, so that nothing that somebody else set is lost */
  save: (settings: ReminderSettingsInput, was: ReminderSettings) =>
    http.put<ReminderSettings>('reminder-settings', { ...settings, was }),
});
