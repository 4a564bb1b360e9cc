import { z } from 'zod';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { publicSiteOf, siteParams } from '../../http/public-site.ts';
import { withdraw } from './commands.ts';

/** What a visitor's page asks for without a socket. */
export function visitorRoutes(app: App, context: Context): void {
  app.post(
    '/v1/sites/:key/withdrawal',
    {
      schema: {
        tags: ['Visitors'],
        summary: 'Take the consent back',
        description:
          'Ends the token in `Authorization: Bearer TOKEN`, forgets trail, browser and referrer, and closes the pages of the visitor. What was said stays.',
        params: siteParams,
        response: { 204: z.undefined(), 401: errorAnswer, 403: errorAnswer, 404: errorAnswer, 429: errorAnswer },
      },
    },
    async (request, reply) => {
      const site = await publicSiteOf(context, request, request.params.key);
      context.rates.spendOfAddress('submissionsOfAddress', request.ip);
      const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
      if (!token) throw new AppError('TOKEN_INVALID');
      await withdraw(context, site.id, token);
      return reply.code(204).send();
    },
  );
}
