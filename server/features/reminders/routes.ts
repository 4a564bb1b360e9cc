import { reminderSettings, reminderSettingsPut } from '../../../protocol/reminders.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import { reminderSettingsOf, setReminders } from './commands.ts';

const PATH = '/v1/reminder-settings';

/** What people are told of their booking by themselves. */
export function reminderRoutes(app: App, context: Context): void {
  const tags = ['Bookings'];
  const refusals = { 401: errorAnswer, 403: errorAnswer };

  app.get(
    PATH,
    {
      config: { rights: 'reader' },
      schema: {
        tags,
        summary: 'What people are told of their booking, and when',
        response: { 200: reminderSettings, ...refusals },
      },
    },
    async () => reminderSettingsOf(context),
  );

  app.put(
    PATH,
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Set what people are told of their booking (owner)',
        description: 'With `was` only over those settings: otherwise `ALREADY_CLAIMED`.',
        body: reminderSettingsPut,
        response: { 200: reminderSettings, 409: errorAnswer, 422: errorAnswer, ...refusals },
      },
    },
    async request => setReminders(context, actorOf(request, signedInOf(request)), request.body),
  );
}
