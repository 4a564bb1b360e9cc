import { z } from 'zod';
import {
  boardAnswer,
  boardQuery,
  columnAnswer,
  columnQuery,
  personStageAnswer,
  stageMoveAsk,
  stageSettings,
} from '../../../protocol/stages.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { askerOf, signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import { boardOf, changeStages, columnOf, moveByHand, stageOf, stageSettingsOf } from './commands.ts';

const params = z.object({ id });

/** Where people stand on the way to buying, for agents and for programs of the owner. */
export function stageRoutes(app: App, context: Context): void {
  const tags = ['Stages'];
  const refusals = { 401: errorAnswer, 403: errorAnswer, 404: errorAnswer };

  app.get(
    '/v1/stages',
    {
      config: { rights: 'reader', scope: 'stages' },
      schema: { tags, summary: 'The stages of the desk', response: { 200: stageSettings, ...refusals } },
    },
    async () => stageSettingsOf(context),
  );

  app.put(
    '/v1/stages',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Change the stages of the desk (owner)',
        body: stageSettings,
        response: { 200: stageSettings, 422: errorAnswer, ...refusals },
      },
    },
    async request => changeStages(context, actorOf(request, signedInOf(request)), request.body),
  );

  app.get(
    '/v1/stages/board',
    {
      config: { rights: 'reader' },
      schema: {
        tags,
        summary: 'Who stands where: the first cards of each stage',
        querystring: boardQuery,
        response: { 200: boardAnswer, ...refusals },
      },
    },
    async request => boardOf(context, signedInOf(request).agent, request.query),
  );

  app.get(
    '/v1/stages/:id/people',
    {
      config: { rights: 'reader' },
      schema: {
        tags,
        summary: 'The rest of one stage, page by page',
        params,
        querystring: columnQuery,
        response: { 200: columnAnswer, 400: errorAnswer, ...refusals },
      },
    },
    async request => columnOf(context, signedInOf(request).agent, { stageId: request.params.id, ...request.query }),
  );

  app.get(
    '/v1/contacts/:id/stage',
    {
      config: { rights: 'reader', scope: 'stages' },
      schema: { tags, summary: 'Where somebody stands', params, response: { 200: personStageAnswer, ...refusals } },
    },
    async request => ({ stage: await stageOf(context, askerOf(request).by, request.params.id) }),
  );

  app.post(
    '/v1/contacts/:id/stage',
    {
      config: { rights: 'agent', scope: 'stages' },
      schema: {
        tags,
        summary: 'Move somebody to a stage',
        description:
          'Already there is fine. With `version` as it was seen, whoever comes second gets ALREADY_CLAIMED; a stage of the kind `lost` wants a `reason`.',
        params,
        body: stageMoveAsk,
        response: { 200: personStageAnswer, 409: errorAnswer, 422: errorAnswer, ...refusals },
      },
    },
    async request => ({
      stage: await moveByHand(context, askerOf(request), request.params.id, request.body),
    }),
  );
}
