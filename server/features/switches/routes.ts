import { switches, switchesUpdate } from '../../../protocol/switches.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import { switchParts } from './commands.ts';

/** What an owner switches on and off for everybody. Nothing that is kept goes with it. */
export function switchRoutes(app: App, context: Context): void {
  app.patch(
    '/v1/switches',
    {
      config: { rights: 'owner' },
      schema: {
        tags: ['Desk'],
        summary: 'Switch parts of the desk on or off (owner)',
        description: 'What is left out stays. Nothing that is kept is lost when a part is switched off.',
        body: switchesUpdate,
        response: { 200: switches, 403: errorAnswer },
      },
    },
    async request => switchParts(context, actorOf(request, signedInOf(request)), request.body),
  );
}
