import { script, scriptAnswer } from '../../../protocol/scripts.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import type { App, Context } from '../../context.ts';
import { siteParams } from '../../http/public-site.ts';
import { signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import { saveScript, scriptOf } from './commands.ts';

/** What a site answers by itself, for its owner. */
export function scriptRoutes(app: App, context: Context): void {
  const tags = ['Sites'];
  const refusals = { 403: errorAnswer, 404: errorAnswer };

  app.get(
    '/v1/sites/:key/script',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'The scripted answers, and what they did in thirty days (owner)',
        params: siteParams,
        response: { 200: scriptAnswer, ...refusals },
      },
    },
    async request => scriptOf(context, request.params.key),
  );

  app.put(
    '/v1/sites/:key/script',
    {
      bodyLimit: LIMITS.scriptBytes,
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Keep scripted answers (owner)',
        description: 'One with faults is kept while it is off, and refused when it is on.',
        params: siteParams,
        body: script,
        response: { 200: scriptAnswer, ...refusals, 422: errorAnswer },
      },
    },
    async request => {
      const actor = actorOf(request, signedInOf(request));
      return saveScript(context, actor, request.params.key, request.body);
    },
  );
}
