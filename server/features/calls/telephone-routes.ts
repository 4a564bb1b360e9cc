import { z } from 'zod';
import {
  lineSecretAnswer,
  lineSettings,
  phoneLine,
  telephoneAnswer,
  telephoneFacts as telephoneFactsAnswer,
  telephoneSettings,
} from '../../../protocol/telephone.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { ownOrigin } from '../../http/origins.ts';
import { signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import {
  changeLine,
  changeTelephone,
  makeLine,
  removeLine,
  renewLine,
  telephoneFacts,
  telephoneOf,
} from './telephone.ts';

const tags = ['Telephone'];
const oneLine = z.object({ id });

/** The desk's lines and the telephone system behind them, for owners. */
export function telephoneRoutes(app: App, context: Context): void {
  const { config } = context;
  const refusals = { 403: errorAnswer, 404: errorAnswer, 422: errorAnswer };
  const baseOf = (request: Parameters<typeof ownOrigin>[1]) =>
    (config.publicUrl ?? ownOrigin(config, request)).replace(/\/$/, '');

  app.get(
    '/v1/telephone',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'The lines and the telephone system (owner)',
        description: 'Passwords come back empty, with what they are of under `kept`.',
        response: { 200: telephoneAnswer, 403: errorAnswer },
      },
    },
    async () => telephoneOf(context),
  );

  app.put(
    '/v1/telephone',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Set the telephone system (owner)',
        description: 'A password that is left empty stays, as long as it is asked for at the same place.',
        body: telephoneSettings,
        response: { 200: telephoneAnswer, ...refusals },
      },
    },
    async request => {
      await changeTelephone(context, actorOf(request, signedInOf(request)), request.body);
      return telephoneOf(context);
    },
  );

  app.post(
    '/v1/telephone/lines',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Make a line (owner)',
        description: 'Its secret is shown this once.',
        body: lineSettings,
        response: { 201: lineSecretAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request, signedInOf(request));
      return reply.code(201).send(await makeLine(context, actor, request.body, baseOf(request)));
    },
  );

  app.put(
    '/v1/telephone/lines/:id',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Change a line (owner)',
        params: oneLine,
        body: lineSettings,
        response: { 200: phoneLine, ...refusals },
      },
    },
    async request => changeLine(context, actorOf(request, signedInOf(request)), request.params.id, request.body),
  );

  app.post(
    '/v1/telephone/lines/:id/secret',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Make a new secret for a line (owner)',
        description: 'Shown this once. The one before is good for nothing.',
        params: oneLine,
        response: { 200: lineSecretAnswer, ...refusals },
      },
    },
    async request => renewLine(context, actorOf(request, signedInOf(request)), request.params.id, baseOf(request)),
  );

  app.delete(
    '/v1/telephone/lines/:id',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Remove a line (owner)',
        description: 'What was told under it stays.',
        params: oneLine,
        response: { 204: z.undefined(), ...refusals },
      },
    },
    async (request, reply) => {
      await removeLine(context, actorOf(request, signedInOf(request)), request.params.id);
      return reply.code(204).send();
    },
  );

  app.get(
    '/v1/telephone/facts',
    {
      config: { rights: 'reader' },
      schema: {
        tags,
        summary: 'Whether there are lines, and whether the telephone system rings a number for you',
        response: { 200: telephoneFactsAnswer, 401: errorAnswer },
      },
    },
    async request => telephoneFacts(context, signedInOf(request).agent),
  );
}
