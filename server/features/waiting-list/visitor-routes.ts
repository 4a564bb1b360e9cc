import { waitAnswer, waitCreate, waitingWays } from '../../../protocol/waiting-list.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { READ_LIMIT } from '../../http/limits.ts';
import { ownOrigin } from '../../http/origins.ts';
import { publicPath } from '../../http/paths.ts';
import { publicSiteOf, siteParams } from '../../http/public-site.ts';
import { joinList, waitingWays as waysOf } from './people.ts';

const tags = ['Visitors'];
const refusals = {
  401: errorAnswer,
  403: errorAnswer,
  404: errorAnswer,
  409: errorAnswer,
  410: errorAnswer,
  422: errorAnswer,
  429: errorAnswer,
  503: errorAnswer,
};

/** What a visitor's page does to wait for a full day. */
export function waitingVisitorRoutes(app: App, context: Context): void {
  app.get(
    '/v1/sites/:key/booking/waiting',
    {
      config: { rateLimit: READ_LIMIT },
      schema: {
        tags,
        summary: 'Whether one can wait for a full day',
        description: '`email` and `phone`: by which ways whoever waits can be told of a place that became free.',
        params: siteParams,
        response: { 200: waitingWays, ...refusals },
      },
    },
    async (request, reply) => {
      await publicSiteOf(context, request, request.params.key);
      return reply.header('cache-control', 'private, max-age=5').send(await waysOf(context));
    },
  );

  app.post(
    '/v1/sites/:key/booking/waiting',
    {
      onRequest: async request => {
        await publicSiteOf(context, request, (request.params as { key: string }).key);
        context.rates.spendOfAddress('submissionsOfAddress', request.ip);
      },
      schema: {
        tags,
        summary: 'Join the waiting list of a full day',
        description:
          'A repeat of a clientId gets the first answer (200 in place of 201). Where a time is free, `nextTimes` of the refusal names some. With `Authorization: Bearer TOKEN` it joins that visitor; without, a visitor is made and its token returned.',
        params: siteParams,
        body: waitCreate,
        response: { 200: waitAnswer, 201: waitAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const { authorization, 'user-agent': userAgent = '', 'accept-language': languages = '' } = request.headers;
      const who = {
        site: await publicSiteOf(context, request, request.params.key),
        address: request.ip,
        token: /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1],
        ...{ userAgent, languages },
        origin: `${ownOrigin(context.config, request)}${publicPath(context.config)}`,
      };
      const { wait, token, isRepeat } = await joinList(context, who, request.body);
      return reply.code(isRepeat ? 200 : 201).send({ wait, token });
    },
  );
}
