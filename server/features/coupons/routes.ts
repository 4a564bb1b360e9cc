import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  coupon,
  couponAnswer,
  couponMake,
  couponParams,
  couponSwitch,
  couponsAnswer,
  couponsMade,
  couponsQuery,
  couponUse,
} from '../../../protocol/coupons.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { asAttachment } from '../../http/downloads.ts';
import { askerOf, signedInOf } from '../../rights.ts';
import { couponPage, couponsFile, makeCoupons, readCoupon, redeem, turnCoupon } from './commands.ts';

/** Coupons and gift certificates, for agents and for programs of the business. */
export function couponRoutes(app: App, context: Context): void {
  const tags = ['Coupons'];
  const refusals = { 401: errorAnswer, 403: errorAnswer, 404: errorAnswer };
  const whoOf = (request: FastifyRequest) => {
    const { id: whoId, name } = request.key ?? signedInOf(request).agent;
    return { id: whoId, name };
  };

  app.get(
    '/v1/coupons',
    {
      config: { rights: 'agent', scope: 'loyalty' },
      schema: {
        tags,
        summary: 'Coupons and certificates that were made here, newest first',
        querystring: couponsQuery,
        response: { 200: couponsAnswer, ...refusals },
      },
    },
    async request => couponPage(context, request.query),
  );

  app.post(
    '/v1/coupons',
    {
      config: { rights: 'agent', scope: 'loyalty' },
      schema: {
        tags,
        summary: 'Make a coupon or a certificate, or some of one kind',
        description: 'Once for its `clientId`: a repeat gets the first answer. It is written down who did.',
        body: couponMake,
        response: { 200: couponsMade, 409: errorAnswer, 422: errorAnswer, ...refusals },
      },
    },
    async request => makeCoupons(context, { actor: askerOf(request).actor, who: whoOf(request) }, request.body),
  );

  app.get(
    '/v1/coupons/batches/:id',
    {
      config: { rights: 'agent', scope: 'loyalty' },
      schema: {
        tags,
        summary: 'What was made together, as a CSV file to print from',
        params: z.object({ id }),
        response: { 200: z.any(), ...refusals },
      },
    },
    async (request, reply) => {
      const file = await couponsFile(context, request.params.id);
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', asAttachment('coupons.csv'))
        .header('x-content-type-options', 'nosniff')
        .send(file);
    },
  );

  app.get(
    '/v1/coupons/:code',
    {
      config: { rights: 'agent', scope: 'purchases' },
      schema: {
        tags,
        summary: 'What a coupon is for, whose it is, and how it was used',
        params: couponParams,
        response: { 200: couponAnswer, ...refusals },
      },
    },
    async request => readCoupon(context, askerOf(request).by, request.params.code),
  );

  app.post(
    '/v1/coupons/:code/use',
    {
      config: { rights: 'agent', scope: 'purchases' },
      schema: {
        tags,
        summary: 'Use a coupon, or a part of a certificate, by hand',
        description:
          'As often as it is good: after that ALREADY_CLAIMED, and the same `clientId` again the first answer, or CLIENT_ID_REUSED with another `amount`. One that has run out or is off is NOT_FOUND.',
        params: couponParams,
        body: couponUse,
        response: { 200: couponAnswer, 409: errorAnswer, 422: errorAnswer, ...refusals },
      },
    },
    async request => {
      const press = { clientId: request.body?.clientId, amount: request.body?.amount, who: whoOf(request) };
      return redeem(context, askerOf(request).by, request.params.code, press);
    },
  );

  app.post(
    '/v1/coupons/:code/switch',
    {
      config: { rights: 'agent', scope: 'loyalty' },
      schema: {
        tags,
        summary: 'Switch a coupon off, or on again',
        params: couponParams,
        body: couponSwitch,
        response: { 200: coupon, ...refusals },
      },
    },
    async request => turnCoupon(context, askerOf(request).actor, request.params.code, request.body.isOff),
  );
}
