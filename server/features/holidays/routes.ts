import { z } from 'zod';
import { holidaysAnswer, holidaysSet } from '../../../protocol/hours.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { siteParams } from '../../http/public-site.ts';
import { signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import { holidaysOf, readHolidays, removeHolidays, setHolidays } from './commands.ts';

/** Where a site's holidays are read from, for its owner. */
export function holidayRoutes(app: App, context: Context): void {
  const tags = ['Sites'];
  const refusals = { 403: errorAnswer, 404: errorAnswer };

  app.get(
    '/v1/sites/:key/holidays',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'The calendar of holidays, and what was read of it (owner)',
        params: siteParams,
        response: { 200: holidaysAnswer, ...refusals },
      },
    },
    async request => {
      return { holidays: await holidaysOf(context, request.params.key) };
    },
  );

  app.put(
    '/v1/sites/:key/holidays',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Read holidays from an `.ics` address, now and once a day (owner)',
        description:
          'Whole days of the calendar are closed. One that can not be read now is kept, with what was wrong.',
        params: siteParams,
        body: holidaysSet,
        response: { 200: holidaysAnswer, ...refusals, 422: errorAnswer },
      },
    },
    async request => {
      const actor = actorOf(request, signedInOf(request));
      return { holidays: await setHolidays(context, actor, request.params.key, request.body.url) };
    },
  );

  app.post(
    '/v1/sites/:key/holidays/read',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Read the calendar again now (owner)',
        params: siteParams,
        response: { 200: holidaysAnswer, ...refusals },
      },
    },
    async request => {
      return { holidays: await readHolidays(context, request.params.key) };
    },
  );

  app.delete(
    '/v1/sites/:key/holidays',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Read no calendar any more (owner)',
        params: siteParams,
        response: { 204: z.undefined(), ...refusals },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request, signedInOf(request));
      await removeHolidays(context, actor, request.params.key);
      return reply.code(204).send();
    },
  );
}
