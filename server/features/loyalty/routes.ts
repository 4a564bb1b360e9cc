import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  balanceLink,
  balanceLinkAsk,
  balanceSend,
  balanceSent,
  ledgerRow,
  loyaltyAnswer,
  loyaltyCorrection,
  loyaltyFound,
  loyaltyQuery,
  loyaltySale,
  loyaltySettings,
  loyaltySold,
  referralAnswer,
  referralAsk,
} from '../../../protocol/loyalty.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { askerOf, signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import {
  askReferralCode,
  correctBonus,
  loyaltyByPhone,
  loyaltyOf,
  loyaltySettingsOf,
  refer,
  setLoyalty,
  type Teller,
} from './commands.ts';
import { balanceLinkOf } from './own.ts';
import { sendBalance } from './sending.ts';
import { sell } from './till.ts';

const params = z.object({ id });

function tellerOf(request: FastifyRequest): Teller {
  const agent = request.key ? null : signedInOf(request).agent;
  const { id: whoId, name } = request.key ?? agent!;
  return { ...askerOf(request), agent, who: { id: whoId, name } };
}

/** Bonus by telephone number, for agents at the till and for programs of the business. */
export function loyaltyRoutes(app: App, context: Context): void {
  const tags = ['Loyalty'];
  const refusals = { 404: errorAnswer, 409: errorAnswer, 422: errorAnswer };

  app.get(
    '/v1/loyalty',
    {
      config: { rights: 'reader', scope: 'loyalty' },
      schema: {
        tags,
        summary: 'Who has a number, with level and balance',
        description: 'Nobody, one, or the three who were there first of a family. Nobody is made by it.',
        querystring: loyaltyQuery,
        response: { 200: loyaltyFound, 422: errorAnswer },
      },
    },
    async request => loyaltyByPhone(context, askerOf(request).by, request.query.phone),
  );

  app.post(
    '/v1/loyalty/sales',
    {
      config: { rights: 'agent', scope: 'loyalty' },
      schema: {
        tags,
        summary: 'Sell something: discount, bonus spent and bonus earned in one step',
        description: 'Once for its `clientId`: a repeat gets the first answer. Whoever is not known becomes a contact.',
        body: loyaltySale,
        response: { 200: loyaltySold, ...refusals },
      },
    },
    async request => sell(context, tellerOf(request), request.body),
  );

  app.get(
    '/v1/contacts/:id/loyalty',
    {
      config: { rights: 'reader', scope: 'loyalty' },
      schema: {
        tags,
        summary: 'What somebody has, and how it came',
        params,
        response: { 200: loyaltyAnswer, 404: errorAnswer },
      },
    },
    async request => loyaltyOf(context, askerOf(request).by, request.params.id),
  );

  app.post(
    '/v1/contacts/:id/loyalty',
    {
      config: { rights: 'agent', scope: 'loyalty' },
      schema: {
        tags,
        summary: 'Correct a balance by hand, with a reason; it is written down who did',
        params,
        body: loyaltyCorrection,
        response: { 200: ledgerRow, ...refusals },
      },
    },
    async request => correctBonus(context, tellerOf(request), request.params.id, request.body),
  );

  app.post(
    '/v1/contacts/:id/loyalty/code',
    {
      config: { rights: 'agent', scope: 'loyalty' },
      schema: {
        tags,
        summary: 'The code by which somebody brings others, made when it is asked for first',
        params,
        response: { 200: referralAnswer, 404: errorAnswer },
      },
    },
    async request => askReferralCode(context, askerOf(request).by, request.params.id),
  );

  app.post(
    '/v1/contacts/:id/loyalty/referral',
    {
      config: { rights: 'agent', scope: 'loyalty' },
      schema: {
        tags,
        summary: 'Note by whose code somebody came',
        description: 'Both get bonus with the first purchase that is paid. Who has bought before is no newcomer.',
        params,
        body: referralAsk,
        response: { 200: referralAnswer, ...refusals },
      },
    },
    async request => refer(context, askerOf(request).by, request.params.id, request.body.code),
  );

  app.post(
    '/v1/contacts/:id/loyalty/link',
    {
      config: { rights: 'agent', scope: 'loyalty' },
      schema: {
        tags,
        summary: 'Where somebody sees their balance without signing in',
        description: 'Good for a year from when it was last asked for. Made anew, the one before is nothing.',
        params,
        body: balanceLinkAsk,
        response: { 200: balanceLink, 404: errorAnswer },
      },
    },
    async request => balanceLinkOf(context, askerOf(request).by, request.params.id, request.body.isAnew),
  );

  app.post(
    '/v1/contacts/:id/loyalty/link/send',
    {
      config: { rights: 'agent', scope: 'loyalty' },
      schema: {
        tags,
        summary: 'Send somebody where they see their balance',
        description:
          'By mail, or by SMS where no mail reaches them; once for its `clientId`. `way` is null where there is none.',
        params,
        body: balanceSend,
        response: { 200: balanceSent, 404: errorAnswer, 422: errorAnswer },
      },
    },
    async request => sendBalance(context, askerOf(request).by, request.params.id, request.body.clientId),
  );

  app.get(
    '/v1/loyalty/settings',
    {
      config: { rights: 'reader' },
      schema: { tags, summary: 'What is earned and spent', response: { 200: loyaltySettings, 401: errorAnswer } },
    },
    async () => loyaltySettingsOf(context),
  );

  app.put(
    '/v1/loyalty/settings',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Set what is earned and spent (owner)',
        description: 'What was earned before stays as it was.',
        body: loyaltySettings,
        response: { 200: loyaltySettings, 403: errorAnswer, 422: errorAnswer },
      },
    },
    async request => setLoyalty(context, actorOf(request, signedInOf(request)), request.body),
  );
}
