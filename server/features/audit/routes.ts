import { auditAnswer, auditQuery } from '../../../protocol/audit.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';

/** Who did what, for owners to read. */
export function auditRoutes(app: App, context: Context): void {
  app.get(
    '/v1/audit',
    {
      config: { rights: 'owner' },
      schema: {
        tags: ['Audit log'],
        summary: 'Who did what, newest first (owner)',
        querystring: auditQuery,
        response: { 200: auditAnswer, 400: errorAnswer, 403: errorAnswer, 422: errorAnswer },
      },
    },
    async request => {
      const { items, cursor } = await context.store.audit.page(request.query);
      return { rows: items, cursor };
    },
  );
}
