import { z } from 'zod';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { type Html, html } from '../../http/html.ts';
import { READ_LIMIT } from '../../http/limits.ts';
import { publicSiteOf, siteParams } from '../../http/public-site.ts';
import { wantNoLetters } from '../returns/commands.ts';
import { isSecretOfStop } from '../returns/links.ts';
import type { SiteRecord } from '../sites/store.ts';
import { document } from './pages.ts';
import { localeOf, sendPage } from './send.ts';
import { marked, plain } from './sentences.ts';
import { styled } from './style.ts';
import { say } from './words/index.ts';

const part = z.string().max(128);
const params = siteParams.extend({ id: part, secret: part });
const PATH = '/f/:key/stop/:id/:secret';

/**
 * Where somebody says that they want no more letters: one press, on the page or of their mail program (RFC 8058). Looking at it does
 * nothing, because scanners of mails open every link (SPEC AB8).
 */
export function stopRoutes(app: App, context: Context): void {
  app.get(PATH, { config: { rateLimit: READ_LIMIT }, schema: { hide: true, params } }, async (request, reply) => {
    const site = await publicSiteOf(context, request, request.params.key);
    refuseStranger(context, request.params);
    return send(localeOf(request, '', site), site, false, (page, policy) => sendPage(reply, page, policy));
  });

  app.post(
    PATH,
    {
      // What a mail program sends is said by the standard, what our page does by us.
      schema: { hide: true, params, body: z.object({ _locale: z.string().max(35).default('') }) },
      onRequest: async request => context.rates.spendOfAddress('postsOfAddress', request.ip),
    },
    async (request, reply) => {
      const site = await publicSiteOf(context, request, request.params.key);
      refuseStranger(context, request.params);
      const locale = localeOf(request, request.body._locale, site);
      await wantNoLetters(context, request.params.id, say(locale, 'stopPress'));
      return send(locale, site, true, (page, policy) => sendPage(reply, page, policy));
    },
  );
}

/** @throws AppError NOT_FOUND, as for a link that never was */
function refuseStranger({ config }: Context, { id, secret }: z.infer<typeof params>): void {
  if (!isSecretOfStop(config.secretKey, id, secret)) throw new AppError('NOT_FOUND');
}

function send<T>(locale: Locale, site: SiteRecord, isDone: boolean, by: (page: Html, policy: string) => T): T {
  const { sheet, policy } = styled(site.accent);
  const heading = { key: isDone ? 'stopDone' : 'stopHeading', values: { site: site.name } } as const;
  const press = html`<form method="post" action="?"><input type="hidden" name="_locale" value="${locale}"><button>${say(locale, 'stopPress')}</button></form>`;
  const body = html`${isDone && html`<p class="ticked"><i></i></p>`}
<h1>${marked(locale, heading)}</h1>
<p>${say(locale, isDone ? 'stopStill' : 'stopAsk')}</p>
${!isDone && press}`;
  return by(document(locale, plain(locale, heading), sheet, body), policy);
}
