import { z } from 'zod';
import { lateFigures, waitingAnswer } from '../../../protocol/ladder.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { siteParams } from '../../http/public-site.ts';
import { signedInOf } from '../../rights.ts';
import { figuresOf, waitingOf } from './commands.ts';

/** What agents read of the ladder; its times are set with the site. */
export function ladderRoutes(app: App, context: Context): void {
  app.get(
    '/v1/conversations/:id/waiting',
    {
      config: { rights: 'reader' },
      schema: {
        tags: ['Conversations'],
        summary: 'What waits in a conversation, and what is done next',
        params: z.object({ id }),
        response: { 200: waitingAnswer, 401: errorAnswer, 404: errorAnswer },
      },
    },
    async request => ({ waiting: await waitingOf(context, signedInOf(request).agent, request.params.id) }),
  );

  app.get(
    '/v1/sites/:key/late',
    {
      config: { rights: 'owner' },
      schema: {
        tags: ['Sites'],
        summary: 'How often somebody waited too long in thirty days (owner)',
        params: siteParams,
        response: { 200: lateFigures, 403: errorAnswer, 404: errorAnswer },
      },
    },
    async request => {
      const site = await context.sites.byKey(request.params.key);
      if (!site) throw new AppError('SITE_UNKNOWN');
      return { counts: await figuresOf(context, site) };
    },
  );
}
