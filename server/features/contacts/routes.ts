import { z } from 'zod';
import { contact, contactUpdate } from '../../../protocol/contacts.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { signedInOf } from '../../rights.ts';
import { correctContact } from './commands.ts';

/** What agents know better than the form did. */
export function contactRoutes(app: App, context: Context): void {
  app.patch(
    '/v1/contacts/:id',
    {
      config: { rights: 'agent' },
      schema: {
        tags: ['Conversations'],
        summary: 'Correct name, e-mail or phone',
        description:
          'What is left out stays as it is; null or an empty string clears. Open inboxes hear of it at once.',
        params: z.object({ id }),
        body: contactUpdate,
        response: { 200: contact, 401: errorAnswer, 404: errorAnswer, 422: errorAnswer },
      },
    },
    async request => {
      return correctContact(context, signedInOf(request).agent, request.params.id, request.body);
    },
  );
}
