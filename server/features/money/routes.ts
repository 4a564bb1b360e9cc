import { deskMoney, deskMoneySet } from '../../../protocol/purchases.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import { moneyOf, setCurrency } from './commands.ts';
import { deskHome } from './settings.ts';

/** In which currency the desk counts. */
export function moneyRoutes(app: App, context: Context): void {
  const tags = ['Desk'];

  app.get(
    '/v1/money',
    {
      config: { rights: 'reader' },
      schema: { tags, summary: 'In which currency the desk counts', response: { 200: deskMoney, 401: errorAnswer } },
    },
    async () => moneyOf(await deskHome(context)),
  );

  app.put(
    '/v1/money',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Choose the currency of the desk (owner)',
        description: 'What was bought before keeps its own. Null: the currency of where the first site is.',
        body: deskMoneySet,
        response: { 200: deskMoney, 403: errorAnswer, 422: errorAnswer },
      },
    },
    async request => setCurrency(context, actorOf(request, signedInOf(request)), request.body.currency),
  );
}
