import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { READ_LIMIT } from '../../http/limits.ts';
import { publicSiteOf, siteParams } from '../../http/public-site.ts';
import { ownBalance } from '../loyalty/own.ts';
import { balancePage } from './balance-page.ts';
import { localeOf, sendPage } from './send.ts';
import { styled } from './style.ts';

const part = z.string().max(64);
const params = siteParams.extend({ id: part, secret: part });

/** The secret link of a balance, without signing in and without JavaScript: it shows, and there is nothing to press (SPEC LY11). */
export function balanceRoutes(app: App, context: Context): void {
  app.get(
    '/f/:key/balance/:id/:secret',
    { config: { rateLimit: READ_LIMIT }, schema: { hide: true, params } },
    async (request, reply) => {
      const { key, id: linkId, secret } = request.params;
      const site = await publicSiteOf(context, request, key);
      const own = await ownBalance(context, { linkId, secret });
      const locale = localeOf(request, own?.locale ?? '', site);
      const { sheet, policy } = styled(site.accent);
      reply
        .code(own ? 200 : 410)
        .header('referrer-policy', 'no-referrer')
        .header('x-robots-tag', 'noindex');
      return sendPage(reply, balancePage({ locale, sheet, site: site.name, own }), policy, 'no-store');
    },
  );
}
