import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { READ_LIMIT } from '../../http/limits.ts';
import { publicPath, rootFrom } from '../../http/paths.ts';
import { publicSiteOf, siteParams } from '../../http/public-site.ts';
import { hashToken, newToken } from '../../tokens.ts';
import { openTalk } from '../answers/commands.ts';
import { isSecretOfLink } from '../answers/links.ts';
import { mayOpen } from '../answers/rules.ts';
import type { AnswerLink } from '../answers/store.ts';
import type { SiteRecord } from '../sites/store.ts';
import { localeOf, sendPage } from './send.ts';
import { styled } from './style.ts';
import { keepingScript, talkPage } from './talk-page.ts';

const params = siteParams.extend({ id: z.string().max(64), secret: z.string().max(64) });
const PATH = '/f/:key/talk/:id/:secret';
/** What the browser has that used a link. It opens nothing by itself. */
const COOKIE = 'deskbell-talk';

/**
 * Where a mailed answer leads back to. Looking at the page does nothing and shows nothing, because scanners of mails open
 * every link; one press opens the conversation, in the browser that pressed first (SPEC AM3).
 */
export function talkRoutes(app: App, context: Context): void {
  app.get(PATH, { config: { rateLimit: READ_LIMIT }, schema: { hide: true, params } }, async (request, reply) => {
    const { site, link } = await linkOf(context, request, request.params);
    const browser = browserOf(request);
    const isOver = !mayOpen(link, browser === null ? '' : hashToken(browser), context.now());
    return show(request, reply, site, isOver ? 'over' : 'asking');
  });

  app.post(
    PATH,
    {
      schema: { hide: true, params },
      onRequest: async request => context.rates.spendOfAddress('postsOfAddress', request.ip),
    },
    async (request, reply) => {
      const { site, link } = await linkOf(context, request, request.params);
      const browser = browserOf(request) ?? newToken();
      const userAgent = request.headers['user-agent'] ?? '';
      const token = await openTalk(context, link.id, { usedBy: hashToken(browser), userAgent });
      if (token === null) return show(request, reply.code(410), site, 'over');
      reply.setCookie(COOKIE, browser, {
        ...{ httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https' },
        path: `${publicPath(context.config)}/f/${site.key}/talk`,
        expires: new Date(link.expiresAt),
      });
      const { config } = context;
      return show(request, reply, site, { token, root: rootFrom(config, request.url) });
    },
  );
}

/** @throws AppError NOT_FOUND, as for a link that never was */
async function linkOf(
  context: Context,
  request: FastifyRequest,
  { key, id, secret }: z.infer<typeof params>,
): Promise<{ site: SiteRecord; link: AnswerLink }> {
  const site = await publicSiteOf(context, request, key);
  const isOurs = isSecretOfLink(context.config.secretKey, id, secret);
  const link = isOurs ? await context.store.answers.findLink(id) : null;
  if (!link || link.siteId !== site.id) throw new AppError('NOT_FOUND');
  return { site, link };
}

function browserOf({ cookies }: FastifyRequest): string | null {
  return cookies[COOKIE] || null;
}

function show(
  request: FastifyRequest,
  reply: FastifyReply,
  site: SiteRecord,
  state: 'asking' | 'over' | { token: string; root: string },
): FastifyReply {
  const locale = localeOf(request, '', site);
  const isOpen = typeof state === 'object';
  const script = isOpen ? keepingScript(site.key, state.token) : null;
  const { sheet, policy } = styled(site.accent, [], script, isOpen);
  const open = isOpen ? { script: script!, launcher: `${state.root}deskbell.js` } : null;
  return sendPage(reply, talkPage({ locale, site, sheet, isOver: state === 'over', open }), policy);
}
