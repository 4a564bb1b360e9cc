import { z } from 'zod';
import { slotsAnswer } from '../../../protocol/callbacks.ts';
import { panelAnswer } from '../../../protocol/sites.ts';
import { submissionAnswer, submissionBody } from '../../../protocol/submissions.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { READ_LIMIT } from '../../http/limits.ts';
import { nearestLocale } from '../../locale.ts';
import { derivedName } from '../../secrets.ts';
import { slotRange, slotsFor } from '../callbacks/slots.ts';
import { publicSiteOf } from '../sites/public-site.ts';
import { publicSite } from '../sites/sites.ts';
import { visitorOf } from '../visitors/visitors.ts';
import { submit } from './submit.ts';

const params = z.object({ key: z.string().max(64) });

/** What a visitor's page may read and send without a socket. */
export function submissionRoutes(app: App, context: Context): void {
  const { store, availability, rates, now, config } = context;
  const tags = ['Visitors'];

  app.get(
    '/v1/sites/:key/panel',
    {
      config: { rateLimit: READ_LIMIT },
      schema: {
        tags,
        summary: 'What a panel shows before anything is said',
        params,
        querystring: z.object({ locale: z.string().max(200).optional() }),
        response: { 200: panelAnswer, 403: errorAnswer, 404: errorAnswer, 429: errorAnswer },
      },
    },
    async request => {
      const site = await publicSiteOf(context, request, request.params.key);
      const locale = nearestLocale(request.query.locale ?? request.headers['accept-language'], site.locale);
      return { site: publicSite(site, locale), availability: availability.of(site) };
    },
  );

  app.get(
    '/v1/sites/:key/slots',
    {
      config: { rateLimit: READ_LIMIT },
      schema: {
        tags,
        summary: 'Times in which a callback may be asked for',
        params,
        response: { 200: slotsAnswer, 403: errorAnswer, 404: errorAnswer, 429: errorAnswer },
      },
    },
    async request => {
      const site = await publicSiteOf(context, request, request.params.key);
      const { from, to } = slotRange(now());
      return slotsFor(site, await store.callbacks.slotLoad(site.id, from, to), now());
    },
  );

  app.post(
    '/v1/sites/:key/submissions',
    {
      schema: {
        tags,
        summary: 'Send a message, a callback request or a contact form',
        description:
          'The same that goes over the socket. A repeat of a clientId gets the first answer (200 in place of 201). With `Authorization: Bearer TOKEN` it joins that visitor; without, a visitor is made and its token returned.',
        params,
        body: submissionBody,
        response: {
          200: submissionAnswer,
          201: submissionAnswer,
          401: errorAnswer,
          403: errorAnswer,
          404: errorAnswer,
          409: errorAnswer,
          422: errorAnswer,
          429: errorAnswer,
          503: errorAnswer,
        },
      },
    },
    async (request, reply) => {
      const site = await publicSiteOf(context, request, request.params.key);
      rates.spend('submissionsOfAddress', request.ip);
      const { context: from, ...submission } = request.body;
      const { authorization, 'user-agent': userAgent = '', 'accept-language': languages } = request.headers;
      const { visitor, token } = await visitorOf(context, site, {
        token: /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1],
        // A sender who never heard our first answer has no token either; a repeat must find the same visitor.
        tokenIfNew: derivedName(
          config.secretKey,
          JSON.stringify(['sender', site.id, submission.clientId, request.ip, userAgent]),
        ),
        locale: from?.locale ?? languages ?? '',
        timeZone: from?.timeZone ?? site.timeZone,
        page: from?.page,
        userAgent,
      });
      const { entry, isRepeat } = await submit(context, { site, visitor }, submission);
      return reply.code(isRepeat ? 200 : 201).send({ entry, token });
    },
  );
}
