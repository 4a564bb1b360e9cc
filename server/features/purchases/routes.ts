import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { MAX_BATCH } from '../../../protocol/purchase-sums.ts';
import {
  PURCHASE_BATCH_BYTES,
  purchase,
  purchaseBatch,
  purchaseBatchAnswer,
  purchaseRow,
  purchasesAnswer,
  purchasesQuery,
  purchaseUpdate,
} from '../../../protocol/purchases.ts';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { askerOf } from '../../rights.ts';
import { addPurchases, correctPurchase, purchasesOf, removePurchase } from './commands.ts';
import { addPurchasesOfFile } from './file.ts';

const params = z.object({ id });
/** One is judged by its row, so that a program that brings one or many reads the same answers. */
const batch = z.looseObject(purchaseBatch.partial().shape);

/** What people bought, for agents and for programs of the business. In a scope of its own: nothing else takes CSV. */
export function purchaseRoutes(app: App, context: Context): void {
  const tags = ['Purchases'];
  app.addContentTypeParser(
    'text/csv',
    { parseAs: 'string', bodyLimit: PURCHASE_BATCH_BYTES },
    (_request: FastifyRequest, text: string, done: (error: null, body: string) => void) => done(null, text),
  );

  app.post(
    '/v1/purchases',
    {
      bodyLimit: PURCHASE_BATCH_BYTES,
      config: { rights: 'agent', scope: 'purchases' },
      schema: {
        tags,
        summary: 'Add one purchase, or up to a thousand',
        description:
          'The body is one purchase, or `{purchases: […]}` with up to a thousand of them. A batch is answered row by row with 200; what is ' +
          'wrong with one row keeps none of the others out. CSV (`text/csv`) with a heading is taken as a batch, too. One with an `externalId` is added once: a repeat gives the first answer, ' +
          'and other content under the same id is refused with 409.',
        body: z.union(
          [batch, z.string()],
          `wanted a purchase, {purchases: […]} with 1 to ${MAX_BATCH} of them, or CSV`,
        ),
        response: {
          200: z.union([purchaseBatchAnswer, purchaseRow]),
          201: purchaseRow,
          404: errorAnswer,
          409: errorAnswer,
          413: errorAnswer,
          422: errorAnswer,
        },
      },
    },
    async (request, reply) => {
      const { by } = askerOf(request);
      const { key } = request;
      const from = key
        ? ({ by, source: 'api', sourceKey: `key ${key.id}` } as const)
        : ({ by, source: 'hand', sourceKey: 'hand' } as const);
      if (typeof request.body === 'string') {
        const file = { ...from, source: 'csv', sourceKey: 'csv' } as const;
        return { rows: await addPurchasesOfFile(context, file, request.body) };
      }
      const { purchases } = request.body;
      if (purchases) return { rows: await addPurchases(context, from, purchases) };
      const [row] = await addPurchases(context, from, [request.body]);
      const { status, code, message, fields } = row!;
      if (code) {
        const named = fields as Record<string, ErrorCode> | undefined;
        throw new AppError(code as ErrorCode, message, named && { fields: named });
      }
      return reply.code(status as 200 | 201).send(row!);
    },
  );

  app.get(
    '/v1/contacts/:id/purchases',
    {
      config: { rights: 'reader', scope: 'purchases' },
      schema: {
        tags,
        summary: 'What somebody bought, newest first',
        params,
        querystring: purchasesQuery,
        response: { 200: purchasesAnswer, 404: errorAnswer },
      },
    },
    async request => purchasesOf(context, askerOf(request).by, request.params.id, request.query),
  );

  app.patch(
    '/v1/purchases/:id',
    {
      config: { rights: 'agent', scope: 'purchases' },
      schema: {
        tags,
        summary: 'Correct a purchase; it is written down who did',
        params,
        body: purchaseUpdate,
        response: { 200: purchase, 404: errorAnswer, 409: errorAnswer, 422: errorAnswer },
      },
    },
    async request => correctPurchase(context, askerOf(request), request.params.id, request.body),
  );

  app.delete(
    '/v1/purchases/:id',
    {
      config: { rights: 'agent', scope: 'purchases' },
      schema: {
        tags,
        summary: 'Remove a purchase; it is written down who did',
        params,
        response: { 204: z.undefined(), 404: errorAnswer },
      },
    },
    async (request, reply) => {
      await removePurchase(context, askerOf(request), request.params.id);
      return reply.code(204).send();
    },
  );
}
