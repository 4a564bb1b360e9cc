import { z } from 'zod';
import {
  factorOffer,
  factorOn,
  factorPolicy,
  factorProof,
  factorState,
  recoveryCodes,
} from '../../../protocol/factors.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { ownOrigin } from '../../http/origins.ts';
import { signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import {
  factorStateOf,
  offerFactor,
  renewRecoveryCodes,
  requireFactors,
  turnFactorOff,
  turnFactorOn,
  turnOffFor,
} from './commands.ts';

/** Second factors: one's own, those of colleagues, and whether everybody needs one. */
export function factorRoutes(app: App, context: Context): void {
  const tags = ['Second factors'];
  const refusals = { 401: errorAnswer, 409: errorAnswer, 422: errorAnswer, 429: errorAnswer };

  app.get(
    '/v1/me/factor',
    {
      config: { rights: 'session' },
      schema: { tags, summary: 'How it stands with the own one', response: { 200: factorState, 401: errorAnswer } },
    },
    async request => factorStateOf(context, signedInOf(request).agent),
  );

  app.post(
    '/v1/me/factor',
    {
      config: { rights: 'session' },
      schema: {
        tags,
        summary: 'A secret for an app',
        description: 'Nothing is kept until one of its codes comes back with the ticket.',
        response: { 200: factorOffer, 401: errorAnswer, 409: errorAnswer },
      },
    },
    async request => {
      const { agent } = signedInOf(request);
      return offerFactor(context, agent, new URL(ownOrigin(context.config, request)).host);
    },
  );

  app.put(
    '/v1/me/factor',
    {
      config: { rights: 'session' },
      schema: {
        tags,
        summary: 'Switch it on, with the first code of the app',
        description:
          'Answers with recovery codes, each good for one sign-in without the app. They are shown this once.',
        body: factorOn,
        response: { 200: recoveryCodes, ...refusals },
      },
    },
    async request => {
      const signedIn = signedInOf(request);
      const actor = actorOf(request, signedIn);
      return { recoveryCodes: await turnFactorOn(context, actor, signedIn.agent, request.body, request.ip) };
    },
  );

  app.post(
    '/v1/me/factor/off',
    {
      config: { rights: 'reader' },
      schema: {
        tags,
        summary: 'Switch the own one off, with password and code',
        body: factorProof,
        response: { 204: z.undefined(), 404: errorAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      await turnFactorOff(context, actorOf(request, signedIn), signedIn.agent, request.body, request.ip);
      return reply.code(204).send();
    },
  );

  app.post(
    '/v1/me/factor/recovery-codes',
    {
      config: { rights: 'reader' },
      schema: {
        tags,
        summary: 'Make new recovery codes, with password and code',
        description: 'Shown this once; the ones before are void.',
        body: factorProof,
        response: { 200: recoveryCodes, 404: errorAnswer, ...refusals },
      },
    },
    async request => {
      const signedIn = signedInOf(request);
      const actor = actorOf(request, signedIn);
      return { recoveryCodes: await renewRecoveryCodes(context, actor, signedIn.agent, request.body, request.ip) };
    },
  );

  app.delete(
    '/v1/agents/:id/factor',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Switch off that of a colleague who lost it (owner)',
        description: 'Ends their sessions.',
        params: z.object({ id }),
        response: { 204: z.undefined(), 403: errorAnswer, 404: errorAnswer },
      },
    },
    async (request, reply) => {
      const owner = signedInOf(request);
      await turnOffFor(context, actorOf(request, owner), request.params.id);
      return reply.code(204).send();
    },
  );

  app.put(
    '/v1/factor-policy',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Whether everybody needs a second factor (owner)',
        body: factorPolicy,
        response: { 200: factorPolicy, 403: errorAnswer },
      },
    },
    async request => {
      const owner = signedInOf(request);
      await requireFactors(context, actorOf(request, owner), request.body.isRequired);
      return request.body;
    },
  );
}
