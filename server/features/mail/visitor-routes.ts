import { ownTranscriptAnswer, ownTranscriptAsk } from '../../../protocol/mail.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { publicSiteOf, siteParams } from '../../http/public-site.ts';
import { hashToken } from '../../tokens.ts';
import { sendOwnTranscript } from './own-transcript.ts';

/** What a visitor's page asks of mail. */
export function ownTranscriptRoutes(app: App, context: Context): void {
  const { rates, store, now } = context;

  app.post(
    '/v1/sites/:key/transcript',
    {
      onRequest: async request => {
        await publicSiteOf(context, request, (request.params as { key: string }).key);
        rates.spendOfAddress('submissionsOfAddress', request.ip);
      },
      schema: {
        tags: ['Visitors'],
        summary: 'Have one’s own conversation mailed',
        description:
          'With `Authorization: Bearer TOKEN` of the visitor. `email` counts where no address is known of them, and is theirs from then on.',
        params: siteParams,
        body: ownTranscriptAsk,
        response: {
          200: ownTranscriptAnswer,
          401: errorAnswer,
          403: errorAnswer,
          404: errorAnswer,
          422: errorAnswer,
          429: errorAnswer,
        },
      },
    },
    async request => {
      const site = await publicSiteOf(context, request, request.params.key);
      const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
      const visitor = token ? await store.visitors.byToken(site.id, hashToken(token), now()) : null;
      if (!visitor) throw new AppError('TOKEN_INVALID');
      rates.spend('submissionsOfVisitor', visitor.id);
      return sendOwnTranscript(context, { site, visitor }, request.body);
    },
  );
}
