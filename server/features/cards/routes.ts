import { z } from 'zod';
import { cardAnswer } from '../../../protocol/cards.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { askerOf } from '../../rights.ts';
import { glanceAt } from './commands.ts';

/** A person in one glance. */
export function cardRoutes(app: App, context: Context): void {
  app.get(
    '/v1/contacts/:id/card',
    {
      config: { rights: 'reader', scope: 'contacts' },
      schema: {
        tags: ['People'],
        summary: 'A person in one glance: facts, what is open, promised and worth saying',
        description: 'Asked by whichever contact of the card.',
        params: z.object({ id }),
        response: { 200: cardAnswer, 401: errorAnswer, 404: errorAnswer },
      },
    },
    async request => glanceAt(context, askerOf(request).by, request.params.id),
  );
}
